"""Opens a song with its kit for a verb, with what the command line puts in the file's place."""

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from dataclasses import replace
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any

from beatterm.model.kit import Kit
from beatterm.model.project import Project
from beatterm.model.song import MAX_SEED, MAX_TEMPO, MIN_TEMPO, Song

if TYPE_CHECKING:
    from beatterm.library.songs import SongFile

STDIN = "-"
MAX_COUNT = 1_000_000
_MAX_DIGITS = 32


def add_song(parser: ArgumentParser) -> None:
    """The SONG argument."""
    parser.add_argument(
        "song", metavar="SONG", help="a .beat file, the name of a shipped song, or - for stdin"
    )


def add_part(parser: ArgumentParser) -> None:
    """Options that choose what of the song is meant."""
    part = parser.add_mutually_exclusive_group()
    part.add_argument("--pattern", metavar="NAME", help="this pattern instead of the whole song")
    part.add_argument("--section", metavar="NAME", help="this section instead of the whole song")
    parser.add_argument("--bars", metavar="N", type=count, help="so many bars from the start")
    parser.add_argument("--seed", metavar="N", type=seed, help="another seed for all that is left to chance")


def add_changes(parser: ArgumentParser) -> None:
    """Options that take the place of what the song says."""
    parser.add_argument("--tempo", metavar="BPM", type=tempo, help="another tempo")
    parser.add_argument("--kit", metavar="NAME", help="another kit")


def count(text: str) -> int:
    """A whole number from 1 up, as argparse asks for."""
    return whole(text, 1, MAX_COUNT, "8")


def seed(text: str) -> int:
    """A seed, as argparse asks for."""
    return whole(text, 0, MAX_SEED, "7")


def whole(text: str, low: int, high: int, example: str) -> int:
    """A whole number, as argparse asks for."""
    if not (text.isascii() and text.isdigit() and len(text) < _MAX_DIGITS and low <= int(text) <= high):
        raise ArgumentTypeError(
            f"{_short(text)} is not a whole number from {low} to {high}, such as {example}"
        )
    return int(text)


def tempo(text: str) -> float:
    """A tempo, as argparse asks for."""
    try:
        number = round(float(text), 3)
    except (ValueError, OverflowError):
        number = 0.0
    if not MIN_TEMPO <= number <= MAX_TEMPO:
        raise ArgumentTypeError(
            f"{_short(text)} is not a number from {MIN_TEMPO:g} to {MAX_TEMPO:g}, such as 124"
        )
    return number


def decibels(text: str) -> float:
    """A level, as argparse asks for."""
    try:
        number = float(text)
    except ValueError:
        number = float("nan")
    if not isfinite(number):
        raise ArgumentTypeError(f"{_short(text)} is not a level in dB, such as -1")
    return number


def _short(text: str) -> str:
    from beatterm.formats.errors import shortened

    return repr(shortened(text))


def file_of(name: str) -> "SongFile":
    """The song of that name or path, or on stdin, with its text."""
    from beatterm.engine.effects import PARAMS
    from beatterm.formats.beat_text import parse_song
    from beatterm.library.songs import SongFile, find_song, read_song
    from beatterm.library.text_files import MAX_BYTES, decoded

    if name != STDIN:
        return read_song(find_song(name), PARAMS)
    here = Path("stdin")
    text = decoded(here, sys.stdin.buffer.read(MAX_BYTES + 1))
    return SongFile(here, text, parse_song(text, PARAMS, here.name))


def kit_of(file: "SongFile", kit: str) -> Kit:
    """A kit as seen from a song's folder."""
    from beatterm.library.kits import find_kit, kit_of_song

    return kit_of_song(kit, file.path) if kit == file.song.kit else find_kit(kit, file.path.parent)


def project_of(options: Namespace) -> Project:
    """The song that the options name, changed as they say, with its kit."""
    file = file_of(options.song)
    song = changed(file.song, options)
    return Project(song, kit_of(file, song.kit))


def changed(song: Song, options: Namespace) -> Song:
    """The song with the tempo, kit and seed that were typed."""
    changes = {name: getattr(options, name, None) for name in ("tempo", "kit", "seed")}
    return replace(song, **{name: value for name, value in changes.items() if value is not None})


def part_of(options: Namespace) -> dict[str, Any]:
    """The options of `add_part`, as `take_of` takes them."""
    names = ("pattern", "section", "bars")
    return {name: getattr(options, name) for name in names if getattr(options, name) is not None}
