"""`beatterm render`: a song or a part of it as a sound file, made by the engine that plays it."""

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from beatterm.cli.failure import DONE, UsageError, WorkFailed, say
from beatterm.cli.opened import add_changes, add_part, add_song, count, part_of, project_of

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

    _check_output(options.output, options.force)
    project = project_of(options)
    take = take_of(project.song, **part_of(options))

    from beatterm.export.render import frames_of, render
    from beatterm.library.sounds import read_sound

    blocks = render(project, take, options.rate, read_sound, options.tail, say)
    total = frames_of(project, take, options.rate)
    _write(options, _with_progress(blocks, total) if sys.stderr.isatty() else blocks)
    return DONE


def _check_output(output: str, force: bool) -> None:
    from beatterm.export import WRITERS

    suffix = Path(output).suffix.lower()
    if output == STDOUT:
        return
    if suffix not in WRITERS:
        raise UsageError(f"{output}: no format has the ending {suffix!r}. Use {', '.join(WRITERS)}.")
    if os.path.lexists(output) and not force:
        raise UsageError(f"{output} is there already. Choose another name, or add --force to replace it.")


def _write(options: Namespace, blocks: "Iterable[Frames]") -> None:
    from beatterm.export import WRITERS
    from beatterm.library.atomic import new_file
    from beatterm.library.errors import LibraryError

    if options.output == STDOUT:
        _write_to_stdout(options, blocks)
        return
    path = Path(options.output)
    try:
        with new_file(path, overwrite=options.force) as file:
            WRITERS[path.suffix.lower()](file, blocks, options.rate, options.bits)
    except LibraryError as error:
        raise WorkFailed(str(error)) from error


def _write_to_stdout(options: Namespace, blocks: "Iterable[Frames]") -> None:
    """A WAV file says its length first, so it is made whole before it goes out."""
    import shutil
    from tempfile import TemporaryFile

    from beatterm.export import WRITERS

    if sys.stdout.isatty():
        raise UsageError("A sound file does not go to a terminal. Pipe it: beatterm render SONG -o - | aplay")
    with TemporaryFile() as file:
        WRITERS[".wav"](file, blocks, options.rate, options.bits)
        file.seek(0)
        shutil.copyfileobj(file, sys.stdout.buffer)
        sys.stdout.buffer.flush()


def _with_progress(blocks: "Iterable[Frames]", total: int) -> "Iterator[Frames]":
    """The blocks, while a bar on stderr shows how far they are."""
    done, shown = 0, -1
    for block in blocks:
        yield block
        done += len(block)
        share = min(100, done * 100 // max(1, total))
        if share != shown:
            print(f"\r{'█' * (share // 4):░<25} {share:3} %", end="", file=sys.stderr, flush=True)
            shown = share
    print("\r\x1b[K", end="", file=sys.stderr, flush=True)
