"""`beatterm render`: a song or parts of it as sound files, made by the engine that plays it."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TextIO

from beatterm.cli import matrix
from beatterm.cli.failure import DONE, FAILED, UsageError, say
from beatterm.cli.opened import add_song, file_of, kit_of
from beatterm.cli.progress import shown_progress, told_if_ended
from beatterm.cli.streams import naming_stdout
from beatterm.cli.wanted import (
    STDOUT,
    add_form,
    add_part,
    check_output,
    form_of,
    job_of,
    part_of,
    sections_of,
    stems_job_of,
)

if TYPE_CHECKING:
    from beatterm.export.disk import Disk
    from beatterm.export.job import Job, Made
    from beatterm.export.many.matrix import Combination
    from beatterm.library.songs import SongFile
    from beatterm.model.project import Project

HELP = "render to sound files: loops, songs, stems, in many variants at once"


def add_to(parser: ArgumentParser) -> None:
    """Declare the options."""
    add_song(parser)
    parser.add_argument(
        "-o",
        "--output",
        metavar="OUT",
        help="a .wav, .flac, .aif(f), .ogg or .mp3 file, whose name may be a template such as "
        "{title}-{pattern}-{tempo}bpm-{bars}bar-{key}.wav, or - for stdout",
    )
    add_part(parser)
    add_form(parser)
    parser.add_argument(
        "--stems", metavar="DIR", help="a file for each track, send and the master, in a folder"
    )
    parser.add_argument("--before-effects", action="store_true", help="stems without their strips' effects")
    parser.add_argument(
        "--check", metavar="FILE.sha", help="whether it still renders to the same frames; made if missing"
    )
    parser.add_argument("--force", action="store_true", help="replace files that are there already")
    matrix.add_to(parser)


def run(options: Namespace) -> int:
    """Render; nothing is left behind if it fails."""
    check_output(options)
    file = file_of(options.song)
    if options.section is not None:
        options.section = sections_of(options.section, file.song)
    if options.check is not None:
        return _check(file, options)
    jobs = [stems_job_of(options)] if options.stems is not None else []
    if options.output is not None:
        jobs.append(job_of(options))
    return max(_do(file, job, options) for job in jobs)


def _do(file: "SongFile", job: "Job", options: Namespace) -> int:
    from beatterm.export.many.matrix import combinations

    axes, is_piped = matrix.axes_of(options, file.song), _is_piped(job, options)
    if axes.count > 1 and is_piped:
        raise UsageError("Only one sound goes to stdout. Name files by a template: -o '{title}-{tempo}.wav'")
    variants = combinations(file.song, axes, job)
    if len(variants) > 1:
        return matrix.run(file, variants, Path(job.folder), options.jobs)
    project, job = _one(file, variants[0])
    made = _carried_out(project, job, _disk(is_piped))
    if is_piped:
        made = tuple(replace(each, path="stdout") for each in made)
    _tell(made, sys.stderr if options.output == STDOUT else sys.stdout)
    return DONE


def _is_piped(job: "Job", options: Namespace) -> bool:
    """Whether a job's sound goes to stdout; stems never do."""
    return options.output == STDOUT and not job.stems


def _one(file: "SongFile", variant: "Combination") -> "tuple[Project, Job]":
    from beatterm.model.project import Project

    return Project(variant.song, kit_of(file, variant.song.kit)), variant.job


def _carried_out(project: "Project", job: "Job", disk: "Disk") -> "tuple[Made, ...]":
    from beatterm.export.carry_out import carry_out

    with told_if_ended(), shown_progress() as report:
        return carry_out(project, job, disk, report)


def _disk(is_piped: bool = False) -> "Disk":
    from beatterm.export.disk import Disk
    from beatterm.library.atomic import new_file
    from beatterm.library.sounds import read_sound

    return Disk(read_sound, _stdout_file if is_piped else new_file)


@contextmanager
def _stdout_file(path: Path, overwrite: bool) -> "Iterator[BinaryIO]":
    """A sound file says its length first, so it is made whole before it goes out."""
    import shutil
    from tempfile import TemporaryFile

    with TemporaryFile() as file:
        with _naming_scratch():
            yield file
            file.seek(0)
        with naming_stdout():
            shutil.copyfileobj(file, sys.stdout.buffer)
            sys.stdout.buffer.flush()


@contextmanager
def _naming_scratch() -> "Iterator[None]":
    """Errors of a file that has no name say where it lies, and how to have it elsewhere."""
    from tempfile import gettempdir

    try:
        yield
    except OSError as fault:
        if fault.filename is not None:
            raise
        why = f"{fault.strerror}. What goes to stdout is first kept here; TMPDIR names another folder"
        raise OSError(fault.errno, why, gettempdir()) from fault


def _tell(made: "tuple[Made, ...]", stream: TextIO) -> None:
    """A line for each file: its name, how long it is, how loud it is; notes go to stderr, each once."""
    from beatterm.export.told import made_text

    for each in made:
        print(made_text(each), file=stream)
    for note in dict.fromkeys(note for each in made for note in each.notes):
        say(note)


def _check(file: "SongFile", options: Namespace) -> int:
    """Compare the frames with a fingerprint's, or write one."""
    from beatterm.export.carry_out import frames_of_job
    from beatterm.export.fingerprint import check, check_path, described, fingerprint_of
    from beatterm.export.job import Job
    from beatterm.export.many.matrix import combinations
    from beatterm.library.atomic import new_file

    path = Path(options.check)
    check_path(path)
    asked = Job(part_of(options), form_of(options, ".wav"))
    variants = combinations(file.song, matrix.axes_of(options, file.song), asked)
    if len(variants) > 1:
        raise UsageError("--check is about one render. Choose one pattern, kit, tempo and seed.")
    project, job = _one(file, variants[0])
    with told_if_ended(), shown_progress() as report:
        blocks = frames_of_job(project, job, _disk(), report)
        taken = fingerprint_of(blocks, job.form.rate, described(project, job))
    checked = check(path, taken, new_file, options.force)
    print(checked.text)
    return DONE if checked.same else FAILED
