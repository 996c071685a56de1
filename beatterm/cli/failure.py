"""Errors become one or two lines on stderr and an exit code, never a traceback."""

import os
import sys

DONE, FAILED, BAD_INPUT = 0, 1, 2
_INTERRUPTED = 130


class UsageError(Exception):
    """The command line asks for something that cannot be; the message says what to type instead."""


class WorkFailed(Exception):
    """The work itself failed; the message says what to do about it."""


def exit_code_of(error: BaseException) -> int:
    """Say an error to the musician; the code to exit with. What is not an error of ours is raised again."""
    if isinstance(error, BrokenPipeError):
        _abandon_stdout()
        return DONE
    if isinstance(error, KeyboardInterrupt):
        return _INTERRUPTED
    known = _known_errors()
    code = next((code for kind, code in known if isinstance(error, kind)), None)
    if code is None:
        raise error
    say(str(error) if not isinstance(error, OSError) else _os_text(error))
    return code


def say(text: str) -> None:
    """A line on stderr."""
    print(f"beatterm: {text}", file=sys.stderr)


def _known_errors() -> tuple[tuple[type[BaseException], int], ...]:
    from beatterm.export.take import TakeError
    from beatterm.export.wav import TooLong
    from beatterm.formats.errors import FormatError
    from beatterm.library.errors import LibraryError

    return (
        (UsageError, BAD_INPUT),
        (FormatError, BAD_INPUT),
        (LibraryError, BAD_INPUT),
        (TakeError, BAD_INPUT),
        (TooLong, FAILED),
        (WorkFailed, FAILED),
        (OSError, FAILED),
    )


def _os_text(error: OSError) -> str:
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{error.strerror or error}"


def _abandon_stdout() -> None:
    """The reader of a pipe has gone: let Python not complain about it when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
