"""`beatterm export pack`: all that a beat store or a collaborator needs of a song, in a folder or a zip."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from beatterm.cli import matrix, ranges
from beatterm.cli.failure import DONE, say
from beatterm.cli.opened import add_changes, add_song, changed, file_of, kit_of, seed
from beatterm.cli.progress import shown_progress, told_if_ended
from beatterm.cli.wanted import add_level, level_of

if TYPE_CHECKING:
    from beatterm.export.job import Form
    from beatterm.export.pack.contents import Contents
    from beatterm.export.pack.making import Ground
    from beatterm.export.pack.parcel import Material, Parcel
    from beatterm.library.songs import SongFile

HELP = "loops, stems, MIDI, the song and a sheet about it, in one folder or zip"

_STEMS = {"song": ("song",), "patterns": ("patterns",), "both": ("song", "patterns"), "none": ()}


def add_to(parser: ArgumentParser) -> None:
    """Declare the options."""
    add_song(parser)
    parser.add_argument(
        "-o",
        "--output",
        metavar="OUT",
        help="a folder or a .zip file, whose name may be a template such as {title}-{kit}.zip; named after "
        "the song if left out",
    )
    _add_contents(parser)
    add_changes(parser)
    parser.add_argument("--seed", metavar="N", type=seed, help="another seed for all that is left to chance")
    _add_form(parser)
    add_level(parser)
    matrix.add_to(parser)
    parser.add_argument("--force", action="store_true", help="replace a pack that is there already")


def _add_contents(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--for",
        dest="whom",
        choices=("store", "collaborator"),
        default="",
        help="a beat store: loops, and the song as WAV and MP3; a collaborator: stems, MIDI, song and sounds",
    )
    parser.add_argument("--mix", metavar="FORMATS", type=_suffixes, help="the song as these: wav,mp3,flac")
    parser.add_argument("--stems", choices=tuple(_STEMS), help="stems of the song, of each pattern, or both")
    parser.add_argument("--before-effects", action="store_true", help="stems without their strips' effects")
    parser.add_argument(
        "--samples", action="store_true", help="take the kit's recordings along: you may pass them on"
    )


def _add_form(parser: ArgumentParser) -> None:
    from beatterm.engine.rates import RATES

    parser.add_argument(
        "--format", metavar="FORMAT", type=_suffix, default=".wav", help="of loops and stems; wav"
    )
    parser.add_argument("--rate", type=int, choices=RATES, default=44100, help="frames a second")
    parser.add_argument("--bits", choices=("16", "24", "32f"), default="24", help="of a sample")
    parser.add_argument("--slices", action="store_true", help="mark every hit for samplers, instead of bars")


def run(options: Namespace) -> int:
    """Put a pack together; it appears whole or not at all."""
    from beatterm.export.many.crews import SideBySide
    from beatterm.export.many.workers import cores
    from beatterm.export.pack.making import make_pack
    from beatterm.export.told import made_text

    parcel = _parcel(file_of(options.song), options)
    target, crew = _target(parcel, options), SideBySide(options.jobs or cores())
    with told_if_ended(), shown_progress() as report:
        made = make_pack(target, parcel, _ground(), options.force, report, crew)
    for note in made.notes:
        say(note)
    print(f"packed {made_text(made)}")
    return DONE


def _parcel(file: "SongFile", options: Namespace) -> "Parcel":
    from beatterm.export.pack.parcel import Parcel

    contents, form = _contents(options), _form(options)
    return Parcel(_material(file, contents, options), contents, form)


def _material(file: "SongFile", contents: "Contents", options: Namespace) -> "Material":
    """The song as the options change it, its text too."""
    from beatterm.engine.effects import PARAMS
    from beatterm.export.pack.parcel import Material
    from beatterm.formats.beat_text import update_text
    from beatterm.library.kit_files import kit_papers, kit_recordings
    from beatterm.model.project import Project

    song = changed(file.song, options)
    kit = kit_of(file, song.kit)
    recordings = kit_recordings(kit) if contents.samples is not False else ()
    return Material(Project(song, kit), update_text(file.text, song, PARAMS), kit_papers(kit), recordings)


def _contents(options: Namespace) -> "Contents":
    from beatterm.export.job import AFTER_EFFECTS, BEFORE_EFFECTS
    from beatterm.export.pack.contents import CONTENTS

    contents = CONTENTS[options.whom]
    return replace(
        contents,
        mixes=options.mix or contents.mixes,
        stems_of=contents.stems_of if options.stems is None else _STEMS[options.stems],
        stems=BEFORE_EFFECTS if options.before_effects else AFTER_EFFECTS,
        samples=options.samples or contents.samples,
    )


def _form(options: Namespace) -> "Form":
    from beatterm.export.job import Form

    level = level_of(options)
    return Form(options.format, options.rate, options.bits, level=level, slices=options.slices)


def _target(parcel: "Parcel", options: Namespace) -> Path:
    """Where the pack goes: a path whose name may be a template."""
    from beatterm.export.pack.making import ZIP
    from beatterm.export.pack.parcel import named_after, pack_name

    project = parcel.material.project
    if options.output is None:
        return Path(pack_name(project, options.whom))
    path = Path(options.output)
    if "{" not in path.name:
        return path
    suffix = path.suffix if path.suffix.lower() == ZIP else ""
    return path.with_name(named_after(project, path.name.removesuffix(suffix)) + suffix)


def _ground() -> "Ground":
    from beatterm.export.disk import Disk
    from beatterm.export.pack.making import Ground
    from beatterm.library.atomic import new_file
    from beatterm.library.sounds import read_sound
    from beatterm.library.whole_folder import new_folder, scratch_folder

    return Ground(Disk(read_sound, new_file), new_folder, scratch_folder)


def _suffixes(text: str) -> tuple[str, ...]:
    """Formats such as `wav,mp3`, as argparse asks for."""
    return tuple(dict.fromkeys(_suffix(name) for name in ranges.names(text)))


def _suffix(text: str) -> str:
    from beatterm.export.formats.writers import WRITERS

    suffix = f".{text.lower().removeprefix('.')}"
    if suffix not in WRITERS:
        known = ", ".join(each[1:] for each in WRITERS)
        raise ArgumentTypeError(f"{text[:40]!r} is no format. There are {known}")
    return suffix
