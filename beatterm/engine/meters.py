"""Meters: what the screen shows of the sound, with a decay that does not depend on how often it looks."""

from math import exp, log10

import numpy as np
from numpy.typing import NDArray

from beatterm.engine.frames import Frames

_DECAY_SECONDS = 0.25
"""Time in which a meter falls to 1/e, about 35 dB a second."""


class Meters:
    """Peaks of the master and of every track, linear, and the limiter's reduction."""

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._tracks = np.zeros(0, np.float32)
        self._master = np.zeros(2, np.float32)
        self._reduction = 1.0

    def measure(self, frames: Frames, track_peaks: NDArray[np.float32], reduction: float) -> None:
        """Take in one block: its frames, each track's peak in it, and the limiter's least gain."""
        kept = np.float32(exp(-len(frames) / (_DECAY_SECONDS * self._rate)))
        if len(track_peaks) != len(self._tracks):
            self._tracks = np.zeros(len(track_peaks), np.float32)
        np.maximum(self._tracks * kept, track_peaks, out=self._tracks)
        heard = [np.abs(side).max() for side in frames.T]  # along the last axis numpy is much quicker
        np.maximum(self._master * kept, heard, out=self._master)
        self._reduction = min(1.0 - (1.0 - self._reduction) * float(kept), reduction)

    @property
    def tracks(self) -> tuple[float, ...]:
        """Each track's peak."""
        return tuple(self._tracks.tolist())

    @property
    def master(self) -> tuple[float, float]:
        """Left and right peak of the master."""
        return float(self._master[0]), float(self._master[1])

    @property
    def reduction_db(self) -> float:
        """How much the limiter takes away, in dB, 0 or less."""
        return 20.0 * log10(max(self._reduction, 1e-6))
