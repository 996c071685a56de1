"""`beatterm import`: another program's file as a song of beatterm's."""

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from beatterm.cli.failure import DONE, UsageError, say
from beatterm.cli.opened import whole

if TYPE_CHECKING:
    from beatterm.importers.midi.song import Imported
    from beatterm.model.kit import Kit
    from beatterm.model.song import Song

HELP = "make a song of another program's file: MIDI"
STDOUT = "-"
DEFAULT_KIT = "dry"
"""For files that say nothing of their sound; where it is not there, any that is."""


def add_to(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("file", metavar="FILE", help=f"a {' or '.join(IMPORTERS)} file")
    parser.add_argument(
        "-o", "--output", metavar="SONG", help="a .beat file, or - for stdout; without it FILE.beat, here"
    )
    parser.add_argument("--kit", metavar="NAME", help=f"the kit that plays it ({DEFAULT_KIT})")
    parser.add_argument("--channel", metavar="N", type=_channel, help="this channel alone; 10 has the drums")
    parser.add_argument("--title", metavar="TITLE", type=_title, help="another title")
    parser.add_argument("--force", action="store_true", help="replace a song that is there already")


def _channel(text: str) -> int:
    return whole(text, 1, 16, "10")


def _title(text: str) -> str:
    from beatterm.formats.fields import MAX_TEXT, is_printable

    if not is_printable(text) or len(text) > MAX_TEXT:
        raise ArgumentTypeError(f"a title is one line of at most {MAX_TEXT} characters")
    return text


def run(options: Namespace) -> int:
    """Read the file, write the song, and say what came of it."""
    path = Path(options.file)
    take = IMPORTERS.get(path.suffix.lower())
    if take is None:
        raise UsageError(f"{options.file!r} is none of the files that come in: {', '.join(IMPORTERS)}")
    output = Path(path.stem + ".beat" if options.output is None else options.output)
    if options.output != STDOUT:
        output = _checked(output, options.force)
    imported = take(path, options)
    _write(output, imported.song, options)
    for note in imported.notes:
        say(note)
    return DONE


def _midi(path: Path, options: Namespace) -> "Imported":
    from dataclasses import replace

    from beatterm.importers.errors import ImportFault
    from beatterm.importers.midi.song import song_of_midi

    kit = _kit(options)
    try:
        imported = song_of_midi(_read(path), path.stem, kit, options.channel)
    except ImportFault as fault:
        raise UsageError(f"{options.file}: {fault}") from fault
    if options.title is None:
        return imported
    return replace(imported, song=replace(imported.song, title=options.title))


IMPORTERS: "dict[str, Callable[[Path, Namespace], Imported]]" = {".mid": _midi, ".midi": _midi, ".smf": _midi}
"""Who takes in which kind of file, by the suffix of its name."""


def _read(path: Path) -> bytes:
    from beatterm.importers.midi.reading import MAX_BYTES
    from beatterm.library.text_files import is_file, why_no_file

    if not is_file(path):
        raise UsageError(why_no_file(path))
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def _kit(options: Namespace) -> "Kit":
    from beatterm.library.kits import find_kit, list_kits

    known = list_kits(Path())
    name = options.kit or next((each for each in (DEFAULT_KIT, *known) if each in known), "")
    return find_kit(name, Path())


def _checked(output: Path, force: bool) -> Path:
    """The path that the song goes to; UsageError if it may not."""
    from beatterm.library.songs import path_to_save
    from beatterm.library.text_files import is_there

    output = path_to_save(str(output))
    path = output if output.suffix == ".beat" else output.with_name(f"{output.name}.beat")
    if path.is_dir():
        raise UsageError(f"{path} is a folder. Choose another name: -o NAME.beat")
    if is_there(path) and not force:
        raise UsageError(f"{path} is there already. Choose another name, or add --force to replace it.")
    return path


def _write(path: Path, song: "Song", options: Namespace) -> None:
    from beatterm.engine.effects import PARAMS
    from beatterm.formats.beat_text import format_song
    from beatterm.library.songs import save_song_as
    from beatterm.library.text_files import MAX_BYTES

    text = format_song(song, PARAMS)
    if len(text.encode()) > MAX_BYTES:
        raise UsageError(f"{options.file} makes too long a song for one file; save a part of it.")
    if options.output == STDOUT:
        sys.stdout.write(text)
        return
    save_song_as(path, song, PARAMS, overwrite=options.force)
    print(f"{Path(options.output or path.name).with_name(path.name)}: {told(song)}")


def told(song: "Song") -> str:
    """What came of a file, in a line."""
    from beatterm.model.song import song_ticks
    from beatterm.model.time import PPQN

    hits = sum(step is not None for each in song.patterns for row in each.tracks for step in row.steps)
    counted = ((len(song.tracks), "track"), (len(song.patterns), "pattern"), (hits, "hit"))
    parts = ", ".join(f"{number} {word}{'' if number == 1 else 's'}" for number, word in counted)
    return f"{parts}, {song_ticks(song) / PPQN:g} beats at {song.tempo:g} BPM in {song.meter}, kit {song.kit}"
