"""Hi-hats: the machine's six squares, and two acoustic-like cymbals that close, open and clap."""

import numpy as np

from tools.make_kits.drums.metal import MACHINE_HZ, Plate, plate_stereo
from tools.make_kits.dsp.drive import driven
from tools.make_kits.dsp.envelopes import decay, hold_then_decay, rise, two_decays
from tools.make_kits.dsp.filters import band_pass, bell, filtered, high_pass, high_shelf, low_pass
from tools.make_kits.dsp.oscillators import noise, squares
from tools.make_kits.dsp.units import Signal, mixed, peak, stereo

HAT_METAL = 1401


def machine_closed(rng: np.random.Generator, hit: float) -> Signal:
    """Short: 20 dB gone in about 25 ms."""
    seconds = 0.14
    return _machine(rng, hit, seconds, two_decays(seconds, 0.06, 0.13, 0.3))


def machine_open(rng: np.random.Generator, hit: float) -> Signal:
    """Rings for half a second."""
    seconds = 0.62
    return _machine(rng, hit, seconds, hold_then_decay(seconds, 0.02, 0.58))


def machine_pedal(rng: np.random.Generator, hit: float) -> Signal:
    """Between the two, with a softer start."""
    seconds = 0.2
    return _machine(rng, hit * 0.6, seconds, decay(seconds, 0.17) * rise(seconds, 0.003))


def _machine(rng: np.random.Generator, hit: float, seconds: float, envelope: Signal) -> Signal:
    metal = squares(MACHINE_HZ, seconds, rng) + 0.6 * squares(
        tuple(f * 1.483 for f in MACHINE_HZ), seconds, rng
    )
    upper = filtered(metal, band_pass(7100.0, 1.1), high_pass(5200.0))
    lower = filtered(metal, band_pass(3440.0, 1.4), high_pass(2600.0))
    air = filtered(noise(seconds, rng), high_pass(8200.0)) * 0.18
    sound = driven(mixed(upper, lower * 0.22, air * peak(upper)) * envelope, 1.4)
    tone = filtered(sound, high_pass(3900.0), low_pass(9500.0 + 9000.0 * hit), high_shelf(8000.0, 6.0 * hit))
    return tone * rise(seconds, 0.0004)


CLOSED = Plate(380.0, 18500.0, 520, 9000.0, 1.4, 0.55, 0.30)
OPEN = Plate(320.0, 17500.0, 1100, 6400.0, 1.25, 2.3, 0.26, bloom=0.002)
CHICK = Plate(350.0, 14500.0, 380, 5400.0, 1.15, 0.4, 0.3)


def acoustic_closed(rng: np.random.Generator, hit: float) -> Signal:
    """Tip on tightly closed cymbals: a tick, a dense short ring, a breath of sizzle."""
    seconds = 0.3
    ring = plate_stereo(CLOSED, seconds, HAT_METAL, rng, 0.5)
    sizzle = (
        _wide_noise(rng, seconds) * (two_decays(seconds, 0.09, 0.32, 0.3) * rise(seconds, 0.001))[:, None]
    )
    tick = filtered(noise(0.006, rng) * decay(0.006, 0.004), band_pass(4200.0 + 3000.0 * hit, 0.8))
    metal = ring * (two_decays(seconds, 0.16, 0.5, 0.5) * rise(seconds, 0.0006))[:, None]
    sound = mixed(metal, filtered(sizzle, high_pass(6000.0)) * 0.42, tick * 0.5 * hit)
    return filtered(
        sound, high_pass(480.0), low_pass(6500.0 + 11500.0 * hit), high_shelf(8000.0, -4.0 + 6.0 * hit)
    )


def acoustic_open(rng: np.random.Generator, hit: float) -> Signal:
    """Struck half open: the cymbals sizzle against each other while they ring."""
    seconds = 0.95
    ring = plate_stereo(OPEN, seconds, HAT_METAL, rng, 0.6)
    flutter = 1.0 + 0.25 * filtered(noise(seconds, rng), low_pass(45.0)) * 8.0
    sizzle = _wide_noise(rng, seconds) * (hold_then_decay(seconds, 0.08, 1.1) * flutter)[:, None]
    tick = filtered(noise(0.008, rng) * decay(0.008, 0.005), band_pass(5200.0, 0.7))
    sound = mixed(ring, filtered(sizzle, high_pass(4200.0)) * 0.5, tick * 0.35 * hit)
    sound = sound * (hold_then_decay(seconds, 0.15, 1.25) * rise(seconds, 0.0008))[:, None]
    return filtered(
        sound, high_pass(420.0), low_pass(8000.0 + 9000.0 * hit), high_shelf(7500.0, -3.0 + 3.0 * hit)
    )


def acoustic_pedal(rng: np.random.Generator, hit: float) -> Signal:
    """The foot claps the cymbals together: a chick with air in it, no stick."""
    seconds = 0.28
    ring = plate_stereo(CHICK, seconds, HAT_METAL, rng, 0.5) * rise(seconds, 0.0025)[:, None]
    air = filtered(noise(seconds, rng) * decay(seconds, 0.06), band_pass(640.0, 0.8)) * 0.22
    sizzle = filtered(_wide_noise(rng, seconds), high_pass(4800.0)) * (decay(seconds, 0.13) * 0.16)[:, None]
    shut = two_decays(seconds, 0.14, 0.4, 0.35)[:, None]
    return filtered(
        mixed(ring * shut, sizzle, air), high_pass(330.0), bell(2800.0, 1.0, 3.0), low_pass(14500.0)
    )


def _wide_noise(rng: np.random.Generator, seconds: float) -> Signal:
    """Noise of which half is common to both channels."""
    middle = noise(seconds, rng)
    return stereo(middle + noise(seconds, rng), middle + noise(seconds, rng)) * 0.7
