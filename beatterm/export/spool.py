"""A spool: frames that are needed twice, kept in a temporary file, since a song may not fit into memory.

A render whose level is set goes through it: it is measured on the way in, and written on the way out.
"""

import errno
from collections.abc import Iterator
from contextlib import AbstractContextManager
from io import FileIO
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType

import numpy as np

from beatterm.export.source import Sheaf

BLOCK_FRAMES = 32768

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class NoRoom(OSError):
    """The disk cannot hold the spool; the message says how much was there already and what to do."""


class Spool(AbstractContextManager["Spool"]):
    """Takes blocks of frames, float32 (…, frames, 2), and gives them again as often as is asked.

    The file lies in `folder`, best the one where the result goes: the system's own place for temporary files
    may be kept in memory. It has no name there and is gone when the spool is closed, however that happens.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._sides: tuple[int, ...] = (2,)
        self.frames = 0
        try:
            self._file: FileIO = TemporaryFile(buffering=0, dir=folder)  # noqa: SIM115, closed by close
        except OSError as fault:
            raise self._no_room(fault) from fault

    def add(self, block: Sheaf) -> None:
        """The next frames. NoRoom if the disk is full."""
        rows = np.ascontiguousarray(np.moveaxis(block, -2, 0), dtype=np.float32)
        self._sides = rows.shape[1:]
        self._file.seek(self.frames * self._frame_bytes)
        try:
            self._write(_bytes_of(rows))
        except OSError as fault:
            raise self._no_room(fault) from fault
        self.frames += len(rows)

    def __iter__(self) -> Iterator[Sheaf]:
        for first in range(0, self.frames, BLOCK_FRAMES):
            yield self._read(first, min(BLOCK_FRAMES, self.frames - first))

    def close(self) -> None:
        """Delete the file."""
        self._file.close()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def _frame_bytes(self) -> int:
        return 4 * int(np.prod(self._sides))

    def _write(self, data: memoryview) -> None:
        while data:
            data = data[self._file.write(data) :]

    def _read(self, first: int, frames: int) -> Sheaf:
        self._file.seek(first * self._frame_bytes)
        rows = np.empty((frames, *self._sides), np.float32)
        left = _bytes_of(rows)
        while left:
            left = left[self._file.readinto(left) :]
        return np.moveaxis(rows, 0, -2)

    def _no_room(self, fault: OSError) -> NoRoom:
        where = str(self._folder or "the folder for temporary files")
        if fault.errno not in _FULL:
            return NoRoom(fault.errno, f"no temporary file can be made there ({fault.strerror})", where)
        megabytes = self.frames * self._frame_bytes / 1e6
        text = (
            f"the disk is full after {megabytes:.0f} MB. To be measured, sound is first kept there whole: "
            "free some space, or render into another folder"
        )
        return NoRoom(fault.errno, text, where)


def _bytes_of(rows: Sheaf) -> memoryview:
    """The bytes of a contiguous array, where they are."""
    return rows.reshape(-1).view(np.uint8).data
