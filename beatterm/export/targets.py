"""Where the files of a job go: their names from its template, and whether they may go there."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from beatterm.export.job import Job, Refused
from beatterm.export.names import Named, file_name, told_apart
from beatterm.model.project import Project


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


@contextmanager
def folder_made(path: Path) -> Iterator[None]:
    """A folder to put files into; if it is new and nothing came to be in it, it is gone again."""
    was_there = path.exists()
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        why = f"this folder cannot be made ({fault.strerror}). Choose another place for the files"
        raise OSError(fault.errno, why, str(path)) from fault
    try:
        yield
    finally:
        if not was_there:
            with suppress(OSError):
                path.rmdir()
