"""Keeps what ALSA, JACK and PortAudio print on fd 1 and 2 away from the terminal."""

import contextlib
import ctypes
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

LOG_BYTES = 1_000_000
"""A log that has grown past this is begun anew."""


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Send fd 1 and 2 to nowhere for a while. It holds for all threads: probe before others are started."""
    _flush_all()
    kept = [os.dup(1), os.dup(2)]
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        _point(nowhere, 1, 2)
        yield
    finally:
        _flush_all()
        for number, copy in zip((1, 2), kept, strict=True):
            os.dup2(copy, number)
            os.close(copy)
        os.close(nowhere)


@contextlib.contextmanager
def shield_terminal(log_path: Path) -> Iterator[None]:
    """Keep the terminal for Python alone: `sys.stdout` and `sys.stderr` move to private copies of it, while
    fd 1 and 2, where C libraries and child processes write, go to a log. The screen is drawn on
    `sys.__stderr__`, so this must be entered before it starts; leaving puts everything back.
    """
    _flush_all()
    names = ("stdout", "__stdout__", "stderr", "__stderr__")
    before = {name: getattr(sys, name) for name in names}
    kept = {number: os.dup(number) for number in (1, 2)}
    private = {number: _text_on(os.dup(kept[number])) for number in (1, 2)}
    log = open_log(log_path)
    try:
        for name in names:
            setattr(sys, name, private[1 if "out" in name else 2])
        _point(log, 1, 2)
        yield
    finally:
        _flush_all()
        for number, copy in kept.items():
            os.dup2(copy, number)
            os.close(copy)
        os.close(log)
        for name, stream in before.items():
            setattr(sys, name, stream)
        for stream in private.values():
            stream.close()


def open_log(path: Path | None) -> int:
    """A descriptor that appends to a log, whose folder is made; to nowhere without a path or where it cannot
    be.
    """
    if path is not None:
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            if os.fstat(number).st_size > LOG_BYTES:
                os.ftruncate(number, 0)
            return number
    return os.open(os.devnull, os.O_WRONLY)


def _point(target: int, *numbers: int) -> None:
    for number in numbers:
        os.dup2(target, number)


def _text_on(number: int) -> TextIO:
    encoding = getattr(sys.stderr, "encoding", None) or "utf-8"
    return os.fdopen(number, "w", buffering=1, encoding=encoding, errors="backslashreplace")


def _flush_all() -> None:
    """Let go of what Python and the C library still hold back, so that it goes where it was meant to go."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, OSError, ValueError):
            stream.flush()
    with contextlib.suppress(OSError, TypeError, AttributeError):
        ctypes.CDLL(None).fflush(None)
