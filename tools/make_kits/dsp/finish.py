"""The last step of every sound: cut the silence, fade the ends, take out the offset."""

import numpy as np

from tools.make_kits.dsp.filters import filtered, high_pass
from tools.make_kits.dsp.units import RATE_HZ, Signal, frames, gain, peak

START_DB = -46.0
END_DB = -74.0
KEPT_BEFORE_START = 0.0004
SUBSONIC_HZ = 16.0


def finished(signal: Signal, seconds: float, fade_in: float = 0.0003, fade_out: float = 0.03) -> Signal:
    """At most ``seconds``, from just before the sound is heard to where it is gone; both ends exactly 0."""
    sound = _trimmed(filtered(signal, high_pass(SUBSONIC_HZ)), seconds)
    fade = _fade(len(sound), fade_in, fade_out)
    shape = fade[:, None] if sound.ndim == 2 else fade
    return centred(sound * shape)


def centred(signal: Signal) -> Signal:
    """The sound without its offset, taken out in the shape of a window so that both ends stay at 0."""
    window = np.hanning(len(signal))
    offset = signal.sum(axis=0) / window.sum()
    return signal - (np.outer(window, offset) if signal.ndim == 2 else window * offset)


def _trimmed(signal: Signal, seconds: float) -> Signal:
    level = np.abs(signal) if signal.ndim == 1 else np.abs(signal).max(axis=1)
    first = int(np.argmax(level > peak(signal) * gain(START_DB)))
    last = len(level) - int(np.argmax(level[::-1] > peak(signal) * gain(END_DB)))
    start = max(0, first - frames(KEPT_BEFORE_START))
    return signal[start : min(start + frames(seconds), last + RATE_HZ // 100)]


def _fade(size: int, fade_in: float, fade_out: float) -> Signal:
    curve = np.ones(size)
    rise, fall = frames(fade_in), min(frames(fade_out), size // 2)
    curve[:rise] = 0.5 - 0.5 * np.cos(np.pi * np.arange(rise) / rise)
    curve[-fall:] *= 0.5 + 0.5 * np.cos(np.pi * np.arange(1, fall + 1) / fall)
    return curve
