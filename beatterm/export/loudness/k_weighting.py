"""K-weighting: how loud a frequency is heard, as ITU-R BS.1770-4 says, for the loudness meter.

The standard gives two filters as numbers for 48 kHz: a shelf for the head and a high-pass. For any other rate
they are made anew from the analogue filters behind those numbers.
"""

from dataclasses import dataclass
from math import pi, tan

import numpy as np
from numpy.typing import NDArray

Planes = NDArray[np.float64]
"""float64 (channels, frames)."""

_SHELF_HZ, _SHELF_Q, _SHELF_DB = 1681.974450955533, 0.7071752369554196, 3.999843853973347
_SHELF_BEND = 0.4996667741545416
_PASS_HZ, _PASS_Q = 38.13547087602444, 0.5003270373238773
_TABLE_RATE = 48000
_HOPS = 4
"""Parts of a second; every rate is a multiple of it."""

_RINGING_SECONDS = 0.15
"""After this much the high-pass, whose time constant is 4.2 ms, has rung out to -300 dB."""


@dataclass(frozen=True, slots=True)
class Biquad:
    """A filter of second order: (b0 + b1/z + b2/z²) / (1 + a1/z + a2/z²)."""

    b: tuple[float, float, float]
    a: tuple[float, float]

    def response(self, z: NDArray[np.complex128]) -> NDArray[np.complex128]:
        """What becomes of the frequencies z = e^(iω)."""
        over = 1.0 / z
        passed = self.b[0] + over * (self.b[1] + over * self.b[2])
        return np.asarray(passed / (1.0 + over * (self.a[0] + over * self.a[1])))


def stages(rate: int) -> tuple[Biquad, Biquad]:
    """The shelf and the high-pass; at 48 kHz the very numbers of the standard's tables 1 and 2."""
    return _shelf(rate), _high_pass(rate)


def _shelf(rate: int) -> Biquad:
    k = tan(pi * _SHELF_HZ / rate)
    high = 10.0 ** (_SHELF_DB / 20.0)
    middle = high**_SHELF_BEND
    whole = 1.0 + k / _SHELF_Q + k * k
    return Biquad(
        (
            (high + middle * k / _SHELF_Q + k * k) / whole,
            2.0 * (k * k - high) / whole,
            (high - middle * k / _SHELF_Q + k * k) / whole,
        ),
        (2.0 * (k * k - 1.0) / whole, (1.0 - k / _SHELF_Q + k * k) / whole),
    )


def _high_pass(rate: int) -> Biquad:
    """The table's gain, 1 for b0 at 48 kHz, holds for what is heard at every rate, not for the number b0."""
    k = tan(pi * _PASS_HZ / rate)
    whole = _pass_whole(rate)
    gain = _pass_whole(_TABLE_RATE) / whole
    return Biquad(
        (gain, -2.0 * gain, gain),
        (2.0 * (k * k - 1.0) / whole, (1.0 - k / _PASS_Q + k * k) / whole),
    )


def _pass_whole(rate: int) -> float:
    k = tan(pi * _PASS_HZ / rate)
    return 1.0 + k / _PASS_Q + k * k


class KWeighting:
    """Weighs sound a second at a time, by overlap and add in quarters of it: larger transforms would leave
    the processor's cache. What rings on goes into the next one.
    """

    def __init__(self, rate: int, channels: int) -> None:
        self._hop = rate // _HOPS
        self._size = _quick_size(self._hop + round(rate * _RINGING_SECONDS))
        z = np.exp(2j * pi * np.arange(self._size // 2 + 1) / self._size)
        shelf, high_pass = stages(rate)
        self._response = shelf.response(z) * high_pass.response(z)
        self._ringing = np.zeros((channels, self._size - self._hop))

    def take(self, second: Planes) -> Planes:
        """The next second of sound, weighted."""
        weighted, self._ringing = self._weighted(second)
        return weighted

    def look(self, second: Planes) -> Planes:
        """The same, while the meter stays where it is."""
        return self._weighted(second)[0]

    def _weighted(self, second: Planes) -> tuple[Planes, Planes]:
        """A second, weighted, and what rings on after it."""
        ringing, parts = self._ringing, []
        for at in range(0, _HOPS * self._hop, self._hop):
            spectrum = np.fft.rfft(second[:, at : at + self._hop], self._size)
            spectrum *= self._response
            weighted = np.fft.irfft(spectrum, self._size)
            weighted[:, : ringing.shape[1]] += ringing
            ringing = weighted[:, self._hop :]
            parts.append(weighted[:, : self._hop])
        return np.concatenate(parts, axis=1), ringing


def _quick_size(least: int) -> int:
    """The least even number from there on that has no factor above 5: such transforms are quick."""
    size = least + least % 2
    while _rest(size) > 1:
        size += 2
    return size


def _rest(number: int) -> int:
    for factor in (2, 3, 5):
        while number % factor == 0:
            number //= factor
    return number
