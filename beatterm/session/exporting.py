"""The session's side of exporting: one export at a time, of the song as it is on the screen, and what came of
it. It is made by another process, so playing and editing go on.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from beatterm.export.job import Job, Made, Progress
from beatterm.export.many.matrix import Axes
from beatterm.host.export_wire import Commission, Done, Failed, Many, Missed, Outcome, Stopped
from beatterm.host.exporting import MAKERS
from beatterm.model.edits.errors import EditError
from beatterm.session.session import Session


class Export(Protocol):
    """An export under way, as `host.exporting.Exporting` is one."""

    @property
    def progress(self) -> Progress:
        """How far it is."""

    def look(self) -> Outcome | None:
        """What came of it; None while it goes on."""

    def cancel(self) -> None:
        """End it; returns at once."""

    def close(self) -> None:
        """End it, and wait until it is gone."""


StartExport = Callable[[Commission], Export]


@dataclass(frozen=True, slots=True)
class ExportState:
    """How the export stands, or the last one came out. `title` says what it is of ("": there was none yet);
    `is_stopping` from when it is cancelled. It ends with what was `made`, a `fault`, or `is_stopped`; of many
    with how many were `kept` as they were, what was `missed`, or when stopped how many files are `finished`.
    With `is_there` the fault is a file that it was not allowed to replace, or some missed ones are.
    """

    title: str = ""
    progress: Progress = Progress(0.0)
    is_running: bool = False
    is_stopping: bool = False
    made: tuple[Made, ...] = ()
    kept: int = 0
    missed: tuple[Missed, ...] = ()
    fault: str = ""
    is_there: bool = False
    is_stopped: bool = False
    finished: int = 0

    @property
    def is_done(self) -> bool:
        """Whether it has come to its end, and there are figures to be read."""
        return bool(self.made or self.kept or self.missed)


class Exports:
    """What a session exports. `start` begins an export; None where none can be had."""

    def __init__(self, session: Session, start: StartExport | None = None) -> None:
        self._session, self._start = session, start
        self._export: Export | None = None
        self._may_replace = False
        self.state = ExportState()

    def begin(self, kind: str, job: Job, title: str, axes: Axes | None = None) -> None:
        """Start to export the song as it is now; with axes, every combination of what varies. EditError while
        another export goes on; OSError where no process can be started.
        """
        if self._export is not None:
            raise EditError("Another export goes on; E shows it.")
        if self._start is None:
            raise EditError("Nothing can be exported from here. Use: beatterm render SONG -o FILE")
        many = Many(axes, self._beside()) if axes else None
        self._export = self._start(Commission(self._session.project, job, MAKERS[kind], many))
        self._may_replace = job.overwrite
        self.state = ExportState(title, is_running=True)

    def _beside(self) -> str:
        path = self._session.path
        return str(path.absolute().parent) if path else ""

    def look(self) -> bool:
        """Take in how it stands; whether that has changed. To be called now and then."""
        if self._export is None:
            return False
        outcome, before = self._export.look(), self.state
        if outcome is None:
            self.state = replace(before, progress=self._export.progress)
        else:
            self._export = None
            self.state = _ended(before.title, outcome, self._may_replace)
        return self.state != before

    def cancel(self) -> None:
        """End it; nothing half made is left. It goes on until `state` says that it has ended."""
        if self._export is not None:
            self._export.cancel()
            self.state = replace(self.state, is_stopping=True)

    def put_away(self) -> None:
        """Forget how the last one came out: that was read."""
        if self._export is None:
            self.state = ExportState()

    def close(self) -> None:
        """End it and wait for that: the screen is left."""
        if self._export is not None:
            self._export.close()


def _ended(title: str, outcome: Outcome, may_replace: bool) -> ExportState:
    match outcome:
        case Done(made, kept, missed):
            is_there = not may_replace and any(each.is_there for each in missed)
            return ExportState(title, Progress(1.0), made=made, kept=kept, missed=missed, is_there=is_there)
        case Failed(text, is_there):
            return ExportState(title, fault=text, is_there=is_there and not may_replace)
        case Stopped(there):
            return ExportState(title, is_stopped=True, finished=there)
