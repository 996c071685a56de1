"""The loudness meter: frames in, `Loudness` out, by ITU-R BS.1770-4 and EBU Tech 3341 and 3342.

Renders are measured through it before they are written, and `beatterm loudness` measures any file. It works
on whole seconds, so how the sound is cut changes no bit, and keeps one number for each tenth of a second.
"""

from array import array
from collections.abc import Iterable
from math import inf

import numpy as np

from beatterm.engine.frames import Frames
from beatterm.export.job import Loudness
from beatterm.export.loudness.gating import (
    HOPS_A_SECOND,
    MOMENTARY_SECONDS,
    MOMENTS_A_SECOND,
    SHORT_TERM_SECONDS,
    Loudest,
    Powers,
    integrated,
    loudness_range,
)
from beatterm.export.loudness.k_weighting import KWeighting, Planes
from beatterm.export.loudness.true_peak import TruePeak

SHORTEST_SECONDS = 0.4
"""What is shorter than a block has no integrated loudness."""

_ROUND_SECONDS = 3.0
_PER_HOP = MOMENTS_A_SECOND // HOPS_A_SECOND


class LoudnessMeter:
    """Measures a sound of one or two channels that comes in pieces of any length."""

    def __init__(self, rate: int, channels: int = 2) -> None:
        self._rate = rate
        self._second = np.zeros((channels, rate), dtype=np.float32)
        self._filled = 0
        self._edges = np.rint(np.arange(MOMENTS_A_SECOND + 1) * rate / MOMENTS_A_SECOND).astype(np.int64)
        self._weighting = KWeighting(rate, channels)
        self._true_peak = TruePeak(rate, channels)
        self._momentary = Loudest(MOMENTARY_SECONDS)
        self._short_term = Loudest(SHORT_TERM_SECONDS)
        self._hops = array("d")

    def add(self, frames: Frames) -> None:
        """The next frames, float32 (frames, channels)."""
        while len(frames):
            taken = frames[: self._rate - self._filled]
            self._second[:, self._filled : self._filled + len(taken)] = taken.T
            self._filled += len(taken)
            frames = frames[len(taken) :]
            if self._filled == self._rate:
                self._finish_second()

    def result(self) -> Loudness:
        """What has been measured so far; more may follow."""
        moments = self._latest_moments()
        whole_hops = _PER_HOP * (self._filled * HOPS_A_SECOND // self._rate)
        hops = np.concatenate((np.array(self._hops), _hops(moments[:whole_hops])))
        peak, sample_peak = self._peaks()
        return Loudness(
            integrated_lufs=integrated(hops),
            range_lu=loudness_range(hops),
            momentary_lufs=self._momentary.lufs_with(moments),
            short_term_lufs=self._short_term.lufs_with(moments),
            true_peak_db=_db(peak),
            sample_peak_db=_db(sample_peak),
        )

    def _finish_second(self) -> None:
        moments = self._powers(self._weighting.take(self._second))
        self._momentary.take(moments)
        self._short_term.take(moments)
        self._hops.extend(_hops(moments))
        self._true_peak.take(self._second)
        self._filled = 0

    def _powers(self, weighted: Planes) -> Powers:
        """The power of each hundredth of a second."""
        squares = np.einsum("cf,cf->f", weighted, weighted)
        return np.asarray(np.add.reduceat(squares, self._edges[:-1]) / np.diff(self._edges))

    def _latest_moments(self) -> Powers:
        """Powers of the second that is not over yet, the last one filled up with silence."""
        second = self._second.copy()
        second[:, self._filled :] = 0.0
        moments = self._powers(self._weighting.look(second))
        return moments[: np.searchsorted(self._edges, self._filled)]

    def _peaks(self) -> tuple[float, float]:
        """True peak and highest sample, the second that is not over yet included."""
        ending = self._true_peak.copy()
        ending.take(self._second[:, : self._filled])
        return ending.peak, ending.sample_peak


def measured(blocks: Iterable[Frames], rate: int, loop: bool = False) -> Loudness:
    """The loudness of a whole sound, as any other meter reads its file.

    Only a loop under 400 ms, which has no loudness by itself, is measured as it sounds when it goes round for
    three seconds. `blocks` are gone through as often as needed.
    """
    meter = LoudnessMeter(rate)
    frames = _fed(meter, blocks)
    if loop and 0 < frames < SHORTEST_SECONDS * rate:
        for _ in range(round(_ROUND_SECONDS * rate / frames)):
            _fed(meter, blocks)
    return meter.result()


def _fed(meter: LoudnessMeter, blocks: Iterable[Frames]) -> int:
    frames = 0
    for block in blocks:
        meter.add(block)
        frames += len(block)
    return frames


def _hops(moments: Powers) -> Powers:
    """The powers of tenths of a second from those of hundredths."""
    return np.asarray(moments.reshape(-1, _PER_HOP).mean(axis=1))


def _db(peak: float) -> float:
    return 20.0 * float(np.log10(peak)) if peak > 0.0 else -inf
