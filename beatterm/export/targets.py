"""Where the files of a job go: their names from its template, and whether they may go there."""

from collections.abc import Iterable
from pathlib import Path

from beatterm.export.job import Job, Refused
from beatterm.export.names import Named, file_name, told_apart
from beatterm.model.project import Project


def target_of(project: Project, job: Job, ticks: int) -> Path:
    """The path of a job's one file, which lasts so many ticks; Refused if it may not be written."""
    return targets_of(project, job, ticks, ("",))[0]


def targets_of(project: Project, job: Job, ticks: int, tracks: Iterable[str]) -> tuple[Path, ...]:
    """The path of each track's file; Refused if one of them may not be written."""
    named = [file_name(job.name, Named(project, job.part, job.form, ticks, track)) for track in tracks]
    paths = tuple(Path(job.folder) / f"{name}{job.form.suffix}" for name in told_apart(named))
    for path in paths:
        _check(path, job.overwrite)
    return paths


def _check(path: Path, overwrite: bool) -> None:
    if path.is_dir():
        raise Refused(f"{path} is a folder. Choose another name.")
    if not overwrite and (path.is_symlink() or path.exists()):
        taken = f"{path} is there already. Choose another name, or add --force to replace it."
        raise Refused(taken) from FileExistsError(str(path))
