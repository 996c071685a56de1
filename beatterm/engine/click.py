"""The metronome's sound: two short tones, laid over the master just before the limiter."""

from collections import deque

import numpy as np

from beatterm.engine.frames import Frames, ramp_frames, smooth

_ACCENT_HZ, _BEAT_HZ = 1760.0, 1174.7
_ACCENT_LEVEL, _BEAT_LEVEL = 0.45, 0.3
_SECONDS = 0.04
_FALL_SECONDS = 0.008
"""Time in which a click falls to 1/e."""


class Click:
    """Clicks under way. Frames given must not go back."""

    def __init__(self, rate: int) -> None:
        accent, beat = _tone(rate, _ACCENT_HZ, _ACCENT_LEVEL), _tone(rate, _BEAT_HZ, _BEAT_LEVEL)
        self._sounds = {True: accent, False: beat}
        self._under_way: deque[tuple[int, Frames]] = deque()

    def start(self, frame: int, is_accent: bool) -> None:
        """Click at a frame."""
        self._under_way.append((frame, self._sounds[is_accent]))

    def is_sounding(self, frame: int) -> bool:
        """Whether a click is still to be heard at a frame."""
        return any(start + len(sound) > frame for start, sound in self._under_way)

    def silence(self) -> None:
        """Click no more."""
        self._under_way.clear()

    def mix_into(self, out: Frames, frame: int) -> None:
        """Add what sounds from a frame on."""
        until = frame + len(out)
        for start, sound in self._under_way:
            first, last = max(start, frame), min(start + len(sound), until)
            if first < last:
                out[first - frame : last - frame] += sound[first - start : last - start]
        while self._under_way and self._under_way[0][0] + len(self._under_way[0][1]) <= until:
            self._under_way.popleft()


def _tone(rate: int, hz: float, level: float) -> Frames:
    """A sine that falls, float32 (frames, 2), silent at both ends."""
    seconds = np.arange(round(_SECONDS * rate)) / rate
    wave = level * np.sin(2.0 * np.pi * hz * seconds) * np.exp(-seconds / _FALL_SECONDS)
    fade = ramp_frames(rate)
    wave[-fade:] *= smooth(np.linspace(1.0, 0.0, fade, dtype=np.float32))
    return np.repeat(wave[:, None], 2, axis=1).astype(np.float32)
