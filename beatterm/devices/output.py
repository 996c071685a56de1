"""What every audio output is to the engine's process, whether or not a sound card stands behind it."""

from collections.abc import Callable
from typing import Any, Protocol

Render = Callable[[Any], None]
"""Fills one block: a float32 array of shape (frames, 2). Called on the output's own thread."""


class DeviceError(Exception):
    """An output cannot be had. Its text says why, and what the musician can do about it."""


class LibraryMissing(DeviceError):
    """No output can be had before something is installed: no use to look again."""


class Output(Protocol):
    """Asks for block after block once it is started. Frames are float32 stereo at `rate`."""

    name: str
    rate: int
    is_null: bool
    xruns: int
    """Blocks that were late or lost since it was opened."""

    @property
    def block_frames(self) -> int:
        """Frames that it asks for at a time."""

    @property
    def latency_seconds(self) -> float:
        """From rendering a frame to hearing it."""

    @property
    def active(self) -> bool:
        """Whether it asks for blocks."""

    def start(self) -> None:
        """Begin to ask for blocks."""

    def stop(self) -> None:
        """End asking for blocks; after this returns none is being rendered."""

    def close(self) -> None:
        """Give back what it holds. It cannot be started again."""
