"""The arena: one block of memory that holds every baked sound, so that all voices are read in a single
gather.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from beatterm.engine.frames import Frames

DEFAULT_FRAMES = 1 << 24
"""About six minutes at 44.1 kHz, 128 MB; memory that no sound has touched costs nothing."""


@dataclass(frozen=True, slots=True)
class Baked:
    """A finished sound: `length` frames from `base` on, with a frame of silence before and after."""

    base: int
    length: int


class ArenaFull(MemoryError):
    """The sounds together are longer than the arena."""


class Arena:
    """Frames of all baked sounds. Written by the thread that bakes, read by the one that mixes; a sound is
    only looked up after it was written, and never moved.
    """

    def __init__(self, frames: int = DEFAULT_FRAMES) -> None:
        self.frames = np.zeros((frames, 2), np.float32)
        self.cells: NDArray[np.complex64] = self.frames.view(np.complex64)[:, 0]
        self._free: list[tuple[int, int]] = [(0, frames)]

    def add(self, frames: Frames) -> Baked:
        """Copy a sound in; ArenaFull if there is no room."""
        length = len(frames)
        needed = length + 2
        for index, (start, room) in enumerate(self._free):
            if room >= needed:
                self._free[index] = (start + needed, room - needed)
                self._write(start, frames)
                return Baked(start + 1, length)
        raise ArenaFull

    def _write(self, start: int, frames: Frames) -> None:
        length = len(frames)
        self.frames[start] = 0.0
        self.frames[start + 1 : start + 1 + length] = frames
        self.frames[start + 1 + length] = 0.0

    def free(self, baked: Baked) -> None:
        """Give a sound's room back; no voice may play it any more."""
        spans = sorted([*self._free, (baked.base - 1, baked.length + 2)])
        merged: list[tuple[int, int]] = []
        for start, room in spans:
            if merged and sum(merged[-1]) == start:
                merged[-1] = (merged[-1][0], merged[-1][1] + room)
            else:
                merged.append((start, room))
        self._free = merged

    def read(self, baked: Baked) -> Frames:
        """A view of a sound's frames."""
        return self.frames[baked.base : baked.base + baked.length]
