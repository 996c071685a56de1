"""From powers to loudness: the gates of ITU-R BS.1770-4, the maxima of EBU Tech 3341 and the range of 3342.

Integrated loudness and range are reckoned from the weighted power of each tenth of a second: a block of
400 ms is four of them, so blocks overlap by 75 %. The loudest stretch may begin anywhere; it is sought in
hundredths.
"""

from copy import copy
from math import inf

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

Powers = NDArray[np.float64]
"""Weighted mean squares, summed over channels, one for each stretch of sound."""

MOMENTS_A_SECOND = 100
HOPS_A_SECOND = 10
MOMENTARY_SECONDS = 0.4
SHORT_TERM_SECONDS = 3.0

_BLOCK_HOPS = 4
_SHORT_TERM_HOPS = 30

_ABSOLUTE_GATE_LUFS = -70.0
_RELATIVE_GATE_LU = -10.0
_RANGE_GATE_LU = -20.0
_LOW, _HIGH = 0.10, 0.95
_OFFSET_DB = -0.691
"""Makes a full-scale sine of 997 Hz in one channel -3.01 LUFS."""


def lufs(power: float) -> float:
    """The loudness of a weighted power; -inf for silence."""
    return _OFFSET_DB + 10.0 * float(np.log10(power)) if power > 0.0 else -inf


def integrated(hops: Powers) -> float:
    """Loudness in LUFS of all that is neither silence nor 10 LU below the rest; -inf under 400 ms."""
    return lufs(_mean(_gated(_blocks(hops, _BLOCK_HOPS), _RELATIVE_GATE_LU)))


def loudness_range(hops: Powers) -> float:
    """From soft to loud, in LU: between the 10th and 95th percentile of short-term loudness."""
    heard = np.sort(_gated(_blocks(hops, _SHORT_TERM_HOPS), _RANGE_GATE_LU))
    if not heard.size:
        return 0.0
    low, high = (float(heard[round((heard.size - 1) * share)]) for share in (_LOW, _HIGH))
    return lufs(high) - lufs(low)


class Loudest:
    """The loudest stretch of so many seconds in a sound that has silence before it, as a meter shows it."""

    def __init__(self, seconds: float) -> None:
        self._count = round(seconds * MOMENTS_A_SECOND)
        self._latest: Powers = np.zeros(self._count - 1)
        self._power = 0.0

    def take(self, moments: Powers) -> None:
        """The powers of the next hundredths of a second."""
        joined = np.concatenate((self._latest, moments))
        self._power = max(self._power, float(_blocks(joined, self._count).max(initial=0.0)))
        self._latest = joined[len(moments) :]

    def lufs_with(self, moments: Powers) -> float:
        """The loudness of the loudest stretch if the sound ends with these."""
        ending = copy(self)
        ending.take(moments)
        return lufs(ending._power)


def _blocks(hops: Powers, count: int) -> Powers:
    """The powers of all blocks of so many stretches, one beginning with each of them."""
    if len(hops) < count:
        return np.zeros(0)
    return np.asarray(sliding_window_view(hops, count).mean(axis=1))


def _gated(blocks: Powers, relative_lu: float) -> Powers:
    """What is above the absolute gate, and above the relative one below the mean of that."""
    heard = blocks[blocks > _power(_ABSOLUTE_GATE_LUFS)]
    return np.asarray(heard[heard > _mean(heard) * 10.0 ** (relative_lu / 10.0)])


def _mean(powers: Powers) -> float:
    return float(powers.mean()) if powers.size else 0.0


def _power(loudness: float) -> float:
    return float(10.0 ** ((loudness - _OFFSET_DB) / 10.0))
