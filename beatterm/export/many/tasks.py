"""What of many files is still to be made: whatever the folder's record has, and nobody has changed since, is
kept. The command line takes its tasks from here, for all its processes, and so does the screen's exporter,
one after another.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from beatterm.export.disk import Disk
from beatterm.export.job import Job, Made, Report
from beatterm.export.many.matrix import Combination
from beatterm.export.many.record import SOUND_MAKER, Record, key_of, write_down
from beatterm.model.kit import Kit
from beatterm.model.project import Project

Maker = Callable[[Project, Job, Disk, Report], tuple[Made, ...]]
"""What makes the files of a job, such as `carry_out`."""


@dataclass(frozen=True, slots=True)
class Task:
    """A combination that has to be made; `key` is what the folder's record knows it by."""

    number: int
    project: Project
    job: Job
    key: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A combination whose files are there, and still hold."""

    number: int


@dataclass(frozen=True, slots=True)
class Impossible:
    """A combination that cannot be made: its kit is missing, or broken."""

    number: int
    error: Exception


def looked_up(
    combinations: Iterable[Combination],
    folder: Path,
    kit_of: Callable[[str], Kit],
    maker: str = SOUND_MAKER,
) -> Iterator[Task | Kept | Impossible]:
    """What is to be done about each, in order; `kit_of` finds a kit by name, or raises, `maker` is what makes
    them. Each is looked up when its turn comes, by the record as it was at the first one.
    """
    record, kit = Record(folder), cache(kit_of)
    for number, each in enumerate(combinations):
        yield _looked_up(number, each, record, kit, maker)


def _looked_up(
    number: int, each: Combination, record: Record, kit_of: Callable[[str], Kit], maker: str
) -> Task | Kept | Impossible:
    try:
        project = Project(each.song, kit_of(each.song.kit))
    except Exception as error:
        return Impossible(number, error)
    key = key_of(project, each.job, maker)
    return Kept(number) if record.has(key) else Task(number, project, each.job, key)


def made(task: Task, maker: Maker, disk: Disk, report: Report) -> tuple[Made, ...]:
    """Make a task's files, and write them down in their folder's record."""
    files = maker(task.project, task.job, disk, report)
    write_down(Path(task.job.folder), task.key, files)
    return files
