"""Swing: the MPC percentage, the share of a pair of steps that its first one gets."""

from math import ceil

from beatterm.model.pattern import Track
from beatterm.model.song import STRAIGHT, Song
from beatterm.model.time import SIXTEENTH_TICKS, STEP_TICKS

_PAIRED = (STEP_TICKS["1/8"], STEP_TICKS["1/16"])
_FINER = (STEP_TICKS["1/32"], STEP_TICKS["1/64"])
_SWUNG = _PAIRED + _FINER


def swing_of(song: Song, track: Track | None) -> float:
    """The swing of a track, or of the song where it has none of its own or is None."""
    return song.swing if track is None or track.swing is None else track.swing


def swing_reach_ticks(step_ticks: int, percent: float) -> int:
    """By how much it moves anything at most."""
    return 0 if step_ticks not in _SWUNG else ceil((percent - STRAIGHT) / STRAIGHT * _unit(step_ticks))


def swing_delay_ticks(position_ticks: int, step_ticks: int, percent: float) -> int:
    """How much later something sounds that stands `position_ticks` after its pattern's start.

    Eighths and sixteenths swing in pairs of their own; finer straight steps follow the swung sixteenths
    around them, and so does what stands between two steps; quarters, dotted steps and tuplets stay where they
    are. Formula: Linn's, as on the MPC60 (the second of a pair is late by (percent - 50) / 50 of a step).
    """
    if percent == STRAIGHT or step_ticks not in _SWUNG:
        return 0
    unit = _unit(step_ticks)
    place = position_ticks % (2 * unit)
    late = (percent - STRAIGHT) / STRAIGHT
    distance = place if place <= unit else 2 * unit - place
    return round(late * distance)


def _unit(step_ticks: int) -> int:
    """Half of the pair that swings."""
    return step_ticks if step_ticks in _PAIRED else SIXTEENTH_TICKS
