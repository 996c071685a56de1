"""Sources of tone and noise."""

from dataclasses import dataclass

import numpy as np

from tools.make_kits.dsp.envelopes import LN_1000
from tools.make_kits.dsp.units import RATE_HZ, Signal, frames, times

NYQUIST_HZ = RATE_HZ / 2
AUDIBLE_TOP_HZ = 19_500.0


@dataclass(frozen=True, slots=True)
class Partials:
    """A bank of decaying sines: arrays of equal length, one entry a partial."""

    hz: Signal
    level: Signal
    t60: Signal
    attack: Signal
    """Time constant in seconds with which each partial builds up; 0 is at once."""


def sine(pitch_hz: Signal, phase_turns: float = 0.0) -> Signal:
    """A sine that follows a pitch curve, starting at ``phase_turns`` of its cycle."""
    turns = np.concatenate([[0.0], np.cumsum(pitch_hz[:-1])]) / RATE_HZ
    return np.sin(2.0 * np.pi * (turns + phase_turns))


def triangle(pitch_hz: Signal, harmonics: int = 7) -> Signal:
    """A triangle of a few odd harmonics, so that a drum's sweep never aliases."""
    total = np.zeros(len(pitch_hz))
    for index in range(harmonics):
        odd = 2 * index + 1
        total += (-1.0) ** index / odd**2 * sine(pitch_hz * odd)
    return total * 8.0 / np.pi**2


def squares(pitches_hz: tuple[float, ...], seconds: float, rng: np.random.Generator) -> Signal:
    """The sum of free-running square waves, band-limited: the metal of an analogue drum machine."""
    t = times(seconds)
    total = np.zeros(len(t))
    for pitch in pitches_hz:
        phase = rng.random()
        for odd in range(1, int(AUDIBLE_TOP_HZ / pitch) + 1, 2):
            total += np.sin(2.0 * np.pi * odd * (pitch * t + phase)) / odd
    return total * 4.0 / np.pi / len(pitches_hz)


def noise(seconds: float, rng: np.random.Generator) -> Signal:
    """White noise of standard deviation 1/3, so that it seldom passes full scale."""
    return rng.standard_normal(frames(seconds)) / 3.0


def struck(bank: Partials, seconds: float, rng: np.random.Generator) -> Signal:
    """Every partial of ``bank`` sounding together, each at a random phase."""
    t = times(seconds)
    total = np.zeros(len(t))
    phases = rng.random(len(bank.hz)) * 2.0 * np.pi
    for hz, level, t60, attack, phase in zip(bank.hz, bank.level, bank.t60, bank.attack, phases, strict=True):
        heard = t[: frames(min(seconds, 1.4 * t60 + 5.0 * attack))]
        envelope = np.exp(-LN_1000 * heard / t60)
        if attack > 0.0:
            envelope -= np.exp(-heard * (LN_1000 / t60 + 1.0 / attack))
        total[: len(heard)] += level * envelope * np.sin(2.0 * np.pi * hz * heard + phase)
    return total


def modes(*rows: tuple[float, float, float]) -> Partials:
    """A small bank written out by hand: rows of ``(hz, level, t60 seconds)``, struck at once."""
    hz, level, t60 = (np.array(column) for column in zip(*rows, strict=True))
    return Partials(hz, level, t60, np.zeros(len(rows)))
