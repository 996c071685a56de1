"""Toms and congas: machine-like swept sines, and acoustic-like heads whose pitch relaxes after the stroke."""

import numpy as np

from tools.make_kits.drums.voice import Voice
from tools.make_kits.dsp.drive import driven
from tools.make_kits.dsp.envelopes import decay, falling, rise, two_decays
from tools.make_kits.dsp.filters import band_pass, filtered, high_pass, low_pass
from tools.make_kits.dsp.oscillators import modes, noise, sine, struck
from tools.make_kits.dsp.room import in_room
from tools.make_kits.dsp.units import Signal, delayed, mixed

HEAD_RATIOS = (
    (1.52, 0.30, 0.42),
    (1.96, 0.16, 0.3),
    (2.36, 0.12, 0.22),
    (2.94, 0.09, 0.16),
    (3.4, 0.06, 0.12),
)
"""Overtones of a two-headed tom: ratio to the lowest mode, level, share of its decay."""


def machine_tom(pitch_hz: float) -> Voice:
    """A sine that falls by a fifth of its pitch, with a skin of noise and some drive."""

    def voice(rng: np.random.Generator, hit: float) -> Signal:
        seconds = 0.7
        pitch = falling(seconds, (pitch_hz * 0.22, 0.05), (pitch_hz * 0.9, 0.006), end=pitch_hz)
        body = driven(sine(pitch) * two_decays(seconds, 0.32, 0.62, 0.4), 1.6 + 1.0 * hit, bias=0.16)
        skin = filtered(noise(0.25, rng) * decay(0.25, 0.16), low_pass(1500.0), high_pass(180.0))
        click = filtered(noise(0.006, rng) * decay(0.006, 0.004), band_pass(2600.0, 0.6))
        return mixed(body * rise(seconds, 0.0007), skin * 0.14, click * 0.9 * hit)

    return voice


def acoustic_tom(pitch_hz: float, ring_seconds: float) -> Voice:
    """A two-headed drum: a falling lowest mode with a beating twin, overtones, stick and room."""

    def voice(rng: np.random.Generator, hit: float) -> Signal:
        seconds = 1.1
        tuning = pitch_hz * (1.0 + 0.003 * rng.standard_normal())
        bend = tuning * (0.05 + 0.13 * hit)
        lowest = sine(falling(seconds, (bend, 0.045), (bend, 0.009), end=tuning))
        lowest *= two_decays(seconds, ring_seconds * 0.55, ring_seconds * 1.2, 0.35)
        twin = sine(falling(seconds, (bend, 0.045), end=tuning * 1.013)) * decay(seconds, ring_seconds * 0.9)
        overtones = (
            (tuning * r, level * (0.4 + 0.6 * hit), ring_seconds * share) for r, level, share in HEAD_RATIOS
        )
        body = mixed(lowest, twin * 0.25, struck(modes(*overtones), seconds, rng))
        warm = driven(body * rise(seconds, 0.0008), 1.5 + 0.4 * hit, bias=0.08)
        return in_room(mixed(warm, _stick(rng, hit, tuning)), -24.0)

    return voice


def _stick(rng: np.random.Generator, hit: float, tuning_hz: float) -> Signal:
    tip = filtered(noise(0.02, rng) * decay(0.02, 0.010), band_pass(1800.0 + 2200.0 * hit, 0.7))
    skin = filtered(noise(0.12, rng) * decay(0.12, 0.09), band_pass(tuning_hz * 5.0, 0.6))
    return mixed(tip * (0.25 + 1.0 * hit), skin * 0.45)


def machine_conga(rng: np.random.Generator, hit: float) -> Signal:
    """A bare sine, short, with a tick."""
    seconds = 0.4
    body = sine(falling(seconds, (60.0, 0.012), (240.0, 0.002), end=310.0)) * two_decays(
        seconds, 0.16, 0.34, 0.35
    )
    tick = filtered(noise(0.004, rng) * decay(0.004, 0.003), band_pass(3000.0, 0.7))
    return mixed(driven(body, 1.5, bias=0.08) * rise(seconds, 0.0005), tick * 0.3 * hit)


def acoustic_conga(rng: np.random.Generator, hit: float) -> Signal:
    """An open tone: fingers on the edge of a thick head over a long wooden shell."""
    seconds = 0.55
    tuning = 218.0 * (1.0 + 0.004 * rng.standard_normal())
    lowest = sine(falling(seconds, (30.0 * hit, 0.012), end=tuning)) * two_decays(seconds, 0.26, 0.5, 0.4)
    shell = struck(
        modes((tuning * 1.87, 0.34, 0.2), (tuning * 2.55, 0.26, 0.15), (tuning * 3.6, 0.2, 0.09)),
        seconds,
        rng,
    )
    slap = filtered(noise(0.03, rng) * decay(0.03, 0.018), band_pass(1500.0 + 1500.0 * hit, 0.7))
    body = driven(mixed(lowest, shell * (0.5 + 0.5 * hit)) * rise(seconds, 0.001), 1.3)
    return in_room(mixed(body, delayed(slap, 0.0004) * (0.3 + 0.7 * hit)), -23.0)
