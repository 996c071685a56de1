"""The shipped kits as the tests see them: kit.toml read plainly, the WAVs by the script's small reader."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tests.servers.process import ROOT
from tools.make_kits.dsp.units import Signal
from tools.make_kits.read import read_wav

KITS_FOLDER = ROOT / "kits"
KIT_NAMES = ("deep", "dry")


@dataclass(frozen=True, slots=True)
class Layer:
    """The recordings of one range of velocities."""

    up_to: int
    files: tuple[str, ...]


@cache
def kit(name: str) -> dict[str, Any]:
    """kit.toml as Python values."""
    return tomllib.loads((KITS_FOLDER / name / "kit.toml").read_text(encoding="utf-8"))


def sounds(name: str) -> dict[str, dict[str, Any]]:
    table: dict[str, dict[str, Any]] = kit(name)["sound"]
    return table


def layers(sound: dict[str, Any]) -> tuple[Layer, ...]:
    """The layers of a sound, softest first; ``file`` and ``files`` in the sound itself are one layer."""
    rows = sound.get("layer", [{"up_to": 127, **sound}])
    return tuple(Layer(row["up_to"], tuple(row.get("files") or [row["file"]])) for row in rows)


@cache
def recording(kit_name: str, file: str) -> Signal:
    return read_wav(KITS_FOLDER / kit_name / file)


def hardest(kit_name: str, sound_name: str) -> Signal:
    """The first take of the hardest layer."""
    return recording(kit_name, layers(sounds(kit_name)[sound_name])[-1].files[0])


def every_recording() -> list[tuple[str, str]]:
    """``(kit, file)`` of every WAV there is, named by kit.toml or not."""
    return [(path.parent.name, path.name) for path in sorted(Path(KITS_FOLDER).glob("*/*.wav"))]
