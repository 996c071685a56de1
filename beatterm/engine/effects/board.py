"""Runs one pedalboard plugin so that its frames do not depend on how they are cut into blocks."""

from typing import Any

from beatterm.engine.effects.base import MAX_BLOCK, Planes


class Board:
    """A plugin at a rate; what all effects made of pedalboard's share.

    It is primed with the longest block of silence, because pedalboard starts a plugin anew, unasked, when it
    is given a longer block than any before.
    """

    def __init__(self, plugin: Any, rate: int) -> None:
        import numpy as np

        self._plugin = plugin
        self._rate = float(rate)
        self._silence = np.zeros((2, MAX_BLOCK), np.float32)
        self.settle()

    def process(self, planes: Planes) -> Planes:
        """The next block, shape (2, frames)."""
        return self._plugin.process(planes, self._rate, buffer_size=MAX_BLOCK, reset=False)

    def settle(self) -> None:
        """Become silent, with every setting where it was last put instead of gliding there."""
        self._plugin.process(self._silence, self._rate, buffer_size=MAX_BLOCK, reset=True)

    def reset(self) -> None:
        """Forget everything heard so far."""
        self._plugin.reset()
