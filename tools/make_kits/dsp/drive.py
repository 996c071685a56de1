"""Saturation and peak limiting: what lets a drum speak on small speakers."""

import numpy as np

from tools.make_kits.dsp.units import RATE_HZ, Signal, frames, peak

OVERSAMPLING = 4


def _resized(signal: Signal, size: int) -> Signal:
    """The same band-limited curve at another number of frames."""
    spectrum = np.fft.rfft(signal, axis=0)
    wanted = np.zeros((size // 2 + 1, *signal.shape[1:]), dtype=np.complex128)
    kept = min(len(spectrum), len(wanted))
    wanted[:kept] = spectrum[:kept]
    return np.fft.irfft(wanted, size, axis=0) * (size / len(signal))


def driven(signal: Signal, amount: float, bias: float = 0.0) -> Signal:
    """Soft saturation of a signal normalised to 1, oversampled; ``bias`` adds even harmonics."""
    pad = frames(0.02)
    padded = np.concatenate([np.zeros((pad, *signal.shape[1:])), signal, np.zeros((pad, *signal.shape[1:]))])
    wide = _resized(padded / max(peak(signal), 1e-12), len(padded) * OVERSAMPLING)
    curved = (np.tanh(amount * wide + bias) - np.tanh(bias)) / np.tanh(amount)
    return _resized(curved, len(padded))[pad:-pad]


def limited(signal: Signal, ceiling: float, release_seconds: float = 0.03) -> Signal:
    """Holds peaks of a signal normalised to 1 under ``ceiling`` with a gain that looks 1 ms ahead."""
    size = frames(0.001)
    level = np.abs(signal / peak(signal))
    level = level if level.ndim == 1 else level.max(axis=1)
    ahead = np.lib.stride_tricks.sliding_window_view(np.pad(level, size), 2 * size + 1).max(axis=1)
    wanted = np.minimum(1.0, ceiling / np.maximum(ahead, 1e-12))
    keep = float(np.exp(-1.0 / (release_seconds * RATE_HZ)))
    held, current = np.empty(len(wanted)), 1.0
    for index, goal in enumerate(wanted):
        current = min(goal, 1.0 - (1.0 - current) * keep)
        held[index] = current
    kernel = np.hanning(size + 2)[1:-1]
    smooth = np.convolve(np.pad(held, size, mode="edge"), kernel / kernel.sum(), mode="same")[size:-size]
    return signal * (smooth[:, None] if signal.ndim == 2 else smooth)
