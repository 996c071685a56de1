"""Renders what a pack holds: all at once, or where others are to get the mix's gain, the mix before them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from beatterm.export.carry_out import carry_out
from beatterm.export.disk import Disk
from beatterm.export.job import AS_MIXED, GAIN, Job, Level, Made, Progress, Report
from beatterm.export.many.crews import Crew
from beatterm.export.pack.contents import Rendering
from beatterm.model.project import Project

Rendered = dict[Rendering, tuple[Made, ...]]


@dataclass(frozen=True, slots=True)
class Task:
    """What one of the crew is given."""

    project: Project
    job: Job


def rendered(
    project: Project, wanted: Sequence[Rendering], disk: Disk, crew: Crew, report: Report
) -> Rendered:
    """The files of each, in the same order, whoever made them. Errors as `carry_out`'s."""
    for each in wanted:
        Path(each.job.folder).mkdir(parents=True, exist_ok=True)
    tally = _Tally(wanted, report)
    waits = any(each.is_mix and each.job.form.level.kind != AS_MIXED for each in wanted)
    first = [each for each in wanted if not (waits and each.follows)]
    made = _round(project, first, Level(), disk, crew, tally)
    rest = [each for each in wanted if each not in made]
    made |= _round(project, rest, Level(GAIN, gain_db_of(made)), disk, crew, tally)
    return {each: made[each] for each in wanted}


def mix_of(made: Rendered) -> Made | None:
    """The whole song's mix, in the first of its formats."""
    return next((files[0] for each, files in made.items() if each.is_mix), None)


def gain_db_of(made: Rendered) -> float:
    """What brought the mix to its level."""
    mix = mix_of(made)
    return mix.gain_db if mix else 0.0


def _round(
    project: Project, wanted: Sequence[Rendering], level: Level, disk: Disk, crew: Crew, tally: "_Tally"
) -> Rendered:
    """Have the crew make them, the longest first; those that follow get that level."""
    ordered = sorted(wanted, key=lambda each: -each.weight)
    tasks = [Task(project, _levelled(each, level)) for each in ordered]
    results = crew(tasks, partial(_make, disk), lambda number, told: tally(ordered[number], told))
    return dict(zip(ordered, results, strict=True))


def _levelled(each: Rendering, level: Level) -> Job:
    form = replace(each.job.form, level=level)
    return replace(each.job, form=form) if each.follows else each.job


def _make(disk: Disk, task: Task, report: Report) -> tuple[Made, ...]:
    """This may run in a process of its own."""
    return carry_out(task.project, task.job, disk, report)


class _Tally:
    """How far each is, told as how far all are."""

    def __init__(self, wanted: Sequence[Rendering], report: Report) -> None:
        self._report = report
        self._total = sum(each.weight for each in wanted)
        self._shares = dict.fromkeys(wanted, 0.0)

    def __call__(self, which: Rendering, told: Progress) -> None:
        self._shares[which] = told.share
        share = sum(each.weight * done for each, done in self._shares.items()) / self._total
        ready = sum(done >= 1.0 for done in self._shares.values())
        self._report(Progress(share, f"{ready} of {len(self._shares)} rendered"))
