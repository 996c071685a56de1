"""`beatterm render`: a song or a part of it as a sound file, made by the engine that plays it."""

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from beatterm.cli.failure import DONE, UsageError, say
from beatterm.cli.opened import add_changes, add_part, add_song, count, part_of, project_of
from beatterm.cli.streams import shows

if TYPE_CHECKING:
    from beatterm.engine.frames import Frames

HELP = "render to a WAV file"
STDOUT = "-"


def add_to(parser: ArgumentParser) -> None:
    """Declare the options."""
    add_song(parser)
    parser.add_argument("-o", "--output", metavar="OUT", required=True, help="a .wav file, or - for stdout")
    add_part(parser)
    parser.add_argument("--repeats", metavar="N", type=count, default=1, help="so many times over")
    add_changes(parser)
    parser.add_argument("--tail", choices=("keep", "cut"), default="keep", help="what rings on after the end")
    parser.add_argument("--rate", type=int, choices=(44100, 48000, 88200, 96000), default=44100)
    parser.add_argument("--bits", choices=("16", "24", "32f"), default="24")
    parser.add_argument("--force", action="store_true", help="replace a file that is there already")


def run(options: Namespace) -> int:
    """Render; nothing is left behind if it fails."""
    from beatterm.export.take import take_of

    _check_output(options)
    project = project_of(options)
    take = take_of(project.song, **part_of(options))

    from beatterm.export.render import frames_of, render
    from beatterm.export.wav import check_fits
    from beatterm.library.sounds import read_sound

    total = frames_of(project, take, options.rate)
    check_fits(total, options.bits)
    blocks = _begun(render(project, take, options.rate, read_sound, options.tail, say))
    _write(options, _with_progress(blocks, total) if sys.stderr.isatty() else blocks)
    return DONE


def _begun(blocks: "Iterator[Frames]") -> "Iterator[Frames]":
    """The same blocks, with the first one made: what cannot be rendered is said before a file is begun."""
    return chain(tuple(islice(blocks, 1)), blocks)


def _check_output(options: Namespace) -> None:
    """Refuse what cannot or must not become a sound file, before any work is done."""
    from beatterm.export.writers import WRITERS

    output = Path(options.output)
    if options.output == STDOUT:
        if sys.stdout.isatty():
            raise UsageError(
                "A sound file does not go to a terminal. Pipe it: beatterm render SONG -o - | aplay"
            )
        return
    if output.suffix.lower() not in WRITERS:
        raise UsageError(
            f"{options.output!r} does not end in the name of a format. Use {', '.join(WRITERS)}: beat.wav"
        )
    if output.is_dir():
        raise UsageError(f"{output} is a folder. Choose another name.")
    if os.path.lexists(output) and not options.force:
        raise UsageError(f"{output} is there already. Choose another name, or add --force to replace it.")
    if output.exists() and Path(options.song).exists() and output.samefile(options.song):
        raise UsageError(f"{output} is the song itself. Choose another name.")


def _write(options: Namespace, blocks: "Iterable[Frames]") -> None:
    from beatterm.export.writers import WRITERS
    from beatterm.library.atomic import new_file

    if options.output == STDOUT:
        _write_to_stdout(options, blocks)
        return
    path = Path(options.output)
    with new_file(path, overwrite=options.force) as file:
        WRITERS[path.suffix.lower()](file, blocks, options.rate, options.bits)


def _write_to_stdout(options: Namespace, blocks: "Iterable[Frames]") -> None:
    """A WAV file says its length first, so it is made whole before it goes out."""
    import shutil
    from tempfile import TemporaryFile

    from beatterm.export.writers import WRITERS

    with TemporaryFile() as file:
        WRITERS[".wav"](file, blocks, options.rate, options.bits)
        file.seek(0)
        shutil.copyfileobj(file, sys.stdout.buffer)
        sys.stdout.buffer.flush()


def _with_progress(blocks: "Iterable[Frames]", total: int) -> "Iterator[Frames]":
    """The blocks, while a bar on stderr shows how far they are."""
    done, shown = 0, -1
    full, empty = "█░" if shows("█░", sys.stderr) else "#."
    for block in blocks:
        yield block
        done += len(block)
        share = min(100, done * 100 // max(1, total))
        if share != shown:
            bar = (full * (share // 4)).ljust(25, empty)
            print(f"\r{bar} {share:3} %", end="", file=sys.stderr, flush=True)
            shown = share
    print("\r\x1b[K", end="", file=sys.stderr, flush=True)
