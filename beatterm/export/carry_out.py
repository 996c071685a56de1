"""Carries out a Job: renders a part of a song, and writes it as files that appear whole or not at all."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from beatterm.engine.frames import Frames
from beatterm.export.disk import Disk
from beatterm.export.job import Job, Made, Progress, Report
from beatterm.export.render import frames_of, render
from beatterm.export.take import take_of
from beatterm.export.writers import WRITERS
from beatterm.model.project import Project


def carry_out(
    project: Project, job: Job, disk: Disk, report: Report = lambda progress: None
) -> tuple[Made, ...]:
    """Make the files of a job; what was made, in order.

    `report` is told how far the work is and may end it by an exception. Refused, TakeError and the errors of
    the disk say what to do; whatever ends the work, no half file is left and no old one is lost.
    """
    part, form = job.part, job.form
    take = take_of(project.song, part.pattern, part.section, part.bars, part.repeats or 1)
    total = frames_of(project, take, form.rate)
    notes: list[str] = []
    blocks = render(project, take, form.rate, disk.read_sound, form.what_rings, notes.append)
    path = Path(job.folder) / (job.name + form.suffix)
    with disk.new_file(path, job.overwrite) as file:
        frames = WRITERS[form.suffix].write(file, _told(blocks, total, report), form.rate, form.bits)
    return (Made(str(path), frames, form.rate, notes=tuple(notes)),)


def _told(blocks: Iterable[Frames], total: int, report: Report) -> Iterator[Frames]:
    done = 0
    for block in blocks:
        yield block
        done += len(block)
        report(Progress(min(1.0, done / max(1, total))))
