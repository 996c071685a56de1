"""What is said of long work: a bar on stderr, where that is a terminal, and a line if it was ended."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from beatterm.cli.ending import Ended
from beatterm.cli.failure import say
from beatterm.cli.streams import shows

if TYPE_CHECKING:
    from beatterm.export.job import Progress, Report

_WIDTH = 25
_CLEARED = "\r\x1b[K"


@contextmanager
def shown_progress() -> "Iterator[Report]":
    """Somebody to report to for as long as the block runs; the bar is gone afterwards."""
    if not sys.stderr.isatty():
        yield lambda progress: None
        return
    bar = _Bar()
    try:
        yield bar.show
    finally:
        print(_CLEARED, end="", file=sys.stderr, flush=True)


@contextmanager
def told_if_ended() -> Iterator[None]:
    """Say, to who ends it by Ctrl-C or otherwise, that nothing is lost."""
    try:
        yield
    except (KeyboardInterrupt, Ended):
        say("Ended. Nothing half made is left, and what was there before is as it was.")
        raise


class _Bar:
    """Drawn anew only when what it shows has changed."""

    def __init__(self) -> None:
        self._full, self._empty = "█░" if shows("█░", sys.stderr) else "#."
        self._shown = ""

    def show(self, progress: "Progress") -> None:
        """Draw how far it is."""
        percent = min(100, int(progress.share * 100))
        bar = (self._full * (percent * _WIDTH // 100)).ljust(_WIDTH, self._empty)
        line = f"{bar} {percent:3} % {progress.caption[:40]}".rstrip()
        if line != self._shown:
            print(f"{_CLEARED}{line}", end="", file=sys.stderr, flush=True)
            self._shown = line
