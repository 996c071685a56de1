"""What an export can make beside sound files: MIDI files and packs. The exporter finds them by name."""

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
from beatterm.export.pack.making import Ground, make_pack
from beatterm.export.pack.parcel import Material, Parcel
from beatterm.formats.beat_text import format_song
from beatterm.library.kit_files import kit_papers, kit_recordings
from beatterm.library.whole_folder import new_folder, scratch_folder
from beatterm.model.project import Project


def midi(project: Project, job: Job, disk: Disk, report: Report) -> tuple[Made, ...]:
    """A MIDI file of the job's part, where its template says."""
    laid = laid_out(project, job.part, job.form.loop)
    path = Path(job.folder) / f"{_name(project, job, laid.ticks)}{job.form.suffix}"
    with disk.new_file(path, job.overwrite) as file:
        file.write(midi_bytes(laid))
    report(Progress(1.0))
    return (Made(str(path), 0, 0, notes=laid.notes),)


def _pack(contents: Contents, project: Project, job: Job, disk: Disk, report: Report) -> tuple[Made, ...]:
    """A pack of the song: a folder, or a zip where the job's form has that suffix. One file is made after the
    other, since the song may be playing meanwhile.
    """
    path = Path(job.folder) / f"{_name(project, job, 0)}{job.form.suffix}"
    parcel = Parcel(_material(project, contents), contents, replace(job.form, suffix=Form().suffix))
    ground = Ground(disk, new_folder, scratch_folder)
    return (make_pack(path, parcel, ground, job.overwrite, report),)


pack, store_pack, session_pack = (partial(_pack, CONTENTS[whom]) for whom in ("", STORE, COLLABORATOR))


def _material(project: Project, contents: Contents) -> Material:
    kit = project.kit
    recordings = kit_recordings(kit) if contents.samples is not False else ()
    return Material(project, format_song(project.song, PARAMS), kit_papers(kit), recordings)


def _name(project: Project, job: Job, ticks: int) -> str:
    return file_name(job.name, Named(project, job.part, job.form, ticks))
