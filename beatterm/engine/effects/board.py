"""Runs one pedalboard plugin so that its frames do not depend on how they are cut into blocks."""

from typing import Any

from beatterm.engine.effects.base import Planes

_STRETCH_FRAMES = 1024
"""The longest stretch that a plugin is given at once. Every reset costs as much as processing one."""
_SETTLING_BLOCKS = 4
"""As many of the longest block let every setting arrive where it glides to."""


class Board:
    """A plugin at a rate; what all effects made of pedalboard's share.

    A plugin that is given a longer block than any since its last reset silently starts anew, and one that is
    given two frames first cannot tell them from two channels. So every reset is followed by the longest
    stretch there is, of silence.
    """

    def __init__(self, plugin: Any, rate: int) -> None:
        import numpy as np

        self._plugin = plugin
        self._silence = np.zeros((2, _STRETCH_FRAMES), np.float32)
        self._rate = float(rate)
        self.settle()

    def process(self, planes: Planes) -> Planes:
        """The next block, shape (2, frames)."""
        import numpy as np

        frames = planes.shape[1]
        if frames <= _STRETCH_FRAMES:
            return self._run(planes)
        places = range(0, frames, _STRETCH_FRAMES)
        return np.concatenate([self._run(planes[:, at : at + _STRETCH_FRAMES]) for at in places], axis=1)

    def _run(self, planes: Planes) -> Planes:
        return self._plugin.process(planes, self._rate, buffer_size=_STRETCH_FRAMES, reset=False)

    def settle(self) -> None:
        """Become silent, with every setting where it was last put instead of gliding there."""
        for _ in range(_SETTLING_BLOCKS):
            self.reset()

    def reset(self) -> None:
        """Forget everything heard so far."""
        self._plugin.process(self._silence, self._rate, buffer_size=_STRETCH_FRAMES, reset=True)
