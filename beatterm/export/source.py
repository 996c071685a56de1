"""Where frames come from while a file is rendered: the engine's mix, or all of its stems side by side.

Rendering and looping work on any of them, since they only cut along the axis of frames.
"""

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from beatterm.engine.engine import Engine
from beatterm.engine.messages import Command

Sheaf = NDArray[np.float32]
"""float32 (…, frames, 2): one stereo sound, or several that run side by side."""


class Source(Protocol):
    """An engine that is asked for frames; all it gives is `latency_frames` late, stems as much as the mix."""

    @property
    def rate(self) -> int:
        """Frames a second."""

    @property
    def is_silent(self) -> bool:
        """Whether nothing sounds or rings any more."""

    @property
    def rings_frames(self) -> int:
        """In how many frames all that sounds and rings now is over, at most."""

    def send(self, command: Command) -> tuple[str, ...]:
        """Prepare and post a Command; what a musician should know about it."""

    def read(self, frames: int) -> Sheaf:
        """The next frames."""


class Mix:
    """The engine's own output."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @property
    def rate(self) -> int:
        """Frames a second."""
        return self._engine.rate

    @property
    def is_silent(self) -> bool:
        """Whether nothing sounds or rings any more."""
        return self._engine.is_silent

    @property
    def rings_frames(self) -> int:
        """In how many frames all that sounds and rings now is over, at most."""
        return self._engine.rings_frames

    def send(self, command: Command) -> tuple[str, ...]:
        """Prepare and post a Command; what a musician should know about it."""
        told = self._engine.prepare(command)
        self._engine.post(command)
        return told

    def read(self, frames: int) -> Sheaf:
        """The next frames, (frames, 2)."""
        return self._engine.render(frames)
