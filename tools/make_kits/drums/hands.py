"""Small percussion held in the hand: shakers and tambourines, made of grains as beads and jingles are.

The grains follow Perry Cook's PhISEM: beads collide at random, more often the more energy the hand gives.
"""

import numpy as np

from tools.make_kits.drums.metal import Plate, bank
from tools.make_kits.dsp.envelopes import decay, rise
from tools.make_kits.dsp.filters import band_pass, bell, convolved, filtered, high_pass, low_pass
from tools.make_kits.dsp.oscillators import noise, squares, struck
from tools.make_kits.dsp.room import in_room
from tools.make_kits.dsp.units import RATE_HZ, Signal, frames, mixed, times

JINGLE_METAL, DISCS = 5401, 6
JINGLE = Plate(3000.0, 15500.0, 48, 8000.0, 0.8, 0.36, 0.45)


def _stroke(seconds: float, rise_seconds: float, fall_seconds: float) -> Signal:
    """How hard the hand shakes: it swells, then stops."""
    t = times(seconds)
    return np.where(
        t < rise_seconds,
        np.sin(0.5 * np.pi * t / rise_seconds) ** 2,
        np.exp(-(t - rise_seconds) / fall_seconds),
    )


def _grains(rng: np.random.Generator, energy: Signal, per_second: float) -> Signal:
    """Collisions: sparse impulses of random size, as dense and as strong as ``energy`` says."""
    struck_now = rng.random(len(energy)) < per_second / RATE_HZ * (0.15 + energy)
    return (
        np.where(struck_now, rng.exponential(1.0, len(energy)) * rng.choice([-1.0, 1.0], len(energy)), 0.0)
        * energy
    )


def machine_shaker(rng: np.random.Generator, hit: float) -> Signal:
    """High-passed noise with a soft attack: the machine's maracas, a little longer."""
    seconds = 0.13
    envelope = _stroke(seconds, 0.014, 0.013 + 0.006 * hit)
    sound = filtered(noise(seconds, rng) * envelope, high_pass(3800.0), bell(6500.0, 1.0, 3.0))
    return filtered(sound, low_pass(8500.0 + 7000.0 * hit))


def acoustic_shaker(rng: np.random.Generator, hit: float) -> Signal:
    """Beads in a shell: the grains ring at the shell's own 3.2 and 6.8 kHz."""
    seconds = 0.17
    grains = _grains(rng, _stroke(seconds, 0.026 - 0.006 * hit, 0.022), 9000.0)
    shell = mixed(
        filtered(grains, band_pass(3200.0, 2.0)) * 0.8,
        filtered(grains, band_pass(6800.0, 1.2)),
        grains * 0.12,
    )
    return filtered(shell, high_pass(2300.0), low_pass(8000.0 + 6500.0 * hit))


def acoustic_tambourine(rng: np.random.Generator, hit: float) -> Signal:
    """A hand on the frame, and the jingles that answer for a fifth of a second."""
    seconds = 0.45
    energy = np.maximum(_stroke(seconds, 0.004, 0.045), 0.35 * _stroke(seconds, 0.05, 0.06))
    discs = (
        convolved(_grains(rng, energy, 160.0 + 100.0 * hit), _jingle(rng, disc)) for disc in range(DISCS)
    )
    answered = filtered(mixed(*discs)[: frames(seconds)], high_pass(2800.0), low_pass(10500.0 + 5500.0 * hit))
    frame = filtered(noise(0.05, rng) * decay(0.05, 0.035), band_pass(480.0, 0.9))
    return in_room(mixed(answered, frame * 0.5 * hit), -27.0)


def machine_tambourine(rng: np.random.Generator, hit: float) -> Signal:
    """Two strokes of high squares and noise, the second one ringing."""
    seconds = 0.32
    metal = squares((1120.0, 1543.0, 1987.0, 2411.0, 2810.0), seconds, rng)
    ring = filtered(metal, high_pass(6200.0)) * decay(seconds, 0.2)
    hiss = filtered(noise(seconds, rng), high_pass(7000.0)) * (
        decay(seconds, 0.06) + 0.3 * decay(seconds, 0.24)
    )
    first = np.concatenate([decay(0.017, 0.035), np.zeros(frames(seconds) - frames(0.017))])
    second = np.concatenate([np.zeros(frames(0.017)), np.ones(frames(seconds) - frames(0.017))])
    sound = (ring * 1.6 + hiss * 0.6) * (0.7 * first + second)
    return filtered(sound * rise(seconds, 0.0008), low_pass(10000.0 + 7000.0 * hit), bell(9000.0, 1.0, 3.0))


def _jingle(rng: np.random.Generator, disc: int) -> Signal:
    """One pair of small brass discs, each pair its own cluster of partials from 3 to 15 kHz."""
    metal = bank(JINGLE, np.random.Generator(np.random.PCG64([JINGLE_METAL, disc])))
    return struck(metal, 0.2, rng) * rise(0.2, 0.0004)
