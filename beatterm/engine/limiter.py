"""The master limiter: looks ahead, never lets a frame past its ceiling, and leaves everything below it
untouched.

The same to the last bit however the frames are cut into blocks: the release rises by a power of two a
frame, so
that its sums are exact, and the smoothing is done by trees of minima and sums of a fixed shape.
"""

from math import ceil, log2

import numpy as np
from numpy.typing import NDArray

from beatterm.engine.effects.base import LONGEST_BLOCK
from beatterm.engine.frames import Frames

CEILING = np.float32(10.0 ** (-0.3 / 20.0))
"""-0.3 dB of full scale."""

_LOOK_STEPS = 6
LOOKAHEAD_FRAMES = 1 << _LOOK_STEPS
_REACH = 2 * (LOOKAHEAD_FRAMES - 1)
_RELEASE_SECONDS = 0.15


class Limiter:
    """A look-ahead limiter for stereo frames; its output is `latency_frames` late."""

    latency_frames = LOOKAHEAD_FRAMES - 1

    def __init__(self, rate: int) -> None:
        self._rise = 2.0 ** -ceil(log2(_RELEASE_SECONDS * rate))
        """Gain regained a frame: from none to all in 0.15 s or a little more."""
        self._line = np.arange(1, LONGEST_BLOCK + 1) * self._rise
        self._sound = np.zeros((self.latency_frames + LONGEST_BLOCK, 2), np.float32)
        self._gains = np.ones(_REACH + LONGEST_BLOCK, np.float32)
        self._last = 1.0
        self.reduction = 1.0

    def reset(self) -> None:
        """Forget everything heard so far."""
        self._sound[:] = 0.0
        self._gains[:] = 1.0
        self._last = self.reduction = 1.0

    def process(self, frames: Frames) -> Frames:
        """The next block, limited and late; at most LONGEST_BLOCK frames."""
        count = len(frames)
        late = self._delayed(frames)
        peaks = np.maximum(np.abs(frames).max(axis=1), CEILING)
        if self._last == 1.0 and peaks.max() == CEILING and self._gains[:_REACH].min() == 1.0:
            self.reduction = 1.0
            return late
        gains = self._smoothed(self._released(CEILING / peaks))
        self.reduction = float(gains.min())
        self._gains[:_REACH] = self._gains[count : count + _REACH].copy()
        return np.asarray(late * gains[:, None])

    def _delayed(self, frames: Frames) -> Frames:
        late, count = self.latency_frames, len(frames)
        self._sound[late : late + count] = frames
        out = self._sound[:count].copy()
        self._sound[:late] = self._sound[count : count + late].copy()
        return out

    def _released(self, wanted: NDArray[np.float32]) -> NDArray[np.float32]:
        """Gains that fall at once to what is wanted and rise no faster than `_rise`; all sums are exact."""
        line = self._line[: len(wanted)]
        lowest = np.minimum.accumulate(wanted - line)
        gains = np.minimum(lowest, self._last) + line
        self._last = float(gains[-1])
        return np.asarray(gains, np.float32)

    def _smoothed(self, released: NDArray[np.float32]) -> NDArray[np.float32]:
        """The late frames' gains: the least over the look-ahead, averaged; never above what is wanted."""
        self._gains[_REACH : _REACH + len(released)] = released
        gains: NDArray[np.float32] = self._gains[: _REACH + len(released)]
        for step in range(_LOOK_STEPS):
            gains = np.minimum(gains[1 << step :], gains[: -(1 << step)])
        for step in range(_LOOK_STEPS):
            gains = gains[1 << step :] + gains[: -(1 << step)]
        gains *= np.float32(1.0 / LOOKAHEAD_FRAMES)
        return gains
