"""Exceptions of threads that must go on: each is told once, however often it comes."""

import traceback
from collections.abc import Callable

from beatterm.engine.messages import Notice, Report


class Troubles:
    """Tells of what `who` stumbled over: the musician by a report, the log with what led to it."""

    def __init__(self, who: str, report: Callable[[Report], None]) -> None:
        self._who = who
        self._report = report
        self._told: set[str] = set()

    def tell(self, error: Exception) -> None:
        """Report an exception, unless it was."""
        text = f"{self._who} stumbled: {type(error).__name__}: {error}. If it comes again, please report it."
        if text not in self._told:
            self._told.add(text)
            traceback.print_exception(error)
            self._report(Notice(text, is_error=True))
