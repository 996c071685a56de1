"""True peak: how high a sound goes between its samples, for the loudness meter (ITU-R BS.1770-4, annex 2).

The sound is asked for at four times its rate (at 88.2 kHz and above twice, at 176.4 kHz and above not at all:
there the samples stand close enough). The filter is a Kaiser-windowed sinc over 32 samples, as in ffmpeg's
meter; the standard's own example has 12.
"""

from copy import copy
from functools import reduce

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from beatterm.export.loudness.k_weighting import Planes
from beatterm.export.loudness.product import product

_TAPS = 32
_RUN_FRAMES = 16
_KEPT_FRAMES = 2 * _RUN_FRAMES
"""What is kept of the frames so far: a run's moments lie between samples of it and of the two after it."""

_FIRST = 64
"""So many of the most promising runs are looked at before the rest."""

_ROUNDING = np.float32(1.0001)
"""By how much float32 may be wrong, with room to spare."""

_KAISER_BETA = 9.0
_CLOSE_ENOUGH_HZ = 160_000


def oversampling(rate: int) -> int:
    """How many moments are looked at for each sample: a power of two."""
    times = 1
    while rate * times < _CLOSE_ENOUGH_HZ:
        times *= 2
    return times


def interpolators(times: int) -> NDArray[np.float32]:
    """For each moment between two samples the weights of the 32 samples around it, (32, times - 1)."""
    offsets = np.arange(_TAPS)[:, None] - (_TAPS // 2 - 1) - np.arange(1, times) / times
    window = np.i0(_KAISER_BETA * np.sqrt(1.0 - (offsets / (_TAPS // 2)) ** 2))
    weights = np.sinc(offsets) * window
    return np.asarray(weights / weights.sum(axis=0), dtype=np.float32)


class TruePeak:
    """Follows the highest level of a sound that comes in pieces, as factors of full scale.

    Only a maximum is asked for, so only those runs of frames are looked at more finely that could go above
    it, by what their samples allow at most; the most promising first, since each may rule out others.
    """

    def __init__(self, rate: int, channels: int) -> None:
        weights = interpolators(oversampling(rate))
        self._weights = _for_a_run(weights)
        self._reach = _reach(weights)
        self._waiting = np.zeros((channels, _KEPT_FRAMES), dtype=np.float32)
        self._between = 0.0
        self.sample_peak = 0.0

    def copy(self) -> "TruePeak":
        """One that can go on by itself."""
        return copy(self)

    def take(self, planes: Planes) -> None:
        """The next frames, float32 (channels, frames)."""
        waiting = np.concatenate((self._waiting, planes), axis=1)
        runs = (waiting.shape[1] - _KEPT_FRAMES) // _RUN_FRAMES
        self.sample_peak = max(self.sample_peak, _highest(planes))
        if runs and self._weights.size:
            self._look_between(waiting, runs)
        self._waiting = waiting[:, runs * _RUN_FRAMES :].copy()

    @property
    def peak(self) -> float:
        """The true peak if the sound ends here: never below the highest sample."""
        ending = self.copy()
        ending.take(np.zeros((len(self._waiting), _TAPS + _RUN_FRAMES), dtype=np.float32))
        return max(ending.sample_peak, ending._between)

    def _look_between(self, planes: Planes, runs: int) -> None:
        """Find the highest level between the samples of these runs, float32 (channels, frames)."""
        possible = self._possible(planes, runs)
        windows = sliding_window_view(planes, _RUN_FRAMES + _TAPS - 1, axis=1)[:, ::_RUN_FRAMES]
        channels, places = np.nonzero(possible > self._so_far)
        order = np.argsort(-possible[channels, places])
        for some in (order[:_FIRST], order[_FIRST:]):
            channel, place = channels[some], places[some]
            still = possible[channel, place] > self._so_far
            levels = product(windows[channel[still], place[still]], self._weights)
            self._between = max(self._between, _highest(levels))

    @property
    def _so_far(self) -> float:
        return max(self.sample_peak, self._between)

    def _possible(self, planes: Planes, runs: int) -> NDArray[np.float32]:
        """What no moment in a run of frames can be above, (channels, runs)."""
        levels = np.abs(planes)
        pairs = _by_run(levels[:, _TAPS // 2 - 1 : -1] + levels[:, _TAPS // 2 :], runs)
        loudest = _by_run(levels, runs + 2)
        around = np.maximum(np.maximum(loudest[:, :-2], loudest[:, 1:-1]), loudest[:, 2:])
        reached = (pairs * of_pair + around * of_all for of_pair, of_all in self._reach)
        return reduce(np.maximum, reached, np.zeros_like(around))


def _by_run(levels: NDArray[np.float32], runs: int) -> NDArray[np.float32]:
    """The highest of each run of frames, (channels, runs): of two, of four … and so of all of them."""
    width = 1
    while width < _RUN_FRAMES:
        levels = np.maximum(levels[:, :-width], levels[:, width:])
        width *= 2
    return np.ascontiguousarray(levels[:, : runs * _RUN_FRAMES : _RUN_FRAMES])


def _reach(weights: NDArray[np.float32]) -> list[tuple[np.float32, np.float32]]:
    """How high the moments may be: so much of the levels of the two samples around one, added up, and so much
    of the highest level of all 32; a little more, for what is lost by rounding.
    """
    left, right = weights[_TAPS // 2 - 1], weights[_TAPS // 2]
    of_pair = (left + right) / 2
    of_all = np.abs(weights).sum(axis=0) - 2 * of_pair + np.abs(left - right) / 2
    return list(zip(_ROUNDING * of_pair, _ROUNDING * of_all, strict=True))


def _for_a_run(weights: NDArray[np.float32]) -> NDArray[np.float32]:
    """The same weights for a run of frames at once: shifted by one row from each frame to the next.

    A product of few wide rows is five times as quick as one of many narrow ones.
    """
    moments = weights.shape[1]
    shifted = np.zeros((_RUN_FRAMES + _TAPS - 1, _RUN_FRAMES * moments), dtype=np.float32)
    for frame in range(_RUN_FRAMES):
        shifted[frame : frame + _TAPS, frame * moments : (frame + 1) * moments] = weights
    return shifted


def _highest(values: NDArray[np.float32]) -> float:
    return max(float(values.max()), -float(values.min())) if values.size else 0.0
