"""K-weighting: how loud a frequency is heard, as ITU-R BS.1770-4 says, for the loudness meter.

The standard gives two filters as numbers for 48 kHz: a shelf for the head and a high-pass. For any other rate
they are made anew from the analogue filters behind those numbers.
"""

from dataclasses import dataclass
from math import pi, sqrt, tan
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from beatterm.export.loudness.product import product

Planes = NDArray[np.float32]
"""float32 (channels, frames)."""

Doubles = NDArray[np.float64]

_SHELF_HZ, _SHELF_Q, _SHELF_DB = 1681.974450955533, 0.7071752369554196, 3.999843853973347
_SHELF_BEND = 0.4996667741545416
_PASS_HZ, _PASS_Q = 38.13547087602444, 0.5003270373238773
_TABLE_RATE = 48000
_LONGEST_RUN = 64
"""As many frames become one row of a product; twice as many would be twice the work for each."""

_RUNG_OUT = 1e-12
"""What has fallen by so much is not followed any further."""


@dataclass(frozen=True, slots=True)
class Biquad:
    """A filter of second order: (b0 + b1/z + b2/z²) / (1 + a1/z + a2/z²)."""

    b: tuple[float, float, float]
    a: tuple[float, float]

    def system(self) -> "System":
        """The same filter as a system with two states. They turn around each other, which keeps all numbers
        near 1 where the poles are near it too: float32 is enough for what goes in and out.
        """
        (b0, b1, b2), (a1, a2) = self.b, self.a
        turn, first = sqrt(1.0 + a1 + a2), b1 - b0 * a1
        second = (first + b2 - b0 * a2) / turn
        return System(
            np.array([[-1.0 - a1, turn], [-turn, 1.0]]), np.array([first, second]), np.array([1.0, 0.0]), b0
        )


class System(NamedTuple):
    """A filter with states s: out = told·s + through*in, then s becomes kept·s + fed*in."""

    kept: Doubles
    fed: Doubles
    told: Doubles
    through: float

    def then(self, after: "System") -> "System":
        """One system behind the other."""
        between = np.outer(after.fed, self.told)
        nothing = np.zeros((len(self.kept), len(after.kept)))
        return System(
            np.block([[self.kept, nothing], [between, after.kept]]),
            np.concatenate((self.fed, after.fed * self.through)),
            np.concatenate((after.through * self.told, after.told)),
            after.through * self.through,
        )


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
    """Weighs sound a second at a time, in runs of frames: a recursion frame by frame is too slow in Python.

    What comes out of a run is a product of its frames with a matrix, plus what its first states ring on; the
    states are found for all runs at once, by adding to each those of one, two, four … runs before.
    """

    def __init__(self, rate: int, channels: int) -> None:
        self._run = max(frames for frames in range(1, _LONGEST_RUN + 1) if rate % frames == 0)
        shelf, high_pass = stages(rate)
        system = shelf.system().then(high_pass.system())
        powers = _powers(system.kept, self._run)
        rings = np.array([system.told @ power for power in powers])
        answer = np.concatenate(([system.through], rings[:-2] @ system.fed))
        late = np.subtract.outer(-np.arange(self._run), -np.arange(self._run))
        self._weights = np.where(late >= 0, answer[late], 0.0).astype(np.float32)
        self._feeding = np.array([power @ system.fed for power in powers[-2::-1]], np.float32)
        self._ringing = rings[:-1].T.astype(np.float32)
        self._spread = _doublings(powers[-1])
        self._states = np.zeros((channels, len(system.kept)))

    def take(self, second: Planes) -> Planes:
        """The next second of sound, weighted."""
        weighted, self._states = self._weighted(second)
        return weighted

    def look(self, second: Planes) -> Planes:
        """The same, while the meter stays where it is."""
        return self._weighted(second)[0]

    def _weighted(self, second: Planes) -> tuple[Planes, Doubles]:
        """A second, weighted, and the states after it."""
        runs = second.reshape(-1, self._run)
        states = self._states_between(product(runs, self._feeding))
        before = states[:, :-1].reshape(len(runs), -1).astype(np.float32)
        weighted = product(runs, self._weights)
        weighted += product(before, self._ringing)
        return weighted.reshape(second.shape), states[:, -1]

    def _states_between(self, fed: NDArray[np.float32]) -> Doubles:
        """The states before each run and after the last, (channels, runs + 1, states)."""
        channels, count = self._states.shape
        states: Doubles = np.concatenate((self._states[:, None], fed.reshape(channels, -1, count)), axis=1)
        for runs, power in self._spread:
            states[:, runs:] += states[:, :-runs] @ power
        return states


def _powers(matrix: Doubles, highest: int) -> list[Doubles]:
    """Its powers from the 0th to the highest."""
    powers = [np.eye(len(matrix))]
    for _ in range(highest):
        powers.append(matrix @ powers[-1])
    return powers


def _doublings(matrix: Doubles) -> list[tuple[int, Doubles]]:
    """1, 2, 4 …, each with that power of a matrix, transposed, as far as anything is left of it."""
    powers, number = [], 1
    while np.abs(matrix).max() > _RUNG_OUT:
        powers.append((number, matrix.T))
        matrix, number = matrix @ matrix, 2 * number
    return powers
