"""The tap: what the desk adds up, handed out track by track while files are rendered."""

import numpy as np
from numpy.typing import NDArray

from beatterm.engine.effects import SEND_EFFECTS
from beatterm.engine.effects.base import Planes

SENDS = tuple(SEND_EFFECTS)
"""The send effects in the order in which their returns are added."""


class Tap:
    """The parts of a mix: each track after its strip, each send effect's return, and their sum before the
    master's fader. Added up in that order they are that sum to the last bit.
    """

    def __init__(self, tracks: int) -> None:
        self._first_send = tracks
        self._done = 0
        self.parts = np.zeros((tracks + len(SENDS) + 1, 0, 2), np.float32)
        """The frames since `begin`, float32 (tracks + sends + 1, frames, 2)."""

    def begin(self, frames: int) -> None:
        """Make room for the next so many frames."""
        self._done = 0
        self.parts = np.zeros((len(self.parts), frames, 2), np.float32)

    def take(
        self,
        tracks: NDArray[np.int64],
        sums: NDArray[np.float32],
        returns: dict[int, Planes],
        mix: Planes,
    ) -> None:
        """Keep a copy of what the desk has mixed: `sums`, float32 (tracks, 2, frames), and other planes."""
        begun, self._done = self._done, self._done + mix.shape[-1]
        room = self.parts[:, begun : self._done]
        room[tracks] = sums.swapaxes(1, 2)
        for send, wet in returns.items():
            room[self._first_send + send] = wet.T
        room[-1] = mix.T
        # Adding zero turns -0.0 into 0.0: which zeros occur depends on what else sounds.
        room += np.float32(0.0)
