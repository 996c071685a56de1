"""`beatterm export pack`: all that a beat store or a collaborator needs of a song, in a folder or a zip."""

from argparse import ArgumentParser, Namespace
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from beatterm.cli.failure import DONE, say
from beatterm.cli.opened import add_song, file_of, kit_of
from beatterm.cli.progress import shown_progress

if TYPE_CHECKING:
    from beatterm.export.disk import Disk
    from beatterm.export.job import Form, Report
    from beatterm.export.pack.contents import Contents
    from beatterm.export.pack.pack import Material
    from beatterm.library.songs import SongFile

HELP = "loops, stems, MIDI, the song and a sheet about it, in one folder or zip"

_ZIP = ".zip"
_STEMS = {"song": ("song",), "patterns": ("patterns",), "both": ("song", "patterns"), "none": ()}
_ZIP_SHARE = 0.1


def add_to(parser: ArgumentParser) -> None:
    """Declare the options."""
    from beatterm.engine.rates import RATES

    add_song(parser)
    parser.add_argument(
        "-o", "--output", metavar="OUT", help="a folder or a .zip file; named after the song if left out"
    )
    parser.add_argument(
        "--for",
        dest="whom",
        choices=("store", "collaborator"),
        default="",
        help="a beat store: loops, and the song as WAV and MP3; a collaborator: stems, MIDI, song and sounds",
    )
    parser.add_argument("--stems", choices=tuple(_STEMS), help="stems of the song, of each pattern, or both")
    parser.add_argument(
        "--samples", action="store_true", help="take the kit's recordings along: you may pass them on"
    )
    parser.add_argument("--rate", type=int, choices=RATES, default=44100, help="frames a second")
    parser.add_argument("--bits", choices=("16", "24", "32f"), default="24", help="of a sample")
    parser.add_argument("--force", action="store_true", help="replace a pack that is there already")


def run(options: Namespace) -> int:
    """Put a pack together; it appears whole or not at all."""
    from beatterm.export.job import Form
    from beatterm.export.pack.pack import pack_name

    material = _material(file_of(options.song), options)
    target = Path(options.output or pack_name(material.project, options.whom))
    contents, form = _contents(options), Form(rate=options.rate, bits=options.bits)
    with shown_progress() as report:
        make = _make_zip if target.suffix.lower() == _ZIP else _make_folder
        notes = make(target, material, contents, form, report, options.force)
    for note in notes:
        say(note)
    print(f"packed {target}")
    return DONE


def _material(file: "SongFile", options: Namespace) -> "Material":
    from beatterm.export.pack.pack import Material
    from beatterm.library.kit_files import kit_papers, kit_recordings
    from beatterm.model.project import Project

    kit = kit_of(file, file.song.kit)
    recordings = kit_recordings(kit) if _contents(options).samples is not False else ()
    return Material(Project(file.song, kit), file.text, kit_papers(kit), recordings)


def _contents(options: Namespace) -> "Contents":
    from beatterm.export.pack.contents import CONTENTS

    contents = CONTENTS[options.whom]
    stems = contents.stems_of if options.stems is None else _STEMS[options.stems]
    return replace(contents, stems_of=stems, samples=options.samples or contents.samples)


def _make_folder(
    target: Path, material: "Material", contents: "Contents", form: "Form", report: "Report", force: bool
) -> tuple[str, ...]:
    from beatterm.export.pack.pack import fill, why_keep
    from beatterm.library.whole_folder import new_folder

    with new_folder(target, force, why_keep) as folder:
        return fill(folder, material, contents, form, _disk(), report)


def _make_zip(
    target: Path, material: "Material", contents: "Contents", form: "Form", report: "Report", force: bool
) -> tuple[str, ...]:
    """The zip is begun first: whether it can be is known before anything is rendered."""
    from beatterm.export.pack.pack import fill
    from beatterm.export.pack.zipping import zip_folder
    from beatterm.export.share import Share
    from beatterm.library.atomic import new_file
    from beatterm.library.whole_folder import scratch_folder

    filled, zipped = Share(report, 0.0, 1.0 - _ZIP_SHARE), Share(report, 1.0 - _ZIP_SHARE, _ZIP_SHARE)
    with new_file(target, force) as file, scratch_folder(target) as folder:
        notes = fill(folder, material, contents, form, _disk(), lambda progress: filled(progress.share))
        zip_folder(folder, target.stem, file, lambda progress: zipped(progress.share))
    return notes


def _disk() -> "Disk":
    from beatterm.export.disk import Disk
    from beatterm.library.atomic import new_file
    from beatterm.library.sounds import read_sound

    return Disk(read_sound, new_file)
