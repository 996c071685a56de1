"""True peak: how high a sound goes between its samples, for the loudness meter (ITU-R BS.1770-4, annex 2).

The sound is asked for at four times its rate (at 88.2 kHz and above twice, at 176.4 kHz and above not at all:
there the samples stand close enough). The filter is a Kaiser-windowed sinc over 32 samples, as in ffmpeg's
meter; the standard's own example has 12.
"""

from copy import copy

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from beatterm.engine.frames import Frames

_TAPS = 32
_RUN_FRAMES = 16
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
    """Follows the highest level of a sound that comes in pieces, as factors of full scale."""

    def __init__(self, rate: int, channels: int) -> None:
        self._weights = _for_a_run(interpolators(oversampling(rate)))
        self._waiting = np.zeros((_TAPS - 1, channels), dtype=np.float32)
        self._between = 0.0
        self.sample_peak = 0.0

    def copy(self) -> "TruePeak":
        """One that can go on by itself."""
        return copy(self)

    def take(self, frames: Frames) -> None:
        """The next frames, float32 (frames, channels)."""
        self.sample_peak = max(self.sample_peak, _highest(frames))
        waiting = np.concatenate((self._waiting, frames))
        runs = max(0, (len(waiting) - _TAPS + 1) // _RUN_FRAMES)
        self._between = max(self._between, self._highest_between(waiting, runs))
        self._waiting = waiting[runs * _RUN_FRAMES :]

    @property
    def peak(self) -> float:
        """The true peak if the sound ends here: never below the highest sample."""
        ending = self.copy()
        ending.take(np.zeros((_TAPS + _RUN_FRAMES, self._waiting.shape[1]), dtype=np.float32))
        return max(ending.sample_peak, ending._between)

    def _highest_between(self, waiting: Frames, runs: int) -> float:
        if not runs or not self._weights.size:
            return 0.0
        planes = np.ascontiguousarray(waiting.T)
        windows = sliding_window_view(planes, _RUN_FRAMES + _TAPS - 1, axis=1)[:, ::_RUN_FRAMES]
        return max(_highest(plane[:runs] @ self._weights) for plane in windows)


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
