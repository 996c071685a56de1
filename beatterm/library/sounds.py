"""Reads the recordings of kits: any file that pedalboard opens becomes stereo float32 frames."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from beatterm.library.errors import LibraryError
from beatterm.library.recordings import are_numbers
from beatterm.model.kit import Kit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MAX_SECONDS = 60.0
MAX_CHANNELS = 8
MIN_RATE, MAX_RATE = 4000, 384_000


def read_sound(kit: Kit, file: str) -> "tuple[NDArray[np.float32], int]":
    """The frames of a kit's recording, shape (frames, 2), and their rate in Hz.

    Mono is doubled; more than two channels are mixed to both sides. LibraryError names kit and file.
    """
    from pedalboard.io import AudioFile

    path = sound_path(kit, file)
    try:
        with AudioFile(str(path)) as recording:
            _check_size(kit, file, recording)
            planes = recording.read(recording.frames)
            rate = int(recording.samplerate)
    except (OSError, ValueError, RuntimeError) as fault:
        raise _wrong(kit, file, f"cannot be read: {_why(path, str(fault))}. Use WAV, FLAC or OGG") from fault
    return _stereo(kit, file, planes), rate


def sound_path(kit: Kit, file: str) -> Path:
    """Where a recording lies; LibraryError if that is nowhere, or outside the kit's folder."""
    if not kit.folder:
        raise _wrong(kit, file, "has no folder")
    folder = Path(kit.folder).resolve()
    try:
        path = (folder / file).resolve()
        is_there = path.is_file()
    except (OSError, ValueError, RuntimeError) as fault:
        raise _wrong(kit, file, f"cannot be read ({fault})") from fault
    if not path.is_relative_to(folder):
        raise _wrong(kit, file, "leads out of the kit's folder. Copy the recording into it")
    if not is_there:
        what = "is no file" if path.exists() else "is not there"
        raise _wrong(kit, file, f"{what}. Put it back, or change kit.toml")
    return path


def _why(path: Path, fault: str) -> str:
    """Why a recording cannot be read: pedalboard says at length that it knows no such form."""
    if not os.access(path, os.R_OK):
        return "you have no permission"
    if path.stat().st_size == 0:
        return "it is empty"
    is_unknown = "does not seem to contain audio" in fault
    return "it is no sound, or not a whole one" if is_unknown else fault.partition("\n")[0][:120]


def _check_size(kit: Kit, file: str, recording: Any) -> None:
    """Refuse what is empty, too long or too wide before any of it is read."""
    rate, frames = recording.samplerate, recording.frames
    if not MIN_RATE <= rate <= MAX_RATE or rate != int(rate):
        raise _wrong(kit, file, f"has a rate of {rate} Hz; beatterm reads {MIN_RATE} to {MAX_RATE}")
    if frames <= 0:
        raise _wrong(kit, file, "is empty")
    if frames > MAX_SECONDS * rate:
        raise _wrong(kit, file, f"is longer than {MAX_SECONDS:g} seconds. Cut it shorter")
    if not 1 <= recording.num_channels <= MAX_CHANNELS:
        raise _wrong(kit, file, f"has {recording.num_channels} channels; beatterm reads 1 to {MAX_CHANNELS}")


def _stereo(kit: Kit, file: str, planes: Any) -> "NDArray[np.float32]":
    """Planes of shape (channels, frames) as frames of shape (frames, 2)."""
    import numpy as np

    if planes.shape[1] == 0:
        raise _wrong(kit, file, "is empty")
    if not are_numbers(planes):
        raise _wrong(kit, file, "has samples that are no numbers. Export it again")
    sides = planes if planes.shape[0] == 2 else np.repeat(planes.mean(axis=0, keepdims=True), 2, axis=0)
    frames: NDArray[np.float32] = np.ascontiguousarray(sides.T, dtype=np.float32)
    return frames


def _wrong(kit: Kit, file: str, what: str) -> LibraryError:
    return LibraryError(f"Kit {kit.name or '(none)'}: {file} {what}.")
