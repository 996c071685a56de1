"""Reads any sound file a block at a time: a reference track, or what was rendered."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from beatterm.library.errors import LibraryError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_BLOCK_FRAMES = 65536
_MIN_RATE, _MAX_RATE = 4000, 384_000
_LOUDEST = 1e9
"""180 dB above full scale: what is above was never a sound, and its power would be no number."""


def are_numbers(planes: "NDArray[np.float32]") -> bool:
    """Whether samples can be reckoned with: neither infinite, nor without a value, nor beyond any level."""
    import numpy as np

    return bool((np.abs(planes) < _LOUDEST).all())


class Recording:
    """A sound file that is open: `rate` in Hz, one or two `channels`."""

    def __init__(self, name: str, file: Any) -> None:
        self._name = name
        self._file = file
        self.rate = int(file.samplerate)
        self.channels = int(file.num_channels)

    def blocks(self) -> "Iterator[NDArray[np.float32]]":
        """Its frames, float32 (frames, channels), once through. LibraryError if it is spoilt on the way."""
        while (planes := self._read()).shape[1]:
            yield planes.T

    def _read(self) -> "NDArray[np.float32]":
        try:
            planes: NDArray[np.float32] = self._file.read(_BLOCK_FRAMES)
        except (OSError, ValueError, RuntimeError) as fault:
            raise LibraryError(f"{self._name} cannot be read to its end: {_short(fault)}.") from fault
        if not are_numbers(planes):
            raise LibraryError(f"{self._name} has samples that are no numbers. Export it again.")
        return planes


@contextmanager
def opened(path: Path) -> Iterator[Recording]:
    """A sound file of any form that pedalboard reads. LibraryError says what is wrong with it."""
    if path.is_dir():
        raise LibraryError(f"{path} is a folder. Name the files in it: {path}/*.wav")
    try:
        with path.open("rb") as file, _recording(str(path), file) as recording:
            yield recording
    except OSError as fault:
        raise LibraryError(f"{path} cannot be read: {fault.strerror or fault}.") from fault


@contextmanager
def opened_bytes(name: str, data: bytes) -> Iterator[Recording]:
    """The same for a file that came through a pipe."""
    with _recording(name, io.BytesIO(data)) as recording:
        yield recording


@contextmanager
def _recording(name: str, file: BinaryIO) -> Iterator[Recording]:
    from pedalboard.io import AudioFile

    try:
        audio = AudioFile(file)
    except (OSError, ValueError, RuntimeError) as fault:
        raise LibraryError(
            f"{name} is no sound that can be read. Use WAV, AIFF, FLAC, OGG or MP3."
        ) from fault
    with audio:
        recording = Recording(name, audio)
        _check(name, recording)
        yield recording


def _check(name: str, recording: Recording) -> None:
    if not _MIN_RATE <= recording.rate <= _MAX_RATE:
        raise LibraryError(
            f"{name} has a rate of {recording.rate} Hz; beatterm reads {_MIN_RATE} to {_MAX_RATE}."
        )
    if recording.channels not in (1, 2):
        raise LibraryError(f"{name} has {recording.channels} channels; beatterm reads mono and stereo.")


def _short(fault: Exception) -> str:
    return str(fault).partition("\n")[0][:120]
