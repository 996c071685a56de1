"""Writes one kit's folder from its recipe: the WAVs, kit.toml with balancing gains, and the licence."""

import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from tools.make_kits.dsp.loudness import loudness_db
from tools.make_kits.dsp.units import RATE_HZ, Signal
from tools.make_kits.recipes.recipe import KitRecipe, SoundRecipe, recorded

FULL_SCALE_24_BIT = 2**23 - 1

LICENCE = """\
CC0 1.0 Universal

The sounds in this folder were synthesised by the program in tools/make_kits of the beatterm repository; no
recording was used. To the extent possible under law, the authors of beatterm have waived all copyright and
related or neighbouring rights to them. You may copy, change, distribute and perform them, also commercially,
without asking and without naming anybody.

The full text of the dedication: https://creativecommons.org/publicdomain/zero/1.0/legalcode
"""

Takes = tuple[tuple[Signal, ...], ...]


def write_kit(kit: KitRecipe, kits_folder: Path) -> Path:
    """Synthesises ``kit`` into ``kits_folder/<name>``, in place of what stands there; returns that folder."""
    folder = kits_folder / kit.name
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.wav"):
        old.unlink()
    takes = {sound.name: recorded(kit.name, sound) for sound in kit.sounds}
    for sound in kit.sounds:
        for layer, names in zip(takes[sound.name], file_names(sound), strict=True):
            for take, name in zip(layer, names, strict=True):
                write_wav(folder / name, take)
    (folder / "kit.toml").write_text(kit_toml(kit, takes), encoding="utf-8")
    (folder / "LICENSE").write_text(LICENCE, encoding="utf-8")
    return folder


def write_wav(path: Path, signal: Signal) -> None:
    """Writes ``signal`` as 24-bit PCM at 44.1 kHz, mono or stereo by its shape."""
    whole = np.round(signal * FULL_SCALE_24_BIT).astype("<i4")
    three_bytes = whole.reshape(-1, 1).view(np.uint8).reshape(-1, 4)[:, :3]
    with wave.open(str(path), "wb") as file:
        file.setnchannels(signal.ndim)
        file.setsampwidth(3)
        file.setframerate(RATE_HZ)
        file.writeframes(three_bytes.tobytes())


def file_names(sound: SoundRecipe) -> tuple[tuple[str, ...], ...]:
    """The files of every layer: ``kick.wav``, ``hat-1.wav hat-2.wav``, ``snare-soft-1.wav``."""
    suffixes = {1: ("",), 2: ("-soft", ""), 3: ("-soft", "-mid", "")}[len(sound.layers)]
    return tuple(
        tuple(
            f"{sound.name}{suffix}{'' if layer.takes == 1 else f'-{take + 1}'}.wav"
            for take in range(layer.takes)
        )
        for suffix, layer in zip(suffixes, sound.layers, strict=True)
    )


def gains_db(kit: KitRecipe, takes: dict[str, Takes]) -> dict[str, float]:
    """Every sound's gain, to half a dB, for the recipe's balance; the highest is 0 dB, so none clips."""
    raw = {sound.name: sound.loudness_db - loudness_db(takes[sound.name][-1][0]) for sound in kit.sounds}
    highest = max(raw.values())
    return {name: round(2.0 * (value - highest)) / 2.0 for name, value in raw.items()}


def kit_toml(kit: KitRecipe, takes: dict[str, Takes]) -> str:
    """The text of kit.toml."""
    head = [
        "beatterm_kit = 1",
        f'title = "{kit.title}"',
        'author = "beatterm"',
        'license = "CC0-1.0"',
        f'about = "{kit.about}"',
    ]
    gains = gains_db(kit, takes)
    blocks = ["\n".join(_sound_lines(sound, gains[sound.name])) for sound in kit.sounds]
    return "\n\n".join(["\n".join(head), *blocks]) + "\n"


def _sound_lines(sound: SoundRecipe, gain_db: float) -> Iterator[str]:
    yield f"[sound.{sound.name}]"
    names = file_names(sound)
    if len(names) == 1:
        yield _files_line(names[0])
    for key, value in _facts(sound, gain_db):
        yield f"{key} = {value}"
    if len(names) > 1:
        for layer, files in zip(sound.layers, names, strict=True):
            yield f"[[sound.{sound.name}.layer]]"
            yield f"up_to = {layer.up_to}"
            yield _files_line(files)


def _facts(sound: SoundRecipe, gain_db: float) -> Iterator[tuple[str, str]]:
    """What differs from the reader's defaults, as TOML values."""
    if sound.note is not None:
        yield "note", str(sound.note)
    if gain_db:
        yield "gain_db", str(gain_db)
    if sound.pan:
        yield "pan", str(sound.pan)
    if sound.choke is not None:
        yield "choke", f'"{sound.choke}"'
    if sound.root is not None:
        yield "root", f'"{sound.root}"'
    if sound.release_ms is not None:
        yield "release_ms", str(sound.release_ms)


def _files_line(names: tuple[str, ...]) -> str:
    if len(names) == 1:
        return f'file = "{names[0]}"'
    return "files = [" + ", ".join(f'"{name}"' for name in names) + "]"
