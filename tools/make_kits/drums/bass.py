"""Basses for note lanes: the long tuned machine bass and a plucked string, both recorded at C2."""

import numpy as np

from tools.make_kits.dsp.drive import driven
from tools.make_kits.dsp.envelopes import LN_1000, decay, falling, hold_then_decay, rise
from tools.make_kits.dsp.filters import band_pass, bell, filtered, high_pass, low_pass
from tools.make_kits.dsp.oscillators import noise, sine
from tools.make_kits.dsp.units import Signal, mixed, times

C2_HZ = 440.0 * 2.0 ** (-33 / 12)
PLUCK_PLACE = 0.17
PICKUP_PLACE = 0.23
INHARMONICITY = 1.6e-4


def machine(rng: np.random.Generator, hit: float) -> Signal:
    """A kick's sine held for two seconds, on pitch after 30 ms, driven so that harmonics carry it."""
    seconds = 2.4
    pitch = falling(seconds, (C2_HZ * 0.8, 0.007), end=C2_HZ)
    clean = sine(pitch) * hold_then_decay(seconds, 0.12, 2.6)
    warm = filtered(driven(clean, 3.6, bias=0.32), low_pass(2000.0), low_pass(4500.0))
    click = filtered(noise(0.005, rng) * decay(0.005, 0.004), band_pass(1900.0, 0.6))
    return mixed(warm * rise(seconds, 0.0012), click * 0.22)


def fingered(rng: np.random.Generator, hit: float) -> Signal:
    """A string plucked by a finger: stretched partials, the higher the shorter, a pickup's comb."""
    seconds = 2.2
    t = times(seconds)
    # A plucked string starts a few cents sharp and settles.
    turns = C2_HZ * (t + 0.004 * 0.06 * (1.0 - np.exp(-t / 0.06)))
    total = np.zeros(len(t))
    for n in range(1, 46):
        stretch = np.sqrt(1.0 + INHARMONICITY * n * n) / np.sqrt(1.0 + INHARMONICITY)
        place = np.sin(np.pi * n * PLUCK_PLACE) * np.sin(np.pi * n * PICKUP_PLACE)
        level = place / n * np.exp(-((n / (9.0 + 9.0 * hit)) ** 1.2))
        t60 = 4.2 / (1.0 + 0.16 * n**1.15) * np.exp(0.1 * rng.standard_normal())
        total += (
            level
            * np.sin(2.0 * np.pi * n * stretch * turns + 0.15 * rng.standard_normal())
            * np.exp(-LN_1000 * t / t60)
        )
    body = filtered(total * rise(seconds, 0.003), bell(66.0, 0.9, 4.0), bell(800.0, 1.2, 4.0))
    finger = filtered(noise(0.03, rng) * decay(0.03, 0.02), band_pass(900.0 + 900.0 * hit, 0.7))
    return filtered(mixed(driven(body, 1.3, bias=0.05), finger * 0.18), high_pass(34.0), low_pass(5500.0))
