"""Levels as values: linear peaks on a decibel scale, and bars of them."""

from math import log10

from beatterm.ui.looks.glyphs import Glyphs
from beatterm.ui.looks.palette import Ink

FLOOR_DB = -60.0
WARM_DB, HOT_DB = -12.0, -3.0
"""From here on a level is drawn as warm, and as hot."""


def decibels(peak: float) -> float:
    """A linear peak in dBFS, no lower than the floor."""
    return max(FLOOR_DB, 20.0 * log10(peak)) if peak > 0.0 else FLOOR_DB


def share(peak: float) -> float:
    """How much of a bar a linear peak fills."""
    return min(1.0, 1.0 - decibels(peak) / FLOOR_DB)


def zones(peak: float, width: int, glyphs: Glyphs) -> tuple[tuple[str, Ink], ...]:
    """A bar in its three colours; the number beside it says the same."""
    bar = glyphs.bar(share(peak), width)
    warm, hot = (round((1.0 - level / FLOOR_DB) * width) for level in (WARM_DB, HOT_DB))
    return (bar[:warm], Ink.GO), (bar[warm:hot], Ink.WARN), (bar[hot:], Ink.ERROR)


def level_text(peak: float) -> str:
    """A peak as a number, nothing at the floor."""
    level = decibels(peak)
    return f"{level:.0f}" if level > FLOOR_DB else ""
