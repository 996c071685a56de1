"""Runs one pedalboard plugin so that its frames do not depend on how they are cut into blocks."""

from typing import Any

from beatterm.engine.effects.base import MAX_BLOCK, Planes


class Board:
    """A plugin at a rate. It is primed with the longest block of silence: pedalboard starts a plugin anew,
    unasked,
    when it is given a longer block than any before."""

    def __init__(self, plugin: Any, rate: int) -> None:
        import numpy as np

        self._plugin = plugin
        self._silence = np.zeros((2, MAX_BLOCK), np.float32)
        self._rate = float(rate)
        self.reset()

    def process(self, planes: Planes) -> Planes:
        """The next block, shape (2, frames)."""
        return self._plugin.process(planes, self._rate, buffer_size=MAX_BLOCK, reset=False)

    def reset(self) -> None:
        """Back to silence."""
        self._plugin.process(self._silence, self._rate, buffer_size=MAX_BLOCK, reset=True)
