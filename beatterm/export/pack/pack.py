"""A pack: all that somebody else needs of a song in one folder, for a beat store or for a collaborator.

What is rendered is a list of Jobs for `carry_out`; then come MIDI files, the kit's papers and the sheet. Who
calls sees to it that the folder appears whole or not at all.
"""

from pathlib import Path

from beatterm.export.disk import Disk
from beatterm.export.job import Made, Progress, Refused, Report
from beatterm.export.loudness.levelling import check_level
from beatterm.export.many.crews import Crew, one_by_one
from beatterm.export.pack.contents import Rendering, renderings
from beatterm.export.pack.levels import levels_text
from beatterm.export.pack.packing import Packing
from beatterm.export.pack.papers import add_papers
from beatterm.export.pack.parcel import Parcel
from beatterm.export.pack.rendering import Rendered, gain_db_of, mix_of, rendered
from beatterm.export.pack.sheet import SHEET, Entry, files_of, sheet_text
from beatterm.export.share import within

_RENDERED = 0.98


def fill(
    folder: Path,
    parcel: Parcel,
    disk: Disk,
    report: Report = lambda progress: None,
    crew: Crew = one_by_one,
) -> Made:
    """Put a pack into a folder; that folder, with the levels of the song's mix and notes for the musician.

    Refused, TakeError and the errors of the disk say what to do; what `report` raises ends the work.
    """
    packing = Packing(folder, parcel)
    made = rendered(packing.project, _wanted(packing), disk, crew, within(report, 0.0, _RENDERED))
    for rendering, files in made.items():
        for each in files:
            packing.note(rendering, each)
    report(Progress(_RENDERED, SHEET))
    add_papers(packing)
    _add_sheet(packing, made)
    mix = mix_of(made)
    loudness = mix.loudness if mix else None
    return Made(str(folder), 0, 0, loudness, gain_db_of(made), tuple(packing.told))


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


def _wanted(packing: Packing) -> tuple[Rendering, ...]:
    """What is to be rendered; Refused where that can be told beforehand."""
    parcel = packing.parcel
    check_level(parcel.form.level)
    wanted = renderings(packing.project.song, parcel.contents, parcel.form, packing.folder)
    if not wanted:
        raise Refused("There is nothing to pack: the song has no pattern. Add a [pattern.A] with a grid.")
    return wanted


def _add_sheet(packing: Packing, made: Rendered) -> None:
    parcel = packing.parcel
    levels = levels_text(parcel.form.level, parcel.contents, gain_db_of(made))
    text = sheet_text(packing.project, [*packing.entries, Entry(SHEET)], packing.told, mix_of(made), levels)
    packing.write(SHEET, text.encode())
