"""Runs one pedalboard plugin so that its frames do not depend on how they are cut into blocks."""

from typing import Any

from beatterm.engine.effects.base import LONGEST_BLOCK, Planes

_SETTLING_BLOCKS = 4
"""As many of the longest block let every setting arrive where it glides to."""


class Board:
    """A plugin at a rate; what all effects made of pedalboard's share.

    A plugin that is given a longer block than any since its last reset silently starts anew, and one that is
    given two frames first cannot tell them from two channels. So every reset is followed by the longest block
    there is, of silence.
    """

    def __init__(self, plugin: Any, rate: int) -> None:
        import numpy as np

        self._plugin = plugin
        self._silence = np.zeros((2, LONGEST_BLOCK), np.float32)
        self._rate = float(rate)
        self.settle()

    def process(self, planes: Planes) -> Planes:
        """The next block, shape (2, frames)."""
        return self._plugin.process(planes, self._rate, buffer_size=LONGEST_BLOCK, reset=False)

    def settle(self) -> None:
        """Become silent, with every setting where it was last put instead of gliding there."""
        for _ in range(_SETTLING_BLOCKS):
            self.reset()

    def reset(self) -> None:
        """Forget everything heard so far."""
        self._plugin.process(self._silence, self._rate, buffer_size=LONGEST_BLOCK, reset=True)
