"""Crashes and rides: the machine's squares with noise, and acoustic-like plates."""

import numpy as np

from tools.make_kits.drums.metal import MACHINE_HZ, Plate, narrowed, plate_stereo
from tools.make_kits.dsp.drive import driven
from tools.make_kits.dsp.envelopes import decay, rise, two_decays
from tools.make_kits.dsp.filters import band_pass, bell, filtered, high_pass, high_shelf, low_pass
from tools.make_kits.dsp.oscillators import Partials, noise, squares, struck
from tools.make_kits.dsp.units import Signal, mixed, peak, stereo

CRASH_METAL, RIDE_METAL = 1601, 2001

CRASH = Plate(260.0, 15500.0, 760, 3000.0, 1.45, 4.6, 0.36, bloom=0.004)
RIDE = Plate(300.0, 14000.0, 460, 4200.0, 1.15, 3.0, 0.30, bloom=0.003)


def machine_crash(rng: np.random.Generator, hit: float) -> Signal:
    """Squares in two bands, the upper one quick and the lower one slow, over a wash of noise."""
    seconds = 2.0
    metal = squares(MACHINE_HZ, seconds, rng) + 0.7 * squares(
        tuple(f * 1.483 for f in MACHINE_HZ), seconds, rng
    )
    upper = filtered(metal, band_pass(7100.0, 0.9), high_pass(4500.0)) * two_decays(seconds, 0.35, 2.0, 0.5)
    lower = filtered(metal, band_pass(3440.0, 1.2), high_pass(2000.0)) * two_decays(seconds, 0.3, 2.3, 0.6)
    wash = filtered(noise(seconds, rng), high_pass(4800.0), low_pass(14500.0)) * two_decays(
        seconds, 0.4, 2.2, 0.5
    )
    sound = driven(mixed(upper, lower * 0.36, wash * 0.6 * peak(upper)), 1.3)
    return sound * rise(seconds, 0.0015)


def machine_ride(rng: np.random.Generator, hit: float) -> Signal:
    """The same circuit, shorter and with more tone."""
    seconds = 1.0
    metal = squares(MACHINE_HZ, seconds, rng) + 0.5 * squares(
        tuple(f * 1.483 for f in MACHINE_HZ), seconds, rng
    )
    ping = filtered(metal, band_pass(5200.0, 2.2)) * two_decays(seconds, 0.09, 0.7, 0.35)
    shine = filtered(metal, high_pass(6800.0)) * two_decays(seconds, 0.12, 1.0, 0.35)
    tone = filtered(metal, band_pass(2640.0, 2.5)) * decay(seconds, 0.9)
    sound = driven(mixed(ping, shine * 0.9, tone * 0.16), 1.3)
    return filtered(sound, high_pass(2200.0), low_pass(17500.0)) * rise(seconds, 0.0006)


def acoustic_crash(rng: np.random.Generator, hit: float) -> Signal:
    """A 16-inch crash: a broad burst that blooms upwards in 20 ms and rings down darker and darker."""
    seconds = 2.2
    ring = plate_stereo(CRASH, seconds, CRASH_METAL, rng, 0.7)
    burst = (
        _wash(rng, seconds, high_pass_hz=3800.0)
        * (two_decays(seconds, 0.5, 1.9, 0.4) * rise(seconds, 0.007))[:, None]
    )
    stick = filtered(noise(0.02, rng) * decay(0.02, 0.012), band_pass(2600.0, 0.6))
    sound = mixed(ring, burst * 0.30, stick * 0.25)
    sound = sound * (two_decays(seconds, 1.1, 9.0, 0.6) * rise(seconds, 0.0015))[:, None]
    return filtered(sound, high_pass(280.0), bell(900.0, 0.8, -2.0), low_pass(15500.0))


def acoustic_ride(rng: np.random.Generator, hit: float) -> Signal:
    """Stick definition first, a quiet wash behind it."""
    seconds = 1.5
    wash = plate_stereo(RIDE, seconds, RIDE_METAL, rng, 0.6) * two_decays(seconds, 0.3, 4.0, 0.5)[:, None]
    decline = two_decays(seconds, 0.14, 6.0, 0.4)
    ping = _tones(
        rng, seconds, ((1453.0, 0.5, 2.6), (2210.0, 0.26, 1.8), (3704.0, 0.5, 1.5), (5078.0, 0.4, 1.1))
    )
    tip = filtered(
        noise(0.02, rng) * decay(0.02, 0.012), band_pass(5600.0 + 1500.0 * hit, 0.7), high_pass(2500.0)
    )
    sound = mixed(wash * 0.24, ping * 0.62 * decline[:, None], tip * 1.9)
    return filtered(
        sound * rise(seconds, 0.0005)[:, None], high_pass(330.0), high_shelf(7000.0, -1.0), low_pass(16000.0)
    )


def acoustic_bell(rng: np.random.Generator, hit: float) -> Signal:
    """Shoulder of the stick on the cup: a few strong tones over the same cymbal."""
    seconds = 1.5
    wash = plate_stereo(RIDE, seconds, RIDE_METAL, rng, 0.6) * two_decays(seconds, 0.3, 2.0, 0.4)[:, None]
    cup = (
        (812.0, 0.7, 1.5),
        (1286.0, 0.35, 1.4),
        (2074.0, 0.8, 1.3),
        (2911.0, 0.5, 1.1),
        (4020.0, 0.5, 0.8),
        (5510.0, 0.35, 0.6),
    )
    tone = _tones(rng, seconds, cup)
    tip = filtered(noise(0.015, rng) * decay(0.015, 0.008), band_pass(4200.0, 0.7))
    sound = mixed(wash * 0.3, tone * 0.5, tip * 1.3)
    return filtered(sound * rise(seconds, 0.0005)[:, None], high_pass(380.0), low_pass(15000.0))


def machine_bell(rng: np.random.Generator, hit: float) -> Signal:
    """Two squares a machine's bell apart, ringing over a touch of its ride."""
    seconds = 1.0
    pair = squares((587.3, 845.2), seconds, rng) * two_decays(seconds, 0.25, 1.1, 0.5)
    tone = filtered(pair, band_pass(2600.0, 0.8), high_pass(700.0))
    shine = filtered(squares(MACHINE_HZ, seconds, rng), high_pass(5500.0)) * two_decays(
        seconds, 0.12, 1.1, 0.4
    )
    return filtered(driven(mixed(tone, shine * 3.0), 1.5), low_pass(16000.0)) * rise(seconds, 0.0006)


def _tones(rng: np.random.Generator, seconds: float, rows: tuple[tuple[float, float, float], ...]) -> Signal:
    """Strong modes, each split in two a few Hz apart as in real metal, so that they beat; a little wide."""
    hz, level, t60 = (np.array(column) for column in zip(*rows, strict=True))
    twins = np.concatenate([hz * 0.9993, hz * 1.0011])
    pair = Partials(twins, np.tile(level, 2), np.tile(t60, 2), np.zeros(len(twins)))
    return narrowed(struck(pair, seconds, rng), struck(pair, seconds, rng), 0.4) * 0.6


def _wash(rng: np.random.Generator, seconds: float, high_pass_hz: float) -> Signal:
    sides = stereo(noise(seconds, rng), noise(seconds, rng)) + noise(seconds, rng)[:, None]
    return filtered(sides * 0.6, high_pass(high_pass_hz), low_pass(14000.0))
