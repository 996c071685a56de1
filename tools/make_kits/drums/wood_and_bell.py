"""Struck wood and small metal: rims, claves, cowbells, blocks, and the machine's zap."""

import numpy as np

from tools.make_kits.dsp.drive import driven
from tools.make_kits.dsp.envelopes import decay, falling, rise, two_decays
from tools.make_kits.dsp.filters import band_pass, bell, filtered, high_pass, low_pass
from tools.make_kits.dsp.oscillators import modes, noise, sine, squares, struck
from tools.make_kits.dsp.room import in_room
from tools.make_kits.dsp.units import Signal, mixed


def machine_rim(rng: np.random.Generator, hit: float) -> Signal:
    """Two resonators at 455 and 1,667 Hz, overdriven, gone in 30 ms."""
    seconds = 0.09
    body = sine(np.full(len(rise(seconds, 0.0)), 1667.0)) * decay(seconds, 0.034)
    low = sine(np.full(len(body), 455.0)) * decay(seconds, 0.045)
    tick = filtered(noise(0.004, rng) * decay(0.004, 0.003), high_pass(3000.0))
    return filtered(
        mixed(driven(mixed(body, low * 0.75), 2.6), tick * 0.8 * hit), high_pass(220.0), low_pass(14000.0)
    )


def acoustic_rim(rng: np.random.Generator, hit: float) -> Signal:
    """Side stick: the butt of the stick on the hoop while the tip lies on the head."""
    seconds = 0.22
    stick = modes(
        (412.0, 0.40, 0.075),
        (1212.0, 0.9, 0.055),
        (1745.0, 0.55, 0.045),
        (2630.0, 0.42, 0.03),
        (3920.0, 0.3, 0.022),
    )
    head = sine(falling(seconds, (25.0, 0.01), end=182.0)) * decay(seconds, 0.13)
    crack = filtered(noise(0.008, rng) * decay(0.008, 0.004), band_pass(3400.0 + 1600.0 * hit, 0.6))
    wires = filtered(noise(seconds, rng) * decay(seconds, 0.14), band_pass(3200.0, 0.6)) * 0.05
    wood = driven(struck(stick, seconds, rng), 1.5)
    return in_room(mixed(wood, head * 0.22, crack * 1.1 * hit, wires), -18.0)


def machine_cowbell(rng: np.random.Generator, hit: float) -> Signal:
    """Two squares at 540 and 800 Hz through a band-pass: a hard front, then a long even fall."""
    seconds = 0.45
    pair = filtered(
        squares((540.0, 800.0), seconds, rng), band_pass(1400.0, 0.8), low_pass(5000.0 + 6000.0 * hit)
    )
    return driven(pair * two_decays(seconds, 0.05, 0.44, 0.45), 1.6) * rise(seconds, 0.0006)


def acoustic_cowbell(rng: np.random.Generator, hit: float) -> Signal:
    """Folded steel, muffled by the hand: two strong modes and their bright company."""
    seconds = 0.32
    bell_modes = modes(
        (548.0, 0.9, 0.26), (823.0, 0.8, 0.24), (1182.0, 0.25, 0.14), (1676.0, 0.3, 0.13),
        (2413.0, 0.26, 0.09), (3390.0, 0.22, 0.07), (4720.0, 0.15, 0.05), (6350.0, 0.1, 0.04),
    )  # fmt: skip
    tick = filtered(noise(0.006, rng) * decay(0.006, 0.004), band_pass(4500.0, 0.7))
    body = driven(struck(bell_modes, seconds, rng) * rise(seconds, 0.0005), 1.8)
    return in_room(mixed(body, tick * 0.6 * hit), -22.0)


def machine_clave(rng: np.random.Generator, hit: float) -> Signal:
    """A sine at 2.5 kHz, 40 ms."""
    seconds = 0.11
    tone = sine(falling(seconds, (260.0, 0.001), end=2500.0)) * two_decays(seconds, 0.05, 0.12, 0.6)
    knock = sine(np.full(len(tone), 1667.0)) * decay(seconds, 0.02)
    return driven(mixed(tone, knock * 0.25 * hit), 1.3) * rise(seconds, 0.0006)


def acoustic_clave(rng: np.random.Generator, hit: float) -> Signal:
    """Two rosewood sticks over a cupped hand."""
    seconds = 0.16
    wood = modes(
        (2460.0, 1.0, 0.075),
        (2493.0, 0.3, 0.06),
        (1130.0, 0.22, 0.03),
        (5180.0, 0.25, 0.025),
        (6660.0, 0.2, 0.018),
    )
    knock = filtered(noise(0.005, rng) * decay(0.005, 0.003), band_pass(3800.0, 0.6))
    return in_room(mixed(struck(wood, seconds, rng) * rise(seconds, 0.0004), knock * 0.5 * hit), -19.0)


def machine_block(rng: np.random.Generator, hit: float) -> Signal:
    """A dry electronic block: two sines that modulate each other, with a drop at the start."""
    seconds = 0.16
    modulator = sine(np.full(len(rise(seconds, 0.0)), 1317.0)) * decay(seconds, 0.04)
    tone = sine(falling(seconds, (420.0, 0.003), end=784.0) * (1.0 + 0.9 * hit * modulator)) * decay(
        seconds, 0.09
    )
    return filtered(driven(tone, 1.7) * rise(seconds, 0.0005), high_pass(320.0), low_pass(9000.0))


def acoustic_block(rng: np.random.Generator, hit: float) -> Signal:
    """A hollowed wood block under a hard stick."""
    seconds = 0.18
    wood = modes(
        (846.0, 1.0, 0.085),
        (1391.0, 0.5, 0.055),
        (2118.0, 0.4, 0.04),
        (3260.0, 0.22, 0.028),
        (4480.0, 0.15, 0.02),
    )
    knock = filtered(noise(0.006, rng) * decay(0.006, 0.004), band_pass(2600.0, 0.6))
    body = driven(struck(wood, seconds, rng) * rise(seconds, 0.0004), 1.5)
    return in_room(filtered(mixed(body, knock * 0.6 * hit), bell(900.0, 1.5, 2.0)), -19.0)


def machine_zap(rng: np.random.Generator, hit: float) -> Signal:
    """A laser: five octaves down in a tenth of a second."""
    seconds = 0.26
    tone = sine(falling(seconds, (5200.0, 0.016), (900.0, 0.05), end=95.0)) * two_decays(
        seconds, 0.11, 0.24, 0.4
    )
    return filtered(driven(tone, 1.9), low_pass(11000.0)) * rise(seconds, 0.0008)
