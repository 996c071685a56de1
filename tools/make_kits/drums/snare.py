"""Snares: an 808-like and a 909-like, and an acoustic-like drum with shell modes and wires."""

import numpy as np

from tools.make_kits.dsp.drive import driven, limited
from tools.make_kits.dsp.envelopes import decay, falling, hold_then_decay, rise, two_decays
from tools.make_kits.dsp.filters import band_pass, bell, filtered, high_pass, low_pass
from tools.make_kits.dsp.oscillators import modes, noise, sine, struck, triangle
from tools.make_kits.dsp.room import in_room
from tools.make_kits.dsp.units import Signal, delayed, mixed, peak


def electro_808(rng: np.random.Generator, hit: float) -> Signal:
    """Two decaying sines and high-passed noise that outlives them."""
    seconds = 0.36
    low = sine(falling(seconds, (60.0, 0.006), end=181.0)) * two_decays(seconds, 0.06, 0.22, 0.6)
    high = sine(falling(seconds, (70.0, 0.004), end=332.0)) * two_decays(seconds, 0.03, 0.14, 0.5)
    body = driven(mixed(low, high * 0.6), 1.6)
    snap = filtered(noise(seconds, rng) * two_decays(seconds, 0.10, 0.32, 0.45), high_pass(1300.0))
    snap = filtered(snap, low_pass(5200.0 + 8000.0 * hit))
    crack = filtered(noise(0.01, rng) * decay(0.01, 0.006), high_pass(2500.0))
    sound = mixed(body * 0.75, snap * rise(seconds, 0.0008) * (0.8 + 0.5 * hit), crack * 0.9 * hit)
    return limited(sound, 0.72)


def tight_909(rng: np.random.Generator, hit: float) -> Signal:
    """Two detuned, swept triangles; low-passed noise for the skin, high-passed noise for the wires."""
    seconds = 0.32
    skin = triangle(falling(seconds, (190.0, 0.010), end=212.0)) * decay(seconds, 0.14)
    upper = triangle(falling(seconds, (190.0, 0.010), end=331.0)) * decay(seconds, 0.11)
    body = driven(mixed(skin, upper * 0.7), 1.9)
    source = noise(seconds, rng)
    low = filtered(source * decay(seconds, 0.16), low_pass(1900.0), high_pass(300.0))
    wires = filtered(
        source * hold_then_decay(seconds, 0.012, 0.26), high_pass(2600.0), low_pass(6500.0 + 5000.0 * hit)
    )
    sound = mixed(body * 0.8, low * 0.7, wires * (0.65 + 0.3 * hit))
    return limited(sound * rise(seconds, 0.0004), 0.6)


def acoustic(rng: np.random.Generator, hit: float) -> Signal:
    """A 14-inch wooden snare, struck in the middle."""
    return in_room(_drum(rng, hit, pitch_hz=186.0, ring=0.7, rim=0.0), -21.0)


def acoustic_rimshot(rng: np.random.Generator, hit: float) -> Signal:
    """The same drum tuned up and struck with the rim: it rings and cracks."""
    return in_room(_drum(rng, hit, pitch_hz=212.0, ring=0.95, rim=0.6), -20.0)


def _drum(rng: np.random.Generator, hit: float, pitch_hz: float, ring: float, rim: float) -> Signal:
    seconds = 0.62
    head = _head(rng, hit, pitch_hz, ring, seconds)
    wires = _wires(rng, hit, head, seconds)
    stick = _stick(rng, hit, rim)
    sound = mixed(driven(head, 1.3) * 0.62, delayed(wires, 0.0012), stick)
    return limited(filtered(sound, high_pass(95.0), bell(480.0, 1.4, -3.0)), 0.66)


def _head(rng: np.random.Generator, hit: float, pitch_hz: float, ring: float, seconds: float) -> Signal:
    """The lowest mode bends as the head relaxes; the upper ones ring at an air-loaded head's ratios."""
    tuning = pitch_hz * (1.0 + 0.004 * rng.standard_normal())
    lowest = sine(falling(seconds, (22.0 * hit + 6.0, 0.018), end=tuning)) * two_decays(
        seconds, 0.12, 0.42, 0.2
    )
    ratios = (
        (1.51, 0.55, 0.34),
        (1.99, 0.26, 0.2),
        (2.44, 0.22, 0.3),
        (2.89, 0.14, 0.16),
        (3.56, 0.15, 0.26),
    )
    strike = 0.75 + 0.5 * rng.random(len(ratios))
    bank = modes(
        *((tuning * r, level * s, t60 * ring) for (r, level, t60), s in zip(ratios, strike, strict=True))
    )
    upper = struck(bank, seconds, rng) * (0.55 + 0.45 * hit)
    return mixed(lowest, upper) * rise(seconds, 0.0006)


def _wires(rng: np.random.Generator, hit: float, head: Signal, seconds: float) -> Signal:
    """Band-passed noise that rattles with the head's motion, then hangs on longer than the head.

    They answer a ghost note almost as much as a full stroke: only their top is missing.
    """
    source = noise(seconds, rng)
    bright = filtered(source, high_pass(1100.0), low_pass(5000.0 + 4400.0 * hit), bell(3600.0, 0.9, 4.0))
    sizzle = filtered(source, high_pass(5200.0), low_pass(13000.0))
    motion = filtered(np.maximum(head / peak(head), 0.0), low_pass(900.0))
    envelope = two_decays(seconds, 0.13, 0.5, 0.25) * rise(seconds, 0.0015)
    rattle = envelope * (0.72 + 0.9 * motion)
    return (bright * 1.3 + sizzle * 0.5 * hit) * rattle * (0.85 + 0.15 * hit)


def _stick(rng: np.random.Generator, hit: float, rim: float) -> Signal:
    """The tip on the head, and for a rim shot the hoop's own bright ring."""
    tip = filtered(noise(0.012, rng) * decay(0.012, 0.007), band_pass(2200.0 + 2200.0 * hit, 0.7))
    hoop = struck(
        modes((690.0, 0.5, 0.12), (1430.0, 0.35, 0.09), (2380.0, 0.25, 0.06), (4100.0, 0.2, 0.04)), 0.2, rng
    )
    return mixed(tip * (0.4 + 1.1 * hit), hoop * rim * rise(0.2, 0.0004))
