"""Levels that glide: each goes from where it is to where it was set in a straight line of a few
milliseconds.
"""

import numpy as np
from numpy.typing import NDArray

from beatterm.engine.frames import smooth


class Glides:
    """A row of factors. Between changes they are exactly what was set; the glide depends on the frame
    alone.
    """

    def __init__(self, targets: NDArray[np.float32], ramp_frames: int) -> None:
        self._ramp = ramp_frames
        self._from = targets.copy()
        self._to = targets.copy()
        self._since = -ramp_frames

    def set(self, targets: NDArray[np.float32], frame: int) -> None:
        """Glide to other factors from a frame on; of the same shape."""
        if not np.array_equal(targets, self._to):
            self._from = self.at(frame, 1)[..., 0] if self.is_gliding(frame) else self._to
            self._to = targets.copy()
            self._since = frame

    def is_gliding(self, frame: int) -> bool:
        """Whether any factor is still moving at a frame."""
        return frame < self._since + self._ramp

    def renumbered(self, places: list[int], targets: NDArray[np.float32]) -> "Glides":
        """The same glides with rows in another order: row i was row `places[i]`, or is new where that is
        -1.
        """
        other = Glides(targets, self._ramp)
        for row, place in enumerate(places):
            if place >= 0:
                other._from[row], other._to[row] = self._from[place], self._to[place]
        other._since = self._since
        return other

    @property
    def targets(self) -> NDArray[np.float32]:
        """Where the factors go."""
        return self._to

    def at(self, frame: int, frames: int) -> NDArray[np.float32]:
        """The factors over the next frames: shape (…, frames) while gliding, (…, 1) when they stand still."""
        if not self.is_gliding(frame):
            return self._to[..., None]
        passed = np.arange(frame - self._since, frame - self._since + frames)
        share = np.minimum(passed, self._ramp).astype(np.float32) / np.float32(self._ramp)
        glide = self._from[..., None] + (self._to - self._from)[..., None] * smooth(share)
        return np.where(share >= 1.0, self._to[..., None], glide).astype(np.float32)
