"""`beatterm export midi`: a song or a part of it as a Standard MIDI File."""

import os
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from beatterm.cli.failure import DONE, UsageError, say
from beatterm.cli.opened import add_changes, add_part, add_song, count, project_of
from beatterm.cli.streams import naming_stdout
from beatterm.cli.wanted import add_selection, check_part

if TYPE_CHECKING:
    from beatterm.export.layout import Laid

HELP = "a MIDI file: a track for each track, every note as it is heard"
STDOUT = "-"
_SUFFIXES = (".mid", ".midi", ".smf")


def add_to(parser: ArgumentParser) -> None:
    """Declare the options."""
    add_song(parser)
    parser.add_argument("-o", "--output", metavar="OUT", required=True, help="a .mid file, or - for stdout")
    add_part(parser)
    add_selection(parser)
    parser.add_argument(
        "--repeats", metavar="N", type=count, help="so many times over; a loop: until it truly repeats"
    )
    parser.add_argument(
        "--loop", action="store_true", help="to be played end to end: what is early comes at its end"
    )
    add_changes(parser)
    parser.add_argument("--force", action="store_true", help="replace a file that is there already")


def run(options: Namespace) -> int:
    """Write the file; nothing is left behind if it fails."""
    from beatterm.export.midi.file import midi_of
    from beatterm.export.take import meter_of
    from beatterm.export.told import midi_text

    _check_output(options)
    laid = _laid(options)
    made = midi_of(laid)
    _write(options, made.data)
    is_piped = options.output == STDOUT
    bars = laid.ticks / meter_of(laid.project.song, options.pattern, options.section).bar_ticks
    told = midi_text("stdout" if is_piped else options.output, bars, made.notes, made.tracks)
    print(told, file=sys.stderr if is_piped else sys.stdout)
    for note in laid.notes:
        say(note)
    return DONE


def _laid(options: Namespace) -> "Laid":
    from beatterm.export.job import Part
    from beatterm.export.layout import laid_out

    check_part(options)
    part = Part(
        options.pattern,
        options.section,
        options.bars,
        options.repeats,
        options.steps,
        options.tracks or (),
    )
    return laid_out(project_of(options), part, options.loop)


def _check_output(options: Namespace) -> None:
    """Refuse what cannot or must not become a MIDI file, before any work is done."""
    output = Path(options.output)
    if options.output == STDOUT:
        if sys.stdout.isatty():
            raise UsageError(
                "A MIDI file does not go to a terminal. Pipe it: beatterm export midi SONG -o - | midicsv"
            )
        return
    if output.suffix.lower() not in _SUFFIXES:
        raise UsageError(f"{options.output!r} does not end as a MIDI file does. Name it such as beat.mid")
    if output.is_dir():
        raise UsageError(f"{output} is a folder. Choose another name.")
    if os.path.lexists(output) and not options.force:
        raise UsageError(f"{output} is there already. Choose another name, or add --force to replace it.")
    if output.exists() and Path(options.song).exists() and output.samefile(options.song):
        raise UsageError(f"{output} is the song itself. Choose another name.")


def _write(options: Namespace, data: bytes) -> None:
    from beatterm.library.atomic import new_file

    if options.output == STDOUT:
        with naming_stdout():
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        return
    with new_file(Path(options.output), overwrite=options.force) as file:
        file.write(data)
