"""Curves over time: how loud a part of a drum is, and how its pitch falls."""

import numpy as np

from tools.make_kits.dsp.units import Signal, times

LN_1000 = float(np.log(1000.0))


def decay(seconds: float, t60: float) -> Signal:
    """An exponential fall that loses 60 dB in ``t60`` seconds."""
    return np.exp(-LN_1000 * times(seconds) / t60)


def two_decays(seconds: float, fast_t60: float, slow_t60: float, slow_share: float) -> Signal:
    """A struck body: most of it goes quickly, ``slow_share`` (0-1) of it rings on."""
    return (1.0 - slow_share) * decay(seconds, fast_t60) + slow_share * decay(seconds, slow_t60)


def rise(seconds: float, attack: float) -> Signal:
    """A raised-cosine attack from 0 to 1 over ``attack`` seconds, then 1."""
    reached = np.clip(times(seconds) / max(attack, 1e-9), 0.0, 1.0)
    return 0.5 - 0.5 * np.cos(np.pi * reached)


def hold_then_decay(seconds: float, hold: float, t60: float) -> Signal:
    """Full level for ``hold`` seconds, then an exponential fall (a gated, compressed hit)."""
    return np.exp(-LN_1000 * np.maximum(times(seconds) - hold, 0.0) / t60)


def falling(seconds: float, *stages: tuple[float, float], end: float) -> Signal:
    """A pitch in Hz: ``end``, and above it stages ``(hz, tau seconds)`` that each die away."""
    t = times(seconds)
    curve = np.full(t.shape, end)
    for hz, tau in stages:
        curve += hz * np.exp(-t / tau)
    return curve
