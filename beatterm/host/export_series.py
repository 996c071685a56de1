"""Many exports of one song, one after another in the exporter's process: what still holds is kept, and what
fails does not stop the others.
"""

from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

from beatterm.export.disk import Disk
from beatterm.export.job import Cancelled, Job, Made, Progress, Report
from beatterm.export.many.matrix import Combination, combinations
from beatterm.export.many.record import Record, key_of, write_down
from beatterm.host.export_faults import failed
from beatterm.host.export_wire import Done, Many, Missed
from beatterm.library.kits import find_kit
from beatterm.model.kit import Kit
from beatterm.model.project import Project

Maker = Callable[[Project, Job, Disk, Report], tuple[Made, ...]]


class Series:
    """Makes every combination of `many` of a project's job; `done` is how it stands."""

    def __init__(self, project: Project, job: Job, many: Many, maker: Maker, disk: Disk) -> None:
        self._folder, self._maker, self._disk = Path(job.folder), maker, disk
        self._all = combinations(project.song, many.axes, job)
        self._record = Record(self._folder)
        self._kit = cache(partial(_kit, project.kit, Path(many.beside) if many.beside else None))
        self.done = Done(())

    def run(self, report: Report) -> Done:
        """Make them. What `report` raises ends it; what was made before is in `done`."""
        for number, each in enumerate(self._all):
            try:
                self._make(each, partial(self._told, report, number))
            except Cancelled:
                raise
            except Exception as error:
                fault = failed(error)
                missed = Missed(each.label, fault.text, fault.is_there)
                self.done = Done(self.done.made, self.done.kept, (*self.done.missed, missed))
        return self.done

    def _make(self, each: Combination, report: Report) -> None:
        report(Progress(0.0))
        project, done = Project(each.song, self._kit(each.song.kit)), self.done
        key = key_of(project, each.job)
        if self._record.has(key):
            self.done = Done(done.made, done.kept + 1, done.missed)
            return
        made = self._maker(project, each.job, self._disk, report)
        write_down(self._folder, key, made)
        self.done = Done((*done.made, *made), done.kept, done.missed)

    def _told(self, report: Report, number: int, progress: Progress) -> None:
        """How far one is, as how far all are."""
        total = len(self._all)
        caption = f"{number + 1} of {total}: {self._all[number].label}"
        report(Progress((number + progress.share) / total, caption))


def _kit(own: Kit, beside: Path | None, name: str) -> Kit:
    """The kit of a name; the song's own as it is."""
    return own if name == own.name else find_kit(name, beside)
