"""Where the pulses of an external clock really are: they stray by milliseconds, what sends them does not.

Four filters go along, each of which takes the clock to do another thing: to keep its tempo, to change it
evenly, to begin to change it, or to jump to another. How well each foresees the pulses tells how likely it
is, and what all of them think, weighed so, is what is known (Kalman filters that interact: the IMM of Blom
and Bar-Shalom). So a steady clock is known to a part of its jitter, and a new tempo within some pulses.
"""

from collections import deque
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

_STEADY, _RAMP, _BEND, _JUMP = range(4)
_AT_FIRST = np.array([0.7, 0.1, 0.1, 0.1])
_STEADY_ALONE = np.array([1.0, 0.0, 0.0, 0.0])
_NEXT = np.array(
    [
        [0.9993, 0.0003, 0.0003, 0.0001],
        [0.0010, 0.9986, 0.0003, 0.0001],
        [0.0000, 0.0200, 0.9799, 0.0001],
        [0.0000, 0.0000, 0.3000, 0.7000],
    ]
)
"""From one pulse to the next: how likely each goes over to each. A jump must calm down step by step: what it
knows is vague, and would make vague what the steady one knows."""
_RATE_DRIFTS = np.array([1e-5, 1e-5, 0.01, 1.5])
_BEND_DRIFTS = np.array([0.0, 0.01, 1.2, 1.2])
"""By which part of the tempo tempo and its change may go astray in a second (its square root)."""
_FIRST_BEND = 1.0
_STEADY_SHARE = 0.5
"""A clock that is likelier steady than not is taken to be so: nothing else is fit to be coasted on."""
_ODD = 0.01
_ODD_SECONDS = 0.005
_ODD_STRAYS = 9.0
"""One pulse in a hundred is thought to stray that much more than the others, and is not taken seriously."""
_NOISE_PULSES = 96
_NOISE_SHARE, _NOISE_SIGMAS = 0.75, 1.1503
_FORGOTTEN = 0.999
"""Each pulse forgets so much of how rough they were. Stamps that are all of one raster, such as sound
blocks, seem smooth where pulses are as far apart as the raster, until one of them slips by it."""
_LEAST_NOISE_SECONDS = 0.0001
_USUAL_NOISE_SECONDS = 0.001
_ENOUGH_FOR_NOISE = 8
_UNTRUSTED = 3
"""The first pulses after silence: many clocks stumble as they set off."""


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
    `error_seconds`. There are `bend` more of them in each second than in the one before. Single pulses stray
    by `noise_seconds` (standard deviation); of late they did by `rough_seconds`.
    """

    number: int
    seconds: float
    interval_seconds: float
    error_seconds: float
    noise_seconds: float
    rough_seconds: float
    bend: float = 0.0

    def seconds_of(self, number: float) -> float:
        """When a pulse is, or a moment between two, if the tempo stays."""
        return self.seconds + (number - self.number) * self.interval_seconds


@dataclass(frozen=True, slots=True)
class _Belief:
    """What the four think when a pulse has come: (4,) how likely each is; (4, 3) how many pulses it is beyond
    that pulse, pulses a second, and their change in a second; (4, 3, 3) the covariance of these.
    """

    pulse: Pulse
    weights: Numbers
    states: Numbers
    spreads: Numbers


class Trail:
    """The pulses of one run of a clock, one after the other. `is_fresh`: it was silent before."""

    def __init__(self, guess: Guess, is_fresh: bool) -> None:
        self.count = 0
        self._guess = guess
        self._is_fresh = is_fresh
        self._first: list[Pulse] = []
        self._moments: deque[float] = deque(maxlen=_NOISE_PULSES)
        self._now: _Belief | None = None
        self._before: _Belief | None = None
        self._noise_seconds = _USUAL_NOISE_SECONDS
        self._rough_seconds = _USUAL_NOISE_SECONDS

    def add(self, pulse: Pulse) -> None:
        """One more pulse."""
        self.count += 1
        self._moments.append(pulse.seconds)
        self._listen()
        self._before, self._now = self._now, self._after(self._now, pulse)
        if self._is_fresh:
            self._first.append(pulse)
            self._trust()

    def drop_last(self) -> None:
        """The last pulse came late: as if it had not come."""
        if self._before:
            self.count -= 1
            self._moments.pop()
            self._now, self._before = self._before, None

    def fit(self) -> Fit:
        """Where the pulses are. There must be one."""
        if self._now is None:
            raise ValueError("No pulse has come yet.")
        return _fit_of(self._now, self._noise_seconds, self._rough_seconds)

    def _listen(self) -> None:
        """Learn how much pulses stray."""
        if len(self._moments) < _ENOUGH_FOR_NOISE:
            return
        self._noise_seconds = _noise_of(self._moments)
        is_first = len(self._moments) == _ENOUGH_FOR_NOISE
        self._rough_seconds = max(self._noise_seconds, 0.0 if is_first else self._rough_seconds * _FORGOTTEN)

    def _after(self, before: _Belief | None, pulse: Pulse) -> _Belief:
        if before:
            return _after(before, pulse, self._rough_seconds)
        error_seconds = self._guess.error_seconds / (_UNTRUSTED if self._is_fresh else 1)
        return _at_first(pulse, self._guess.interval_seconds, error_seconds)

    def _trust(self) -> None:
        """Twice as many pulses have come as are not trusted: begin again without these."""
        if len(self._first) < 2 * _UNTRUSTED:
            return
        trusted, self._first, self._is_fresh = self._first[_UNTRUSTED:], [], False
        self._now = None
        for pulse in trusted:
            self._before, self._now = self._now, self._after(self._now, pulse)


def _at_first(pulse: Pulse, interval_seconds: float, error_seconds: float) -> _Belief:
    rate = 1.0 / interval_seconds
    spread = np.diag([(_USUAL_NOISE_SECONDS * rate) ** 2, (error_seconds * rate * rate) ** 2, _FIRST_BEND])
    spreads = np.tile(spread, (len(_AT_FIRST), 1, 1))
    spreads[_STEADY, 2, 2] = 0.0
    return _Belief(pulse, _AT_FIRST, np.tile([0.0, rate, 0.0], (len(_AT_FIRST), 1)), spreads)


def _after(belief: _Belief, pulse: Pulse, noise_seconds: float) -> _Belief:
    """What is thought once another pulse has come."""
    weights, states, spreads = _gone_over(belief)
    rates = states[:, 1].copy()
    states, spreads = _moved(states, spreads, pulse.seconds - belief.pulse.seconds)
    off = pulse.number - belief.pulse.number - states[:, 0]
    noise = (noise_seconds * rates) ** 2 + np.finfo(np.float64).tiny
    expected = spreads[:, 0, 0] + noise
    plain = (1.0 - _ODD) * _likelihood(off, expected)
    odd = _ODD * _likelihood(off, expected + (_ODD_SECONDS * rates) ** 2 + _ODD_STRAYS**2 * noise)
    told = plain + odd + np.finfo(np.float64).tiny
    gains = spreads[:, :, 0] / expected[:, None] * (plain / told)[:, None]
    states += gains * off[:, None]
    states[:, 0] -= pulse.number - belief.pulse.number
    spreads -= gains[:, :, None] * spreads[:, 0, None, :]
    weights = weights * told
    return _Belief(pulse, weights / weights.sum(), states, spreads)


def _gone_over(belief: _Belief) -> tuple[Numbers, Numbers, Numbers]:
    """The four before a pulse: each begins from what those think from which it may have come."""
    weights = belief.weights @ _NEXT
    shares = belief.weights[:, None] * _NEXT / weights
    states = shares.T @ belief.states
    apart = belief.states[:, None] - states
    spreads = np.einsum("ij,iab->jab", shares, belief.spreads)
    spreads += np.einsum("ij,ija,ijb->jab", shares, apart, apart)
    states[_STEADY, 2] = spreads[_STEADY, 2, :] = spreads[_STEADY, :, 2] = 0.0
    return weights, states, spreads


def _moved(states: Numbers, spreads: Numbers, seconds: float) -> tuple[Numbers, Numbers]:
    """The same some time later."""
    step = np.array([[1.0, seconds, seconds**2 / 2], [0.0, 1.0, seconds], [0.0, 0.0, 1.0]])
    by_rate, by_bend = np.array([seconds, 1.0, 0.0]), np.array([seconds**2 / 2, seconds, 1.0])
    rates = states[:, 1] ** 2 * seconds
    drift = np.multiply.outer(rates * _RATE_DRIFTS**2, np.outer(by_rate, by_rate))
    drift += np.multiply.outer(rates * _BEND_DRIFTS**2, np.outer(by_bend, by_bend))
    return states @ step.T, step @ spreads @ step.T + drift


def _likelihood(off: Numbers, variance: Numbers) -> Numbers:
    return np.asarray(np.exp(-0.5 * off * off / variance) / np.sqrt(variance))


def _fit_of(belief: _Belief, noise_seconds: float, rough_seconds: float) -> Fit:
    is_steady = belief.weights[_STEADY] > _STEADY_SHARE
    weights = _STEADY_ALONE if is_steady else belief.weights
    ahead, rate, bend = (float(value) for value in weights @ belief.states)
    rate = max(rate, np.finfo(np.float64).eps)
    apart = belief.states[:, 1] - rate
    error = float(weights @ (belief.spreads[:, 1, 1] + apart * apart)) ** 0.5
    number, seconds = belief.pulse.number, belief.pulse.seconds - ahead / rate
    return Fit(number, seconds, 1 / rate, error / rate**2, noise_seconds, rough_seconds, bend)


def _noise_of(moments: deque[float]) -> float:
    """By how much single pulses stray, whatever the tempo does: from the second differences of moments, whose
    variance is six times that of one. Stamps in whole milliseconds make many of them 0, hence not the median.
    """
    bends = np.sort(np.abs(np.diff(np.array(moments), 2)))
    typical = float(bends[int(_NOISE_SHARE * len(bends))])
    return max(_LEAST_NOISE_SECONDS, typical / _NOISE_SIGMAS / 6**0.5)
