"""Dense, inharmonic banks of partials: what hats, cymbals and jingles are made of.

A thin plate has about as many modes in every band of equal Hz; here they are drawn at random from that
density, and each loses its energy the sooner the higher it is.
"""

from dataclasses import dataclass

import numpy as np

from tools.make_kits.dsp.oscillators import Partials, struck
from tools.make_kits.dsp.units import Signal, stereo

MACHINE_HZ = (205.3, 304.4, 369.6, 522.7, 540.0, 800.0)
"""The six free-running square waves of the classic drum machine's cymbals."""

WIDTH = 0.65
"""How much of the difference between the microphones is kept: 1 is two rooms, 0 is mono."""


@dataclass(frozen=True, slots=True)
class Plate:
    """A plate of metal: where its modes lie, how loud they are and how long they last."""

    low_hz: float
    high_hz: float
    count: int
    centre_hz: float
    """Where the spectrum is strongest; it falls off on both sides."""
    width_octaves: float
    t60_at_1k: float
    damping: float
    """The exponent by which a mode's decay shortens with its frequency."""
    bloom: float = 0.0
    """Seconds a mode at 4 kHz takes to build up; higher ones come later, as the energy works its way up."""


def bank(plate: Plate, rng: np.random.Generator) -> Partials:
    """The modes of one plate, drawn from ``rng``."""
    hz = np.sort(plate.low_hz + (plate.high_hz - plate.low_hz) * rng.random(plate.count))
    octaves = np.log2(hz / plate.centre_hz)
    level = np.exp(-0.5 * (octaves / plate.width_octaves) ** 2) * rng.rayleigh(0.7, plate.count)
    t60 = plate.t60_at_1k * (hz / 1000.0) ** -plate.damping * np.exp(0.22 * rng.standard_normal(plate.count))
    attack = plate.bloom * (hz / 4000.0) ** 0.7
    return Partials(hz, level / np.sqrt(plate.count), t60, attack)


def plate_stereo(plate: Plate, seconds: float, seed: int, rng: np.random.Generator, spread: float) -> Signal:
    """One plate heard by two microphones: the same modes, other phases, levels apart by ``spread`` (0-1).

    ``seed`` is the metal itself: takes of one cymbal share it, so they sound like one cymbal struck twice.
    """
    metal = bank(plate, np.random.Generator(np.random.PCG64(seed)))
    left = struck(_heard(metal, spread, rng), seconds, rng)
    right = struck(_heard(metal, spread, rng), seconds, rng)
    return narrowed(left, right, WIDTH)


def narrowed(left: Signal, right: Signal, width: float) -> Signal:
    """Two sides brought together, so that mono keeps what stereo has: ``width`` 1 leaves them, 0 is mono."""
    middle = 0.5 * (left + right)
    return stereo(middle + width * (left - middle), middle + width * (right - middle))


def _heard(metal: Partials, spread: float, rng: np.random.Generator) -> Partials:
    tilt = np.exp(0.6 * spread * rng.standard_normal(len(metal.hz)))
    return Partials(metal.hz, metal.level * tilt, metal.t60, metal.attack)
