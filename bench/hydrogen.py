"""Rendering against Hydrogen: the same sounds and steps through both programs, each in its own process."""

import os
import shutil
import subprocess
import sys
import wave
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from beatterm.engine.effects import PARAMS
from beatterm.engine.frames import Frames
from beatterm.formats.beat_text import format_song
from beatterm.formats.kit_text import format_kit
from beatterm.library.paths import HOME_VARIABLE
from beatterm.model.mixer import PAN, Mixer
from beatterm.model.project import Project
from beatterm.model.song import Section
from bench.effort import TINY, Effort
from bench.hydrogen_song import write_hydrogen_song
from bench.rig import RATE, STEP_FRAMES, STEPS, rig
from bench.table import Table, median

ABOUT = "rendering to 16-bit WAV against Hydrogen's h2cli: the processor's time for the same song"

PLAIN, RESAMPLED, FULL = "plain", "recordings at 48 kHz", "filters, reverb, delay"
HYDROGEN = "Hydrogen"
MISSING = "h2cli is missing, so there is nothing to compare with: apt-get install hydrogen"
_TURNS = 3
_MINUTES = 5.0
_VOICES = 128
_OTHER_RATE = 48000
_PEAK = 0.04
"""Of each hit: 128 of them stay below full scale, and below both programs' limits."""
_OUT = "out.wav"
_PATTERN_SECONDS = STEPS * STEP_FRAMES / RATE

What = tuple[str, str]
"""Which song, through which program."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """Seconds of audio, seconds of the processor, and how many steps are heard to begin in the file."""

    audio_seconds: float
    processor_seconds: float
    steps: int


def run(effort: Effort) -> Iterator[Table]:
    """Both programs in turn, so that both meet the same machine."""
    table = Table(
        f"16 tracks struck on every sixteenth, {_VOICES} voices, to 16-bit WAV at {RATE} Hz",
        ("song", "program", "audio", "steps heard", "processor", "a second of audio", "Hydrogen needs"),
        notes=(
            "From a program's start to its end. beatterm's rendering dithers; its command also measures.",
            "Target: a tenth of Hydrogen's processor time, on what both do: no filters, no sends.",
        ),
    )
    has_hydrogen = shutil.which("h2cli") is not None
    if not has_hydrogen:
        table = replace(table, notes=(*table.notes, MISSING))
    repeats = max(1, round(effort.seconds(60 * _MINUTES) / _PATTERN_SECONDS))
    with TemporaryDirectory(prefix="beatterm-bench-") as folder:
        _write_songs(Path(folder), repeats)
        commands = _commands(Path(folder), has_hydrogen and effort.share > TINY.share)
        _rendered(_beatterm(Path(folder), PLAIN), Path(folder), repeats * STEPS)  # compiles its modules
        turns = [
            {what: _rendered(command, Path(folder), repeats * STEPS) for what, command in commands.items()}
            for _ in range(effort.of(_TURNS))
        ]
    for what in turns[0]:
        _add(table, what, turns)
    yield table


def _add(table: Table, what: What, turns: list[dict[What, Rendered]]) -> None:
    song, program = what
    costs = [turn[what].processor_seconds for turn in turns]
    theirs = [turn[song, HYDROGEN].processor_seconds for turn in turns if (song, HYDROGEN) in turn]
    more = [other / own for other, own in zip(theirs, costs, strict=False)]
    first = turns[0][what]
    table.add(
        song,
        program,
        f"{first.audio_seconds:.0f} s",
        first.steps,
        f"{median(costs):.2f} s",
        f"{1000 * median(costs) / first.audio_seconds:.1f} ms",
        f"{median(more):.1f} times as much" if more and program != HYDROGEN else "",
    )


def _write_songs(folder: Path, repeats: int) -> None:
    """Songs of both programs with a kit each: without anything that Hydrogen does in another way, the same
    with recordings at another rate, and one for beatterm alone.
    """
    full = rig(_VOICES)
    song = replace(full.song, sections=(Section("a", "A", repeats),))
    song = replace(song, mixer=replace(song.mixer, master=()))
    strips = tuple(
        replace(strip, values=tuple(each for each in strip.values if each[0] == PAN.name))
        for strip in song.mixer.strips
    )
    plain = replace(song, mixer=Mixer(strips))
    for name, each, rate in ((PLAIN, plain, RATE), (RESAMPLED, plain, _OTHER_RATE), (FULL, song, RATE)):
        project = replace(full, song=each, kit=replace(full.kit, folder=str(folder / name / full.kit.name)))
        _write_kit(project, rate)
        (folder / name / "song.beat").write_text(format_song(project.song, PARAMS), "utf-8")
        write_hydrogen_song(folder / name / "song.h2song", project)


def _write_kit(project: Project, rate: int) -> None:
    folder = Path(project.kit.folder)
    folder.mkdir(parents=True)
    (folder / "kit.toml").write_text(format_kit(project.kit), "utf-8")
    for number, sound in enumerate(project.kit.sounds):
        _write_hit(folder / sound.layers[0].files[0], number, rate)


def _write_hit(path: Path, seed: int, rate: int) -> None:
    """Noise that has fallen by 35 dB at its end: each hit can be heard to begin."""
    frames = int(path.stem.rpartition("-")[2]) * rate // RATE
    fade = _PEAK * np.exp(-4.0 * np.arange(frames) / frames)
    noise = np.random.default_rng(seed).uniform(-1.0, 1.0, (frames, 2)) * fade[:, None]
    with wave.open(str(path), "wb") as file:
        file.setparams((2, 2, rate, frames, "NONE", ""))
        file.writeframes(np.rint(noise * 32767).astype("<i2").tobytes())


def _commands(folder: Path, with_hydrogen: bool) -> dict[What, list[str]]:
    """What each program is asked for: the same file."""
    commands: dict[What, list[str]] = {}
    for name in (PLAIN, RESAMPLED, FULL):
        if with_hydrogen and name != FULL:
            commands[name, HYDROGEN] = _hydrogen(folder, name)
        commands[name, "beatterm"] = _beatterm(folder, name)
        commands[name, "its rendering alone"] = _rendering_alone(folder, name)
    return commands


def _hydrogen(folder: Path, name: str) -> list[str]:
    song, out = str(folder / name / "song.h2song"), str(folder / _OUT)
    return ["h2cli", "-s", song, "-o", out, "-r", str(RATE), "-b", "16"]


def _beatterm(folder: Path, name: str) -> list[str]:
    song, out = str(folder / name / "song.beat"), str(folder / _OUT)
    return [sys.executable, "-m", "beatterm", "render", song, "-o", out, "--bits", "16", "--force"]


def _rendering_alone(folder: Path, name: str) -> list[str]:
    """The engine and the dither, as much as Hydrogen does."""
    song, out = str(folder / name / "song.beat"), str(folder / _OUT)
    return [sys.executable, "-m", "bench.render_once", song, "0", out, "16"]


def _rendered(command: list[str], folder: Path, steps: int) -> Rendered:
    """Run a program that renders so many steps; RuntimeError if they are not in its file."""
    out = folder / _OUT
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            command,
            env=_alone(folder / "home"),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode or not out.exists():
        raise RuntimeError(f"{command[0]} did not render:\n{(folder / 'log').read_text(errors='replace')}")
    frames = _read(out)
    out.unlink()
    heard = steps_heard(frames)
    if heard < 0.95 * steps:
        raise RuntimeError(f"{command[0]} rendered something else: of {steps} steps only {heard} are heard.")
    return Rendered(len(frames) / RATE, used.ru_utime + used.ru_stime, heard)


def _alone(home: Path) -> dict[str, str]:
    """An environment with a home of its own, no screen and no servers, in which Python keeps what it has
    compiled, as it does where it is installed.
    """
    home.mkdir(exist_ok=True)
    places = ("HOME", "XDG_RUNTIME_DIR", "PYTHONPYCACHEPREFIX", HOME_VARIABLE)
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    alone = {"QT_QPA_PLATFORM": "offscreen", "JACK_NO_START_SERVER": "1"}
    return kept | alone | dict.fromkeys(places, str(home))


def _read(path: Path) -> Frames:
    with wave.open(str(path)) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, 2)
    return samples.astype(np.float32) / np.float32(32768.0)


def steps_heard(frames: Frames) -> int:
    """How many sixteenths begin with a hit: the 10 ms after it are clearly louder than those before."""
    window = RATE // 100
    power = np.concatenate([[0.0], np.cumsum(np.square(frames, dtype=np.float64).sum(axis=1))])
    places = np.round(np.arange(1, len(frames) // STEP_FRAMES) * (RATE * 60 / 480)).astype(int)
    before = power[places - 8] - power[places - 8 - window]
    after = power[places + 8 + window] - power[places + 8]
    return int(np.count_nonzero((after > 1.5 * before) & (after > window * 1e-6))) + 1
