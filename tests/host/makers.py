"""Makers of exports for the tests of the process around them: well-behaved and otherwise."""

import os
import time
from contextlib import suppress
from pathlib import Path

from beatterm.export.disk import Disk
from beatterm.export.job import Job, Made, Progress, Refused, Report
from beatterm.model.project import Project


def endless(project: Project, job: Job, disk: Disk, report: Report) -> tuple[Made, ...]:
    """Writes for ever."""
    with disk.new_file(_path(job), job.overwrite) as file:
        while True:
            file.write(b"x" * 100)
            report(Progress(0.25, "writing"))


def deaf(project: Project, job: Job, disk: Disk, report: Report) -> tuple[Made, ...]:
    """Reports once, and then no more."""
    with disk.new_file(_path(job), job.overwrite) as file:
        file.write(b"x")
        report(Progress(0.25))
        while True:
            time.sleep(0.01)


def stuck(project: Project, job: Job, disk: Disk, report: Report) -> tuple[Made, ...]:
    """Cannot be ended by any word."""
    with disk.new_file(_path(job), job.overwrite) as file:
        file.write(b"x")
        report(Progress(0.25))
        while True:
            with suppress(KeyboardInterrupt):
                time.sleep(3600)


def dying(project: Project, job: Job, disk: Disk, report: Report) -> tuple[Made, ...]:
    """Dies in the middle of its second file."""
    with disk.new_file(_path(job), job.overwrite) as file:
        file.write(b"whole")
    with disk.new_file(_path(job).with_suffix(".half"), job.overwrite) as file:
        file.write(b"half")
        file.flush()
        os._exit(3)


def refusing(project: Project, job: Job, disk: Disk, report: Report) -> tuple[Made, ...]:
    """Knows better."""
    raise Refused(f"{job.name} cannot be made. Take another name.")


def stumbling(project: Project, job: Job, disk: Disk, report: Report) -> tuple[Made, ...]:
    """A fault of beatterm's own."""
    raise ZeroDivisionError("no bars")


def humble(project: Project, job: Job, disk: Disk, report: Report) -> tuple[Made, ...]:
    """Tells the priority that it has."""
    return (Made(str(os.nice(0)), 0, 0),)


def _path(job: Job) -> Path:
    return Path(job.folder) / job.name


def picky(project: Project, job: Job, disk: Disk, report: Report) -> tuple[Made, ...]:
    """Makes each pattern but one; of the last it is never done."""
    path = Path(job.folder) / f"{job.part.pattern}-{project.kit.name}.bin"
    if job.part.pattern == "B":
        raise Refused("B is too long.")
    with disk.new_file(path, job.overwrite) as file:
        file.write(b"whole")
        report(Progress(0.5))
        while job.part.pattern == "endless":
            report(Progress(0.5))
    return (Made(str(path), 0, 0),)
