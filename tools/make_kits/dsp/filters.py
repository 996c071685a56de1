"""Filters, applied by multiplying spectra with a digital biquad's response: causal, so they never ring early.

Coefficients after Robert Bristow-Johnson's *Audio EQ Cookbook*.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from tools.make_kits.dsp.units import RATE_HZ, Signal, gain

Response = Callable[[NDArray[np.complex128]], NDArray[np.complex128]]
"""Maps ``z**-1`` on the unit circle to the complex gain there."""

PAD_FRAMES = RATE_HZ // 2
BUTTERWORTH_Q = 0.7071


def _biquad(b: tuple[float, float, float], a: tuple[float, float, float]) -> Response:
    def respond(delay: NDArray[np.complex128]) -> NDArray[np.complex128]:
        square = delay * delay
        answer: NDArray[np.complex128] = (b[0] + b[1] * delay + b[2] * square) / (
            a[0] + a[1] * delay + a[2] * square
        )
        return answer

    return respond


def _angle(hz: float, q: float) -> tuple[float, float]:
    """The cosine of the corner and the cookbook's alpha."""
    omega = 2.0 * np.pi * hz / RATE_HZ
    return float(np.cos(omega)), float(np.sin(omega) / (2.0 * q))


def low_pass(hz: float, q: float = BUTTERWORTH_Q) -> Response:
    """12 dB an octave above ``hz``."""
    c, alpha = _angle(hz, q)
    return _biquad(((1 - c) / 2, 1 - c, (1 - c) / 2), (1 + alpha, -2 * c, 1 - alpha))


def high_pass(hz: float, q: float = BUTTERWORTH_Q) -> Response:
    """12 dB an octave below ``hz``."""
    c, alpha = _angle(hz, q)
    return _biquad(((1 + c) / 2, -1 - c, (1 + c) / 2), (1 + alpha, -2 * c, 1 - alpha))


def band_pass(hz: float, q: float) -> Response:
    """Unity at ``hz``, 6 dB an octave on both sides."""
    c, alpha = _angle(hz, q)
    return _biquad((alpha, 0.0, -alpha), (1 + alpha, -2 * c, 1 - alpha))


def bell(hz: float, q: float, db: float) -> Response:
    """``db`` more or less around ``hz``."""
    c, alpha = _angle(hz, q)
    a = gain(db / 2)
    return _biquad((1 + alpha * a, -2 * c, 1 - alpha * a), (1 + alpha / a, -2 * c, 1 - alpha / a))


def high_shelf(hz: float, db: float) -> Response:
    """``db`` more or less above ``hz``."""
    c, alpha = _angle(hz, BUTTERWORTH_Q)
    a = gain(db / 2)
    r = 2.0 * np.sqrt(a) * alpha
    up, down = a + 1.0, a - 1.0
    return _biquad(
        (a * (up + down * c + r), -2 * a * (down + up * c), a * (up + down * c - r)),
        (up - down * c + r, 2 * (down - up * c), up - down * c - r),
    )


def filtered(signal: Signal, *responses: Response) -> Signal:
    """``signal`` through the filters in turn; same length, either shape."""
    size = len(signal) + PAD_FRAMES
    spectrum = np.fft.rfft(signal, size, axis=0)
    delay = np.exp(-2j * np.pi * np.arange(size // 2 + 1) / size)
    total = np.ones(len(delay), dtype=np.complex128)
    for respond in responses:
        total *= respond(delay)
    shaped = spectrum * (total[:, None] if signal.ndim == 2 else total)
    return np.fft.irfft(shaped, size, axis=0)[: len(signal)]


def convolved(signal: Signal, impulse: Signal) -> Signal:
    """``signal`` heard through ``impulse`` (both mono), with its whole tail."""
    size = len(signal) + len(impulse) - 1
    return np.fft.irfft(np.fft.rfft(signal, size) * np.fft.rfft(impulse, size), size)
