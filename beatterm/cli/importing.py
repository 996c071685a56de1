"""`beatterm import`: another program's file as a song of beatterm's, or as patterns of one that is there."""

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

    Take = Callable[[Path, Kit, Namespace], Imported]

HELP = "make a song of another program's file, or patterns: MIDI"
STDOUT = "-"
DEFAULT_KIT = "dry"
"""For files that say nothing of their sound; where it is not there, any that is."""


def add_to(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("file", metavar="FILE", help=f"a {' or '.join(IMPORTERS)} file")
    parser.add_argument(
        "-o", "--output", metavar="SONG", help="a .beat file, or - for stdout; without it FILE.beat, here"
    )
    parser.add_argument("--into", metavar="SONG", help="new patterns of this song, not a new song")
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
    if options.into is not None:
        _put_into(path, take, options)
        return DONE
    output = Path(path.stem + ".beat" if options.output is None else options.output)
    if options.output != STDOUT:
        output = _checked(output, options.force)
    imported = take(path, _kit(options), options)
    _write(output, imported.song, options)
    for note in imported.notes:
        say(note)
    return DONE


def _midi(path: Path, kit: "Kit", options: Namespace) -> "Imported":
    from dataclasses import replace

    from beatterm.importers.errors import ImportFault
    from beatterm.importers.midi.song import song_of_midi

    try:
        imported = song_of_midi(_read(path), path.stem, kit, options.channel)
    except ImportFault as fault:
        raise UsageError(f"{options.file}: {fault}") from fault
    if options.title is None:
        return imported
    return replace(imported, song=replace(imported.song, title=options.title))


IMPORTERS: "dict[str, Take]" = {".mid": _midi, ".midi": _midi, ".smf": _midi}
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


def _put_into(path: Path, take: "Take", options: Namespace) -> None:
    """Save a song with the file's patterns behind its own, and say what came of it."""
    from beatterm.engine.effects import PARAMS
    from beatterm.importers.arrival import arrival, arrival_notes
    from beatterm.library.kits import find_kit
    from beatterm.library.songs import find_song, read_song, save_song

    _check_into(options)
    file = read_song(find_song(options.into), PARAMS)
    kit = find_kit(file.song.kit, file.path.parent)
    imported = take(path, kit, options)
    song = _merged(file.song, imported.song, options)
    save_song(file, song, PARAMS)
    print(f"{file.path}: {arrival(file.song, song)}")
    for note in arrival_notes(file.song, song, imported, kit):
        say(note)


def _check_into(options: Namespace) -> None:
    """UsageError for what only a song of its own can have."""
    for name in ("output", "kit", "title"):
        if getattr(options, name) is not None:
            raise UsageError(f"--into puts patterns into a song as it is; leave --{name} out.")


def _merged(song: "Song", other: "Song", options: Namespace) -> "Song":
    from beatterm.model.edits.errors import EditError
    from beatterm.model.edits.merging import with_patterns_of

    try:
        merged = with_patterns_of(song, other)
    except EditError as error:
        raise UsageError(str(error)) from error
    _text_of(merged, options)
    return merged


def _text_of(song: "Song", options: Namespace) -> str:
    """The song's text; UsageError if that is longer than beatterm reads."""
    from beatterm.engine.effects import PARAMS
    from beatterm.formats.beat_text import format_song
    from beatterm.library.text_files import MAX_BYTES

    text = format_song(song, PARAMS)
    if len(text.encode()) > MAX_BYTES:
        raise UsageError(f"{options.file} makes too long a song for one file; save a part of it.")
    return text


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
    from beatterm.library.songs import save_song_as

    text = _text_of(song, options)
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
