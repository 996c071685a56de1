"""Carries out a Job: renders a part of a song, and writes it as files that appear whole or not at all.

Frames are kept in a spool between the two: a file says how loud it is before its first frame, and all stems
come out of the engine at once.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from beatterm.engine.engine import Engine
from beatterm.engine.frames import Frames
from beatterm.export.disk import Disk
from beatterm.export.formats.writers import WRITERS
from beatterm.export.job import BEFORE_EFFECTS, LOUDNESS, PEAK, Job, Made, Refused, Report
from beatterm.export.layout import Laid, laid_out
from beatterm.export.lineup import lineup_of
from beatterm.export.loudness.levelling import check_level
from beatterm.export.memory import rarely_collecting
from beatterm.export.render import frame_count, pace_of, played
from beatterm.export.share import Played, Share
from beatterm.export.source import Mix, Sheaf, Source
from beatterm.export.spool import Spool
from beatterm.export.stems import Stems
from beatterm.export.targets import folder_made, targets_of
from beatterm.export.writing import written
from beatterm.model.project import Project

_RENDERED, _WRITTEN = 0.6, 0.4
"""The shares of the work that rendering and writing have, where it is one file."""


def unheard(progress: object) -> None:
    """A Report that nobody listens to."""


def carry_out(project: Project, job: Job, disk: Disk, report: Report = unheard) -> tuple[Made, ...]:
    """Make the files of a job; what was made, in order.

    `report` is told how far the work is and may end it by an exception. Refused, TakeError and the errors of
    the disk say what to do; whatever ends the work, no half file is left and no old one is lost.
    """
    laid = laid_out(project, job.part, job.form.loop)
    _check(job, frame_count(laid, job.form.rate))
    with rarely_collecting():
        if not job.stems:
            return _files(laid, job, disk, report, Mix(_engine(laid, job, disk)), ("",))
        with folder_made(Path(job.folder)):
            return _stems(laid, job, disk, report)


def frames_of_job(project: Project, job: Job, disk: Disk, report: Report = unheard) -> Iterator[Frames]:
    """The frames of a job's mix, before any level and dither: float32 (frames, 2) a block."""
    laid = laid_out(project, job.part, job.form.loop)
    return _blocks(laid, job, Mix(_engine(laid, job, disk)), Share(report), [])


def _check(job: Job, frames: int) -> None:
    """Refuse what can be told beforehand."""
    WRITERS[job.form.format].check(job.form.rate, job.form.bits, frames)
    check_level(job.form.level)
    if job.stems and job.form.level.kind in (PEAK, LOUDNESS):
        raise Refused("Stems keep the levels that they have in the mix: ask for no peak or loudness.")


def _engine(laid: Laid, job: Job, disk: Disk) -> Engine:
    return Engine(job.form.rate, disk.read_sound, pace=pace_of(laid, job.form.rate))


def _stems(laid: Laid, job: Job, disk: Disk, report: Report) -> tuple[Made, ...]:
    lineup = lineup_of(laid.project, laid.cue, laid.ticks)
    before = _engine(laid, job, disk) if job.stems == BEFORE_EFFECTS else None
    source = Stems(_engine(laid, job, disk), laid.project, lineup, before)
    return _files(laid, job, disk, report, source, source.names)


def _files(
    laid: Laid, job: Job, disk: Disk, report: Report, source: Source, tracks: tuple[str, ...]
) -> tuple[Made, ...]:
    """One file for each of what the source gives side by side. They are begun first: whether they can be is
    known before an hour is rendered.
    """
    paths, notes = targets_of(laid.project, job, laid.ticks, tracks), list(laid.notes)
    rendered = _RENDERED / (_RENDERED + _WRITTEN * len(paths))
    rendering, writing = Share(report, 0.0, rendered), Share(report, rendered, 1.0 - rendered)
    with ExitStack() as opened:
        files = [opened.enter_context(disk.new_file(path, job.overwrite)) for path in paths]
        spools = [opened.enter_context(Spool(_spool_folder(path))) for path in paths]
        _fill(spools, _blocks(laid, job, source, rendering, notes))
        made = [
            written(file, spool, laid, job.form, str(path), track, writing.part(number, len(paths), track))
            for number, (path, file, spool, track) in enumerate(
                zip(paths, files, spools, tracks, strict=True)
            )
        ]
    return tuple(replace(each, notes=(*notes, *each.notes)) for each in made)


def _fill(spools: list[Spool], blocks: Iterator[Sheaf]) -> None:
    for block in blocks:
        for spool, frames in zip(spools, block.reshape(-1, *block.shape[-2:]), strict=True):
            spool.add(frames)


def _spool_folder(path: Path) -> Path | None:
    """Beside the file, where there is room for it, or else where the system keeps what is temporary."""
    return path.parent if path.parent.is_dir() else None


def _blocks(laid: Laid, job: Job, source: Source, share: Share, notes: list[str]) -> Iterator[Sheaf]:
    """The frames of a part, told of from what comes before a loop on."""
    told = Played(frame_count(laid, job.form.rate), share)
    return told.through(played(laid, source, job.form.what_rings, notes.append, told.before))
