"""`beatterm loudness`: how loud sound files are, such as a reference track beside what was rendered."""

import sys
from argparse import ArgumentParser, Namespace
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from beatterm.cli.failure import DONE, FAILED, exit_code_of, say
from beatterm.cli.opened import STDIN, decibels

if TYPE_CHECKING:
    from beatterm.export.job import Loudness
    from beatterm.library.recordings import Recording

HELP = "measure how loud sound files are"


def add_to(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("files", metavar="FILE", nargs="+", help="WAV, AIFF, FLAC, OGG, MP3, or - for stdin")
    parser.add_argument(
        "--ceiling", metavar="DB", type=decibels, help="fail if a true peak is above it: --ceiling=-1"
    )


def run(options: Namespace) -> int:
    """Print the figures of each file; 1 if one is above the ceiling, 2 if one cannot be read."""
    return max(_measured(name, options.ceiling) for name in options.files)


def _measured(name: str, ceiling_db: float | None) -> int:
    from beatterm.export.loudness.text import loudness_text

    try:
        loudness = _loudness_of(name)
    except Exception as error:
        return exit_code_of(error)
    print(f"{_shown(name)}: {loudness_text(loudness)}")
    if ceiling_db is None or loudness.true_peak_db <= ceiling_db:
        return DONE
    over_db = loudness.true_peak_db - ceiling_db
    say(f"{_shown(name)}: the true peak is {over_db:.2f} dB above the ceiling of {ceiling_db:g} dBTP.")
    return FAILED


def _loudness_of(name: str) -> "Loudness":
    from beatterm.export.loudness.meter import LoudnessMeter

    with _opened(name) as recording:
        meter = LoudnessMeter(recording.rate, recording.channels)
        for block in recording.blocks():
            meter.add(block)
    return meter.result()


def _opened(name: str) -> "AbstractContextManager[Recording]":
    from beatterm.library.recordings import opened, opened_bytes

    return opened_bytes(_shown(name), sys.stdin.buffer.read()) if name == STDIN else opened(Path(name))


def _shown(name: str) -> str:
    return "stdin" if name == STDIN else name
