"""Many exports of one song, one after another in the exporter's process: what still holds is kept, and what
fails does not stop the others.
"""

from functools import partial
from pathlib import Path

from beatterm.export.disk import Disk
from beatterm.export.job import Cancelled, Job, Progress, Report
from beatterm.export.many.matrix import combinations
from beatterm.export.many.tasks import Impossible, Kept, Maker, Task, looked_up, made
from beatterm.host.export_faults import failed
from beatterm.host.export_wire import Done, Many, Missed
from beatterm.library.kits import find_kit
from beatterm.model.kit import Kit
from beatterm.model.project import Project


class Series:
    """Makes every combination of `many` of a project's job; `done` is how it stands. `maker` is known to the
    record by its `name`.
    """

    def __init__(self, project: Project, job: Job, many: Many, name: str, maker: Maker, disk: Disk) -> None:
        self._maker, self._disk = maker, disk
        self._all = combinations(project.song, many.axes, job)
        kit_of = partial(_kit, project.kit, Path(many.beside) if many.beside else None)
        self._found = looked_up(self._all, Path(job.folder), kit_of, name)
        self.done = Done(())

    def run(self, report: Report) -> Done:
        """Make them. What `report` raises ends it; what was made before is in `done`."""
        for each in self._found:
            told = partial(self._told, report, each.number)
            told(Progress(0.0))
            match each:
                case Kept():
                    self.done = Done(self.done.made, self.done.kept + 1, self.done.missed)
                case Impossible(number, error):
                    self._miss(number, error)
                case Task():
                    self._make(each, told)
        return self.done

    def _make(self, task: Task, report: Report) -> None:
        try:
            files = made(task, self._maker, self._disk, report)
        except Cancelled:
            raise
        except Exception as error:
            self._miss(task.number, error)
        else:
            self.done = Done((*self.done.made, *files), self.done.kept, self.done.missed)

    def _miss(self, number: int, error: Exception) -> None:
        fault = failed(error)
        missed = Missed(self._all[number].label, fault.text, fault.is_there)
        self.done = Done(self.done.made, self.done.kept, (*self.done.missed, missed))

    def _told(self, report: Report, number: int, progress: Progress) -> None:
        """How far one is, as how far all are."""
        total = len(self._all)
        caption = f"{number + 1} of {total}: {self._all[number].label}"
        report(Progress((number + progress.share) / total, caption))


def _kit(own: Kit, beside: Path | None, name: str) -> Kit:
    """The kit of a name; the song's own as it is."""
    return own if name == own.name else find_kit(name, beside)
