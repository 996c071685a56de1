"""The command's three streams, made fit for work: `main` begins with this.

A stream that the caller closed is there again, so that no file takes its number; and what a terminal's
encoding cannot show is written in escapes rather than refused.
"""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

_NAMES = ("stdin", "stdout", "stderr")


def open_streams() -> None:
    """Put a stand-in where a stream is closed, and have no character of any text refused.

    Writing to a closed stdout fails as on a full disk; what would go to a closed stderr is lost.
    """
    for number, name in enumerate(_NAMES):
        if getattr(sys, name) is None:
            setattr(sys, name, _stand_in(number))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def shows(text: str, stream: TextIO) -> bool:
    """Whether a stream's encoding has all characters of a text."""
    try:
        text.encode(getattr(stream, "encoding", None) or "ascii")
    except UnicodeEncodeError:
        return False
    return True


@contextmanager
def naming_stdout() -> Iterator[None]:
    """Errors of what is written to stdout say that it is stdout."""
    try:
        yield
    except OSError as fault:
        raise OSError(fault.errno, fault.strerror, "stdout") from fault


def _stand_in(number: int) -> TextIO:
    """Nothing, under the number of a closed stream; only stderr takes what is written."""
    nothing = os.open(os.devnull, os.O_WRONLY if number == 2 else os.O_RDONLY)
    if nothing != number:
        os.dup2(nothing, number)
        os.close(nothing)
    return open(number, "r" if number == 0 else "w", encoding="utf-8", closefd=False)
