"""What a server was heard to play, as frames: float32 (n, 2)."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Frames = NDArray[np.float32]
FRAME_BYTES = 8  # two float32 channels


@dataclass(frozen=True, slots=True)
class Capture:
    """A recording in progress; whole once its `with` block is left."""

    path: Path

    def length_frames(self) -> int:
        """How much is on the disk by now."""
        return self.path.stat().st_size // FRAME_BYTES if self.path.exists() else 0

    def frames(self) -> Frames:
        """All of it, silence before and after included."""
        return read_frames(self.path)


class AudioServer(Protocol):
    """What the fixtures yield: a real server on private names that can be heard."""

    @property
    def env(self) -> dict[str, str]:
        """What a program's environment must say to find this server and no other."""

    @property
    def device(self) -> str:
        """The name under which PortAudio lists where `capture` listens."""

    @property
    def rate(self) -> int:
        """Frames per second."""

    def capture(self) -> AbstractContextManager[Capture]:
        """Record what is played inside the `with` block."""


def write_frames(path: Path, frames: Frames) -> None:
    """Interleaved float32, no header."""
    np.ascontiguousarray(frames, dtype=np.float32).tofile(path)


def read_frames(path: Path) -> Frames:
    """The inverse of `write_frames`; a last frame that is not whole is left out."""
    samples = np.fromfile(path, dtype=np.float32)
    return samples[: len(samples) // 2 * 2].reshape(-1, 2)


def sounding(frames: Frames) -> Frames:
    """The frames that are not silence, closed up: what noise without zeros must come back as."""
    return frames[np.any(frames, axis=1)]


def position_of(sent: Frames, captured: Frames) -> int | None:
    """The frame at which `sent` stands in `captured`, bit for bit, or None.

    `sent` should begin with a frame that is rare in what was heard: each place that begins alike is compared.
    """
    begins_alike = np.flatnonzero(np.all(captured == sent[0], axis=1))
    return next((int(at) for at in begins_alike if np.array_equal(captured[at : at + len(sent)], sent)), None)
