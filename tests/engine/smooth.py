"""What a smooth sound is: a click bends it far more than any tone does."""

import numpy as np

from beatterm.engine.frames import Frames


def tone(frames: int, hz: float = 220.0, level: float = 0.5) -> Frames:
    """A sine at 44100 Hz, float32 (frames, 2)."""
    wave = level * np.sin(2 * np.pi * hz * np.arange(frames) / 44100)
    return np.repeat(wave[:, None], 2, 1).astype(np.float32)


def largest_bend(frames: Frames) -> float:
    """The largest second difference: a click stands out of a smooth tone's by far."""
    return float(np.abs(np.diff(frames[:, 0], n=2)).max())


SMOOTH = 3.0 * largest_bend(tone(44100))
