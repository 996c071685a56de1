"""A pack: all that somebody else needs of a song in one folder, for a beat store or for a collaborator.

What is rendered is a list of Jobs for `carry_out`; then come MIDI files, the kit's papers and the sheet. Who
calls sees to it that the folder appears whole or not at all.
"""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath

from beatterm.export.carry_out import carry_out
from beatterm.export.disk import Disk
from beatterm.export.job import Form, Job, Made, Part, Progress, Refused, Report
from beatterm.export.layout import laid_out
from beatterm.export.midi.file import midi_bytes
from beatterm.export.names import Named, file_name
from beatterm.export.pack.contents import (
    COLLABORATOR,
    MIX_NAME,
    STORE,
    Contents,
    is_mix,
    jobs_of,
    may_be_passed_on,
    named_patterns,
)
from beatterm.export.pack.sheet import SHEET, Entry, files_of, made_entry, sheet_text
from beatterm.model.kit import Kit
from beatterm.model.project import Project
from beatterm.model.song import song_ticks

_PAPER_WORK = 0.02


@dataclass(frozen=True, slots=True)
class Material:
    """What a pack is made of: a project, the text of its song, licence and credits of its kit, and the kit's
    recordings by their names below its folder.
    """

    project: Project
    song_text: str
    papers: tuple[Path, ...] = ()
    recordings: tuple[tuple[str, Path], ...] = ()


def pack_name(project: Project, whom: str = "") -> str:
    """What a pack is called if nobody says: after the song, and for whom it is."""
    words = {"": "pack", STORE: "store", COLLABORATOR: "session"}[whom]
    return file_name(f"{MIX_NAME}-{words}", _named(project, Part()))


def fill(
    folder: Path,
    material: Material,
    contents: Contents,
    form: Form,
    disk: Disk,
    report: Report = lambda progress: None,
) -> tuple[str, ...]:
    """Put a pack into a folder; notes for the musician. `form` says rate and bits of all sound files.

    Refused, TakeError and the errors of the disk say what to do; what `report` raises ends the work.
    """
    packing = _Packing(folder, material, contents)
    jobs = list(jobs_of(packing.project.song, contents, form, folder))
    if not jobs:
        raise Refused("There is nothing to pack: the song has no pattern. Add a [pattern.A] with a grid.")
    mix = _render(packing, jobs, disk, report)
    report(Progress(1.0 - _PAPER_WORK, SHEET))
    if contents.midi:
        _write_midi(packing)
    if contents.song:
        name = file_name("{title}", _named(packing.project, Part()))
        packing.write(f"{name}.beat", material.song_text.encode(), "the song, to be opened with beatterm")
    _copy_kit(packing)
    text = sheet_text(packing.project, [*packing.entries, Entry(SHEET)], packing.notes, mix)
    packing.write(SHEET, text.encode())
    return tuple(packing.notes)


def why_keep(folder: Path) -> str | None:
    """Why a folder must not be replaced by a pack: it is none, or holds something that no pack put there."""
    try:
        listed = files_of((folder / SHEET).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        listed = None
    if listed is None:
        return "that folder is no pack of beatterm's" if any(folder.iterdir()) else None
    there = (each.relative_to(folder).as_posix() for each in folder.rglob("*") if not each.is_dir())
    other = next((name for name in sorted(there) if name not in listed), None)
    return f"{other} in that folder is not the pack's" if other else None


@dataclass(slots=True)
class _Packing:
    """A folder that is being filled, and what is to be said of it."""

    folder: Path
    material: Material
    contents: Contents
    entries: list[Entry] = field(default_factory=list)
    notes: dict[str, None] = field(default_factory=dict)

    @property
    def project(self) -> Project:
        """The song and its kit."""
        return self.material.project

    def write(self, path: str, data: bytes, about: str = "") -> None:
        """Put a file into the folder."""
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        self.entries.append(Entry(path, about))


def _render(packing: _Packing, jobs: Sequence[tuple[float, Job]], disk: Disk, report: Report) -> Made | None:
    """Carry out all jobs; the first file of the whole song's mix."""
    total, done, mix = sum(weight for weight, _ in jobs), 0.0, None
    for weight, job in jobs:
        Path(job.folder).mkdir(parents=True, exist_ok=True)
        told = partial(_tell, report, done / total, weight / total)
        for made in carry_out(packing.project, job, disk, told):
            _note(packing, job, made)
            mix = mix or (made if is_mix(job) else None)
        done += weight
    return mix


def _tell(report: Report, start: float, span: float, progress: Progress) -> None:
    report(Progress((start + span * progress.share) * (1.0 - _PAPER_WORK), progress.caption))


def _note(packing: _Packing, job: Job, made: Made) -> None:
    path = Path(made.path).relative_to(packing.folder).as_posix()
    beats = made.frames / made.rate * packing.project.song.tempo / 60.0 if job.form.loop else 0.0
    packing.entries.append(made_entry(path, made, round(beats, 3)))
    packing.notes |= dict.fromkeys(made.notes)


def _write_midi(packing: _Packing) -> None:
    """A file of the song, and one of each pattern as a loop."""
    song = packing.project.song
    parts = [(Part(), "{title}", False)] * bool(song_ticks(song))
    parts += [
        (Part(pattern=pattern.name), f"{{title}}-{name}", True) for pattern, name in named_patterns(song)
    ]
    for part, template, loop in parts:
        laid = laid_out(packing.project, part, loop)
        name = file_name(f"{template}-{{tempo}}bpm", _named(packing.project, part))
        packing.write(f"midi/{name}.mid", midi_bytes(laid))


def _copy_kit(packing: _Packing) -> None:
    """The kit's papers, and its recordings if they may go along."""
    kit, material = packing.project.kit, packing.material
    files = {path.name: path for path in material.papers}
    if _takes_samples(packing, kit):
        files |= dict(material.recordings)
    for name, path in files.items():
        below = PurePosixPath("kits", kit.name, name)
        target = packing.folder / below
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
        packing.entries.append(Entry(str(below)))


def _takes_samples(packing: _Packing, kit: Kit) -> bool:
    wanted = packing.contents.samples
    if wanted is not None or not packing.material.recordings:
        return bool(wanted)
    if may_be_passed_on(kit.license):
        return True
    why = f"its licence is {kit.license}" if kit.license else "it names no licence"
    packing.notes[
        f"The recordings of the kit {kit.name} are not in here: {why}. If you may pass them on: --samples"
    ] = None
    return False


def _named(project: Project, part: Part) -> Named:
    return Named(project, part, Form(), 0)
