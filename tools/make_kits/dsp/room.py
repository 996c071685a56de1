"""A small wooden drum room: early reflections and a short diffuse tail, the same for every drum."""

from functools import cache

import numpy as np

from tools.make_kits.dsp.envelopes import decay
from tools.make_kits.dsp.filters import convolved, filtered, high_pass, low_pass
from tools.make_kits.dsp.units import Signal, frames, gain, stereo

ROOM_SECONDS = 0.32
REFLECTIONS = 22
ROOM_SEED = 808


@cache
def _impulse(channel: int) -> Signal:
    """What one microphone hears of a clap in the room, without the direct sound."""
    rng = np.random.Generator(np.random.PCG64([ROOM_SEED, channel]))
    arrivals = np.sort(0.0035 + 0.045 * rng.random(REFLECTIONS) ** 1.4)
    impulse = np.zeros(frames(ROOM_SECONDS))
    for arrival in arrivals:
        impulse[frames(arrival)] += rng.choice([-1.0, 1.0]) * 0.5 * 0.0035 / arrival + 0.25 * np.exp(
            -arrival / 0.02
        )
    diffuse = rng.standard_normal(len(impulse)) * decay(ROOM_SECONDS, 0.3) * 0.022
    diffuse[: frames(0.006)] *= np.linspace(0.0, 1.0, frames(0.006))
    return filtered(impulse + diffuse, high_pass(160.0), low_pass(7500.0), low_pass(11000.0))


def in_room(signal: Signal, db: float) -> Signal:
    """A mono drum with the room ``db`` beside it, in mono, longer by the room's tail."""
    return _added(signal, convolved(signal, _impulse(0)), db)


def in_stereo_room(signal: Signal, db: float) -> Signal:
    """A drum (mono or stereo) in the middle of the room, heard by two microphones."""
    left, right = (signal, signal) if signal.ndim == 1 else (signal[:, 0], signal[:, 1])
    wet = stereo(convolved(left, _impulse(0)), convolved(right, _impulse(1)))
    return _added(stereo(left, right), wet, db)


def _added(dry: Signal, wet: Signal, db: float) -> Signal:
    total = wet * gain(db)
    total[: len(dry)] += dry
    return total
