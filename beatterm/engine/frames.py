"""Frames: what sound is made of, and the few numbers that all of the engine agrees on."""

from collections.abc import Callable
from math import cos, pi, sin

import numpy as np
from numpy.typing import NDArray

from beatterm.model.kit import Kit
from beatterm.model.mixer import SILENCE_DB

Frames = NDArray[np.float32]
"""float32 of shape (frames, 2), full scale at 1.0. A frame is a moment; a sample is a recording."""

ReadSound = Callable[[Kit, str], tuple[Frames, int]]
"""Reads a file of a kit: its frames and their rate. What it raises is told to the musician.
"""

RAMP_SECONDS = 0.004
"""How long a choked voice or a changed level takes: too short to hear as a fade, too long to click."""


def ramp_frames(rate: int) -> int:
    """Frames of a click-free change."""
    return round(RAMP_SECONDS * rate)


def smooth(share: NDArray[np.float32]) -> NDArray[np.float32]:
    """A share from 0 to 1 bent into an S, so that a ramp has no corners to hear."""
    return share * share * (np.float32(3.0) - np.float32(2.0) * share)


def added_up(rows: NDArray[np.float32], out: Frames) -> Frames:
    """The sum of rows, float32 (rows, frames, 2), added one after the other into `out`.

    numpy adds along the first axis strictly in order, so a row of zeros changes no bit; `reduceat`, and any
    sum
    along the last axis, add in pairs, whose shape depends on how many rows there are.
    """
    np.add.reduce(rows, axis=0, out=out)
    return out


def added_by(firsts: list[int], rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """The sum of the rows from each of these places up to the next one, float32 (places, frames, 2)."""
    bounds = [*firsts, len(rows)]
    sums = np.empty((len(firsts), *rows.shape[1:]), np.float32)
    for place in range(len(firsts)):
        first, last = bounds[place], bounds[place + 1]
        if last - first > 1:
            added_up(rows[first:last], sums[place])
        else:
            sums[place] = rows[first]
    return sums


def linear(db: float) -> float:
    """The factor of a level in dB; the mixer's lowest level is silence."""
    return 0.0 if db <= SILENCE_DB else 10.0 ** (db / 20.0)


def pan_gains(pan: float) -> tuple[float, float]:
    """Left and right factors of a pan from -1 to 1: equal power, unity in the middle."""
    angle = (pan + 1.0) * pi / 4.0
    return min(1.0, 2**0.5 * cos(angle)), min(1.0, 2**0.5 * sin(angle))


def velocity_gain(velocity: int) -> float:
    """The factor of a velocity: a power of 1.5 puts a ghost (35) at -17 dB and a plain hit (100) at -3 dB."""
    return float((velocity / 127.0) ** 1.5)
