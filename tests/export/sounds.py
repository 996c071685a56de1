"""Sounds whose loudness is asked for: music, noise, sweeps, and the sines of EBU Tech 3341 and 3342."""

from functools import cache

import numpy as np

from beatterm.engine.edits import SetProject
from beatterm.engine.engine import Engine
from beatterm.engine.frames import Frames
from beatterm.engine.messages import Play
from beatterm.library.sounds import read_sound
from beatterm.sequencer.live import Cue
from tests.material import rendered
from tests.patterns.starters import project

RATE = 48000


@cache
def music(rate: int, seconds: int = 8) -> Frames:
    """The beginning of a shipped song."""
    engine = Engine(rate, read_sound)
    for command in (SetProject(project("house")), Play(Cue())):
        engine.prepare(command)
        engine.post(command)
    return rendered(engine, seconds * rate, (1024,))


def white(rate: int, seconds: float = 5.0, seed: int = 5) -> Frames:
    """Noise with all frequencies alike, different on both sides."""
    generator = np.random.default_rng(seed)
    return (generator.standard_normal((round(seconds * rate), 2)) * 0.1).astype(np.float32)


def pink(rate: int, seconds: float = 5.0, seed: int = 6) -> Frames:
    """Noise that loses 3 dB an octave from 20 Hz on."""
    frames = round(seconds * rate)
    spectrum = np.fft.rfft(np.random.default_rng(seed).standard_normal((2, frames)))
    spectrum /= np.sqrt(np.maximum(np.fft.rfftfreq(frames, 1 / rate), 20.0))
    sound = np.fft.irfft(spectrum, frames).T
    return np.asarray(sound * (0.5 / np.abs(sound).max()), dtype=np.float32)


def sweep(rate: int, seconds: float = 8.0) -> Frames:
    """A sine from 20 Hz to 20 kHz, softer on the right; it fades out in the last tenth of a second."""
    seconds_of = np.arange(round(seconds * rate)) / rate
    growth = np.log(1000.0) / seconds
    wave = 0.5 * np.sin(2 * np.pi * 20.0 / growth * np.expm1(growth * seconds_of))
    wave *= np.minimum(1.0, (seconds - seconds_of) * 10.0)
    return np.stack((wave, 0.5 * wave), axis=1).astype(np.float32)


def tones(*parts: tuple[float, float], hz: float = 1000.0, rate: int = RATE) -> Frames:
    """A stereo sine that changes its level: (peak in dBFS, seconds) of each part."""
    levels = np.concatenate([np.full(round(length * rate), 10 ** (db / 20)) for db, length in parts])
    wave = levels * np.sin(2 * np.pi * hz / rate * np.arange(len(levels)))
    return np.stack((wave, wave), axis=1).astype(np.float32)


def tone(share_of_rate: float, degrees: float, height: float, frames: int = RATE) -> Frames:
    """A sine of a frequency that is a share of the rate, faded in and out over a tenth of a second."""
    wave = height * np.sin(2 * np.pi * share_of_rate * np.arange(frames) + np.deg2rad(degrees))
    fade = np.minimum(1.0, np.minimum(np.arange(frames), np.arange(frames)[::-1]) / (RATE / 10))
    return np.stack((wave * fade, wave * fade), axis=1).astype(np.float32)


def pulse(offset: int, frames: int = RATE) -> Frames:
    """Tech 3341, 20 to 23: a sine of a sixth of the rate at 0.5 with one period of 1, made at four times the
    rate, freed of what lies above half the rate, and every fourth sample of it taken from `offset` on.
    """
    at = np.arange(4 * frames)
    wave = 0.5 * np.sin(2 * np.pi * at / 24)
    middle = 24 * (frames // 12)
    wave[middle : middle + 24] *= 2.0
    spectrum = np.fft.rfft(wave)
    spectrum[len(spectrum) // 4 :] = 0.0
    taken = np.fft.irfft(spectrum)[offset::4]
    fade = np.minimum(1.0, np.minimum(np.arange(frames), np.arange(frames)[::-1]) / (RATE / 10))
    return np.stack((taken * fade, taken * fade), axis=1).astype(np.float32)
