"""Errors become one or two lines on stderr and an exit code, never a traceback."""

import os
import sys
from contextlib import suppress
from typing import TextIO

from beatterm.cli.ending import Ended

DONE, FAILED, BAD_INPUT = 0, 1, 2
_INTERRUPTED = 130


class UsageError(Exception):
    """The command line asks for something that cannot be; the message says what to type instead."""


class WorkFailed(Exception):
    """The work itself failed; the message says what to do about it."""


def exit_code_of(error: BaseException) -> int:
    """Say an error to the musician; the code to exit with. What is a fault of beatterm's goes to the log."""
    if isinstance(error, SystemExit):
        raise error
    _let_go_of(sys.stdout)
    if isinstance(error, BrokenPipeError):
        return DONE
    if isinstance(error, Ended):
        return error.exit_code
    if isinstance(error, KeyboardInterrupt):
        return _INTERRUPTED
    known = next((known for known in _known_errors() if isinstance(error, known[0])), None)
    say(_text(error) if known else _stumble_text(error))
    return known[1] if known else FAILED


def say(text: str) -> None:
    """A line on stderr. Characters that would move the cursor are shown as escapes; nobody may listen."""
    line = "".join(each if each.isprintable() else repr(each)[1:-1] for each in text)
    with suppress(OSError, ValueError):
        print(f"beatterm: {line}", file=sys.stderr)
    _let_go_of(sys.stderr)


def _known_errors() -> tuple[tuple[type[BaseException], int], ...]:
    from beatterm.export.job import Refused
    from beatterm.export.many.workers import Vanished
    from beatterm.export.take import TakeError
    from beatterm.formats.errors import FormatError
    from beatterm.library.errors import LibraryError, WriteError

    return (
        (UsageError, BAD_INPUT),
        (FormatError, BAD_INPUT),
        (WriteError, FAILED),
        (LibraryError, BAD_INPUT),
        (TakeError, BAD_INPUT),
        (Refused, BAD_INPUT),
        (WorkFailed, FAILED),
        (Vanished, FAILED),
        (ImportError, FAILED),
        (MemoryError, FAILED),
        (OSError, FAILED),
    )


def _text(error: BaseException) -> str:
    if isinstance(error, ImportError):
        return f"A library cannot be loaded ({error}). To see what to install: beatterm doctor"
    if isinstance(error, MemoryError):
        return "There is not enough memory. Close other programs, or take a smaller part of the song."
    if isinstance(error, OSError):
        where = f"{error.filename}: " if error.filename else ""
        return f"{where}{error.strerror or error}"
    return str(error)


def _stumble_text(error: BaseException) -> str:
    """What to say of an error that nobody foresaw, once its trace is in the log."""
    import traceback

    from beatterm.devices.quiet import open_log
    from beatterm.library.paths import log_path

    path = log_path()
    with suppress(OSError), os.fdopen(open_log(path), "a", encoding="utf-8", errors="replace") as log:
        traceback.print_exception(error, file=log)
    what = f"{type(error).__name__}: {error}"[:200]
    return f"beatterm stumbled ({what}). Please report this, with the end of {path}."


def _let_go_of(stream: TextIO) -> None:
    """If nobody takes what was printed, have Python not complain about it once more when it ends."""
    try:
        stream.flush()
    except (OSError, ValueError):
        with suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)
