"""Bass drums: an 808-like long one, a 909-like short one, two acoustic-like with a beater."""

import numpy as np

from tools.make_kits.dsp.drive import driven
from tools.make_kits.dsp.envelopes import decay, falling, hold_then_decay, rise, two_decays
from tools.make_kits.dsp.filters import band_pass, bell, filtered, high_pass, low_pass
from tools.make_kits.dsp.oscillators import noise, sine
from tools.make_kits.dsp.room import in_room
from tools.make_kits.dsp.units import Signal, delayed, mixed


def long_808(rng: np.random.Generator, hit: float) -> Signal:
    """A long decaying sine, an octave of sweep, a soft click, and saturation for small speakers."""
    seconds = 1.25
    body = sine(falling(seconds, (58.0, 0.016), (150.0, 0.0035), end=49.5)) * two_decays(
        seconds, 0.36, 0.98, 0.45
    )
    warm = filtered(driven(body, 2.2 + 1.4 * hit, bias=0.28), low_pass(2600.0))
    click = filtered(noise(0.006, rng) * decay(0.006, 0.005), high_pass(900.0), low_pass(5200.0))
    return mixed(warm * rise(seconds, 0.0008), click * (0.15 + 0.75 * hit))


def short_909(rng: np.random.Generator, hit: float) -> Signal:
    """A fast wide sweep, a pulse-and-noise click, and drive: it punches and is gone."""
    seconds = 0.5
    pitch = falling(seconds, (62.0, 0.024), (210.0 + 60.0 * hit, 0.009), end=52.0)
    body = sine(pitch) * hold_then_decay(seconds, 0.02, 0.33)
    punch = driven(body, 2.4 + 1.2 * hit, bias=0.16)
    pulse = sine(falling(0.008, (2600.0, 0.0012), end=500.0)) * decay(0.008, 0.006)
    hiss = filtered(noise(0.02, rng) * decay(0.02, 0.014), band_pass(3600.0, 0.7))
    return mixed(punch * rise(seconds, 0.0005), pulse * 0.38 * hit, hiss * 0.5 * hit)


def acoustic(rng: np.random.Generator, hit: float) -> Signal:
    """A damped 22-inch drum: head and shell modes, beater click, felt thud, a little room."""
    return in_room(_drum(rng, hit, pitch_hz=50.0, t60=0.40, click_hz=3400.0), -27.0)


def acoustic_open(rng: np.random.Generator, hit: float) -> Signal:
    """A smaller, less damped drum with a harder beater."""
    return in_room(_drum(rng, hit, pitch_hz=62.0, t60=0.55, click_hz=4300.0), -25.0)


def _drum(rng: np.random.Generator, hit: float, pitch_hz: float, t60: float, click_hz: float) -> Signal:
    seconds = 0.75
    tuning = pitch_hz * (1.0 + 0.006 * rng.standard_normal())
    bend = 14.0 + 22.0 * hit
    head = sine(falling(seconds, (bend, 0.022), (bend * 2.2, 0.005), end=tuning))
    head *= two_decays(seconds, t60 * 0.5, t60 * 1.4, 0.24)
    second = sine(falling(seconds, (bend, 0.014), end=tuning * 1.72)) * decay(seconds, t60 * 0.3)
    shell = sine(falling(seconds, (12.0, 0.01), end=tuning * 3.45), rng.random()) * decay(seconds, 0.09)
    body = driven(mixed(head, second * 0.3, shell * 0.12), 1.5 + 0.9 * hit, bias=0.14)
    beater = _beater(rng, hit, click_hz)
    air = filtered(noise(0.2, rng) * decay(0.2, 0.14), band_pass(260.0, 0.6), low_pass(1800.0))
    sound = mixed(body * rise(seconds, 0.0015), delayed(beater, 0.0008), air * 0.22)
    return filtered(sound, bell(320.0, 1.1, -4.0))


def _beater(rng: np.random.Generator, hit: float, click_hz: float) -> Signal:
    """Felt against the head: a thud near 900 Hz and a click that hardens with the stroke."""
    corner = click_hz * (0.45 + 0.55 * hit)
    click = filtered(
        noise(0.012, rng) * decay(0.012, 0.009), band_pass(corner, 0.8), low_pass(3500.0 + 5500.0 * hit)
    )
    slap = sine(falling(0.03, (900.0, 0.002), end=420.0), 0.0) * decay(0.03, 0.02)
    return mixed(click * (0.1 + 3.0 * hit), slap * (0.08 + 0.22 * hit))
