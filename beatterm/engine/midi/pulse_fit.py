"""Where the pulses of an external clock really are: a curve through the moments at which they came.

Those stray by milliseconds; the clock behind them does not. Of several stretches, from the last two bars down
to a few pulses, and of a steady or an evenly changing tempo, the one is taken that errs least among those
that explain the pulses: a steady clock is known very well, a new tempo quickly.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

LONGEST = 192
"""Pulses that are looked at: eight beats."""
_STEADY = (192, 128, 96, 64, 48, 32, 24, 16, 12, 8, 6)
_CHANGING = (192, 128, 96, 64, 48, 32)
_NOISE_WINDOW = 96
_LEAST_NOISE_SECONDS = 0.0004
"""Moments are hardly known better: drivers round them, to a millisecond at worst."""
_USUAL_NOISE_SECONDS = 0.001
_SHORTEST_TAIL = 4
_TAIL_LIMIT = 3.0
_BEND_LIMIT = 3.0
"""In standard deviations, as the others."""
_OUTLIER = 4.0
_PRIOR_PULSES = 48

Numbers = NDArray[np.float64]
_ROOTS: Numbers = np.sqrt(np.arange(1, LONGEST + 1))


class Pulse(NamedTuple):
    """A pulse of the clock: which one it is, and when it came."""

    number: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Guess:
    """What is thought of the time between pulses before enough have come, and by how much it may be wrong."""

    interval_seconds: float
    error_seconds: float


@dataclass(frozen=True, slots=True)
class Fit:
    """Pulse `number` really is at `seconds`, and the next ones `interval_seconds` apart, known to
    `error_seconds`. Single pulses stray by `noise_seconds` (standard deviation).
    """

    number: int
    seconds: float
    interval_seconds: float
    error_seconds: float
    noise_seconds: float

    def seconds_of(self, number: float) -> float:
        """When a pulse is, or a moment between two."""
        return self.seconds + (number - self.number) * self.interval_seconds


def fit(pulses: Sequence[Pulse], guess: Guess) -> Fit:
    """The best curve through the pulses (one at least), at the last of them."""
    last = pulses[-1]
    numbers = np.array([pulse.number - last.number for pulse in pulses], np.float64)
    moments = np.array([pulse.seconds - last.seconds for pulse in pulses], np.float64)
    noise = _noise_of(numbers, moments)
    seconds, interval, error = _best(numbers, moments, noise, guess)
    return Fit(last.number, last.seconds + seconds, interval, error, noise)


def _best(numbers: Numbers, moments: Numbers, noise: float, guess: Guess) -> tuple[float, float, float]:
    """Of the stretches in the order of what they err by, the first that explains the pulses."""
    count = len(numbers)
    for size, is_changing in _stretches(count):
        x, y = numbers[-size:], moments[-size:]
        prior = guess if size == count < _PRIOR_PULSES else None
        found = _changing(x, y, noise) if is_changing else _steady(x, y, noise, prior)
        if found[3]:
            return found[:3]
    few = min(count, _STEADY[-1])
    return _steady(numbers[-few:], moments[-few:], noise, guess)[:3]


@cache
def _stretches(count: int) -> tuple[tuple[int, bool], ...]:
    """How many pulses to look at, and whether the tempo may change in them: in the order of the variance at
    the end, 4/n of a pulse's for a straight line and 9/n for a parabola.
    """
    steady = {(size, False) for size in (*_STEADY, count) if _STEADY[-1] <= size <= count}
    changing = {(size, True) for size in _CHANGING if size <= count}
    return tuple(sorted(steady | changing, key=lambda each: (9 if each[1] else 4) / each[0]))


Found = tuple[float, float, float, bool]
"""When the last pulse is, seconds a pulse, the error of these, and whether the pulses are explained."""


def _steady(x: Numbers, y: Numbers, noise: float, guess: Guess | None) -> Found:
    """A straight line, drawn again without the pulses that lie far off it."""
    start, slope, error = _line(x, y, noise, guess)
    rest = y - start - slope * x
    inside = np.abs(rest) < _OUTLIER * noise
    if not inside.all() and inside.sum() > len(x) / 2:
        start, slope, error = _line(x[inside], y[inside], noise, guess)
        rest = y - start - slope * x
    explains = _ends_well(rest, noise) and not _bends(x[inside], rest[inside], noise)
    return start, slope, error, explains


def _line(x: Numbers, y: Numbers, noise: float, guess: Guess | None) -> tuple[float, float, float]:
    """Least squares; a guess of the slope weighs as much as its error says."""
    weight = (noise / guess.error_seconds) ** 2 if guess else 0.0
    aim = guess.interval_seconds if guess else 0.0
    middle_x, middle_y = float(x.mean()), float(y.mean())
    spread = x - middle_x
    square = float(spread @ spread) + weight
    slope = (float(spread @ y) + weight * aim) / square
    return middle_y - slope * middle_x, slope, noise / square**0.5


def _changing(x: Numbers, y: Numbers, noise: float) -> Found:
    """A parabola, and its slope at the end."""
    basis = np.stack((np.ones_like(x), x, x * x))
    start, slope, bend = np.linalg.solve(basis @ basis.T, basis @ y)
    rest = y - start - slope * x - bend * x * x
    error = noise * (192 / len(x) ** 3) ** 0.5
    inside = np.abs(rest) < _OUTLIER * noise
    return float(start), float(slope), error, _ends_well(rest, noise) and bool(inside.sum() > len(x) * 0.8)


def _ends_well(rest: Numbers, noise: float) -> bool:
    """Whether no stretch of the last pulses, short or long, lies on one side of a curve. Single pulses that
    stray far count as straying a little.
    """
    clipped = np.clip(rest[::-1], -_TAIL_LIMIT * noise, _TAIL_LIMIT * noise)
    sums = np.abs(np.cumsum(clipped))[_SHORTEST_TAIL - 1 :]
    return bool((sums < _TAIL_LIMIT * noise * _ROOTS[_SHORTEST_TAIL - 1 : len(rest)]).all())


def _bends(x: Numbers, rest: Numbers, noise: float) -> bool:
    """Whether what a straight line leaves looks like a parabola rather than chance."""
    if len(x) < 12:
        return False
    centred = x - x.mean()
    bow = centred * centred
    bow -= bow.mean()
    return bool(abs(bow @ rest) > _BEND_LIMIT * noise * float(bow @ bow) ** 0.5)


def _noise_of(numbers: Numbers, moments: Numbers) -> float:
    """By how much single pulses stray, whatever the tempo does: from the second differences of moments, whose
    variance is six times that of one.
    """
    if len(numbers) < 8:
        return _USUAL_NOISE_SECONDS
    bends = np.abs(np.diff(moments[-_NOISE_WINDOW:], 2))
    return max(_LEAST_NOISE_SECONDS, 1.4826 * float(np.median(bends)) / 6**0.5)
