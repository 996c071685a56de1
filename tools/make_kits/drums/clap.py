"""Hand claps: the machine's burst of bursts, and a few people in a room."""

import numpy as np

from tools.make_kits.dsp.drive import driven, limited
from tools.make_kits.dsp.envelopes import decay, rise, two_decays
from tools.make_kits.dsp.filters import band_pass, bell, filtered, high_pass, low_pass
from tools.make_kits.dsp.oscillators import noise
from tools.make_kits.dsp.room import in_stereo_room
from tools.make_kits.dsp.units import Signal, delayed, mixed, stereo

MACHINE_BURSTS = (0.0, 0.0105, 0.0207)
MACHINE_TAIL = 0.0305
HANDS_HZ = (880.0, 1060.0, 1240.0, 1500.0, 1820.0)


def machine(rng: np.random.Generator, hit: float) -> Signal:
    """Three sawtooth-shaped bursts and a longer one; the reverberant tail spreads to both sides."""
    tail = two_decays(0.4, 0.09, 0.34, 0.3)
    middle = mixed(*(delayed(noise(0.011, rng) * decay(0.011, 0.020), at) for at in MACHINE_BURSTS))
    last = delayed(noise(0.4, rng) * tail, MACHINE_TAIL)
    left, right = (delayed(noise(0.4, rng) * tail * 0.5, MACHINE_TAIL) for _ in "LR")
    sound = mixed(stereo(left, right), middle, last * 0.85)
    return limited(_hands(sound, 1120.0, hit), 0.6)


def _hands(sound: Signal, hz: float, hit: float) -> Signal:
    """The hollow of the hands, plus enough of the slap above it to cut through."""
    hollow = filtered(sound, band_pass(hz, 1.5), high_pass(500.0))
    slap = filtered(sound, high_pass(1800.0), low_pass(3500.0 + 3500.0 * hit))
    return driven(mixed(hollow, slap * 0.15), 1.5)


def acoustic(rng: np.random.Generator, hit: float) -> Signal:
    """Five pairs of hands that do not quite agree, each of its own size and place."""
    sides = [np.zeros(1), np.zeros(1)]
    arrivals = np.sort(0.024 * rng.random(len(HANDS_HZ)))
    for at, size_hz in zip(arrivals, rng.permutation(HANDS_HZ), strict=True):
        pair = delayed(_one_pair(rng, float(size_hz), hit), float(at))
        place = float(rng.uniform(0.3, 0.7))
        sides = [mixed(sides[0], pair * np.sqrt(1.0 - place)), mixed(sides[1], pair * np.sqrt(place))]
    wide = stereo(*sides)
    return limited(in_stereo_room(wide, -13.0), 0.6)


def _one_pair(rng: np.random.Generator, hz: float, hit: float) -> Signal:
    seconds = 0.12
    slap = noise(seconds, rng) * two_decays(seconds, 0.012, 0.07, 0.3) * rise(seconds, 0.0004)
    hollow = filtered(slap, band_pass(hz, 2.2))
    skin = filtered(slap, high_pass(1500.0), low_pass(4000.0 + 3500.0 * hit), bell(2500.0, 1.0, 4.0))
    return filtered(mixed(hollow * 1.5, skin * 0.24), high_pass(350.0))
