"""Rate, array shapes and level units shared by every sound."""

import numpy as np
from numpy.typing import NDArray

RATE_HZ = 44_100

Signal = NDArray[np.float64]
"""Shape ``(frames,)`` for mono or ``(frames, 2)`` for stereo."""


def frames(seconds: float) -> int:
    """How many frames last ``seconds``."""
    return round(seconds * RATE_HZ)


def times(seconds: float) -> Signal:
    """The time in seconds of every frame from 0 up to ``seconds``."""
    return np.arange(frames(seconds)) / RATE_HZ


def gain(db: float) -> float:
    """The factor that changes a level by ``db``."""
    return float(10.0 ** (db / 20.0))


def decibels(ratio: float) -> float:
    """The level of an amplitude ratio; silence reads -240 dB."""
    return float(20.0 * np.log10(max(ratio, 1e-12)))


def peak(signal: Signal) -> float:
    """The largest absolute value."""
    return float(np.abs(signal).max())


def stereo(left: Signal, right: Signal) -> Signal:
    """Two mono signals as one stereo signal."""
    return np.stack([left, right], axis=1)


def mixed(*signals: Signal) -> Signal:
    """The sum of signals that may differ in length; mono is heard in both channels of stereo."""
    longest = max(len(signal) for signal in signals)
    channels = max(signal.ndim for signal in signals)
    total = np.zeros((longest, 2) if channels == 2 else longest)
    for signal in signals:
        wide = signal[:, None] if channels == 2 and signal.ndim == 1 else signal
        total[: len(signal)] += wide
    return total


def delayed(signal: Signal, seconds: float) -> Signal:
    """The signal after ``seconds`` of silence."""
    return np.concatenate([np.zeros((frames(seconds), *signal.shape[1:])), signal])
