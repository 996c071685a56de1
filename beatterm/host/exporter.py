"""`python -m beatterm.host.exporter`: carries out one Commission in a process of its own, so that playing
goes on undisturbed. It has the lowest priority there is, and stops at the end of its stdin.
"""

import os
import signal
import time
from _thread import interrupt_main
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from threading import Event, Thread
from typing import BinaryIO, cast

from beatterm.export.disk import Disk, NewFile
from beatterm.export.job import Cancelled, Progress
from beatterm.export.many.tasks import Maker
from beatterm.host.export_faults import failed
from beatterm.host.export_series import Series
from beatterm.host.export_wire import Begun, Commission, Done, Outcome, Stopped, Up
from beatterm.host.pipes import Speaker, take_over_pipes
from beatterm.host.wire import next_message

REPORT_SECONDS = 0.05
IMPATIENT_SECONDS = 1.0
"""Work that does not report within this time of being cancelled is interrupted where it stands."""
_LEAST_PRIORITY = 19

Say = Callable[[Up], None]


def main() -> None:
    """Read a Commission, carry it out, tell what came of it."""
    down, up = take_over_pipes()
    with suppress(OSError, AttributeError):
        os.nice(_LEAST_PRIORITY)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    with suppress(EOFError, OSError):
        work = Work(next_message(down), Speaker(up).say)
        Thread(target=_stop_at_end, args=(down, work), name="word to stop", daemon=True).start()
        work.run()


def _stop_at_end(down: BinaryIO, work: "Work") -> None:
    with suppress(OSError):
        down.read()
    work.stop()


class Work:
    """One Commission while it is carried out; `say` is told how far it is and what came of it."""

    def __init__(self, commission: Commission, say: Say) -> None:
        self._commission, self._say = commission, say
        self._is_stopping = Event()
        self._is_over = Event()
        self._said_seconds = float("-inf")
        self._series: Series | None = None

    def run(self) -> None:
        """Carry it out, in the main thread. Whatever happens is told, not raised."""
        try:
            outcome = self._outcome()
        except (Cancelled, KeyboardInterrupt):
            outcome = Stopped(self._there)
        self._is_over.set()
        self._say(outcome)

    def stop(self) -> None:
        """End it, from another thread: at its next report, or if that does not come, where it stands."""
        self._is_stopping.set()
        if not self._is_over.wait(IMPATIENT_SECONDS):
            interrupt_main()

    def _outcome(self) -> Outcome:
        try:
            return self._done()
        except Cancelled:
            raise
        except Exception as error:
            return failed(error)

    def _done(self) -> Done:
        from beatterm.library.atomic import new_file
        from beatterm.library.sounds import read_sound

        order = self._commission
        maker, disk = _maker_named(order.maker), Disk(read_sound, _announced(new_file, self._say))
        if order.many is None:
            return Done(maker(order.project, order.job, disk, self._report))
        self._series = Series(order.project, order.job, order.many, order.maker, maker, disk)
        return self._series.run(self._report)

    @property
    def _there(self) -> int:
        """Files that are whole, of many."""
        return len(self._series.done.made) if self._series else 0

    def _report(self, progress: Progress) -> None:
        if self._is_stopping.is_set():
            raise Cancelled
        now = time.monotonic()
        if now - self._said_seconds >= REPORT_SECONDS:
            self._said_seconds = now
            self._say(progress)


def _maker_named(name: str) -> Maker:
    module, _, function = name.partition(":")
    return cast(Maker, getattr(import_module(module), function))


def _announced(new_file: NewFile, say: Say) -> NewFile:
    """The same, telling of each file: should this process be killed, the screen's removes what is half
    made.
    """

    @contextmanager
    def begun(path: Path, overwrite: bool) -> Iterator[BinaryIO]:
        with new_file(path, overwrite) as file:
            say(Begun(str(file.name)))
            yield file

    return begun


if __name__ == "__main__":
    main()
