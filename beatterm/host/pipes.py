"""stdin and stdout of a child process as its private pipes, so that nothing that prints gets into them."""

import os
from contextlib import suppress
from threading import Lock
from typing import BinaryIO

from beatterm.host.wire import packed


def take_over_pipes() -> tuple[BinaryIO, BinaryIO]:
    """What comes from the parent, and what goes to it; in their places an empty file and, for those who
    print, the log on fd 2.
    """
    down, up = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    os.close(nothing)
    return os.fdopen(down, "rb"), os.fdopen(up, "wb", buffering=0)


class Speaker:
    """Sends messages to the parent, whole and one after the other whichever thread speaks. A parent that is
    gone needs none.
    """

    def __init__(self, pipe: BinaryIO) -> None:
        self._pipe = pipe
        self._lock = Lock()

    def say(self, message: object) -> None:
        """Send one."""
        rest = memoryview(packed(message))
        with self._lock, suppress(OSError):
            while rest:
                rest = rest[self._pipe.write(rest) :]
