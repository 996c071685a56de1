"""What an export can make beside sound files: MIDI files and packs. The exporter finds them by name."""

from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path

from beatterm.engine.effects import PARAMS
from beatterm.export.disk import Disk
from beatterm.export.job import Form, Job, Made, Progress, Report
from beatterm.export.layout import laid_out
from beatterm.export.midi.file import midi_bytes
from beatterm.export.names import Named, file_name
from beatterm.export.pack.contents import COLLABORATOR, CONTENTS, STORE, Contents
from beatterm.export.pack.pack import Material, fill, why_keep
from beatterm.export.pack.zipping import zip_folder
from beatterm.export.share import Share
from beatterm.formats.beat_text import format_song
from beatterm.library.kit_files import kit_papers, kit_recordings
from beatterm.library.whole_folder import new_folder, scratch_folder
from beatterm.model.project import Project

ZIP = ".zip"
_FILLED = 0.9


def midi(project: Project, job: Job, disk: Disk, report: Report) -> tuple[Made, ...]:
    """A MIDI file of the job's part, where its template says."""
    laid = laid_out(project, job.part, job.form.loop)
    path = Path(job.folder) / f"{_name(project, job, laid.ticks)}{job.form.suffix}"
    with disk.new_file(path, job.overwrite) as file:
        file.write(midi_bytes(laid))
    report(Progress(1.0))
    return (Made(str(path), 0, 0, notes=laid.notes),)


def _pack(contents: Contents, project: Project, job: Job, disk: Disk, report: Report) -> tuple[Made, ...]:
    """A pack of the song: a folder, or a zip where the job's form has that suffix."""
    path = Path(job.folder) / f"{_name(project, job, 0)}{job.form.suffix}"
    form = replace(job.form, suffix=Form().suffix)
    filling, zipping = Share(report, 0.0, _FILLED), Share(report, _FILLED, 1.0 - _FILLED)
    is_zip = job.form.suffix == ZIP
    with ExitStack() as opened:
        file = opened.enter_context(disk.new_file(path, job.overwrite)) if is_zip else None
        beside = scratch_folder(path) if is_zip else new_folder(path, job.overwrite, why_keep)
        folder = opened.enter_context(beside)
        told = (lambda progress: filling(progress.share)) if is_zip else report
        notes = fill(folder, _material(project, contents), contents, form, disk, told)
        if file is not None:
            zip_folder(folder, path.stem, file, lambda progress: zipping(progress.share))
    return (Made(str(path), 0, 0, notes=notes),)


pack, store_pack, session_pack = (partial(_pack, CONTENTS[whom]) for whom in ("", STORE, COLLABORATOR))


def _material(project: Project, contents: Contents) -> Material:
    kit = project.kit
    recordings = kit_recordings(kit) if contents.samples is not False else ()
    return Material(project, format_song(project.song, PARAMS), kit_papers(kit), recordings)


def _name(project: Project, job: Job, ticks: int) -> str:
    return file_name(job.name, Named(project, job.part, job.form, ticks))
