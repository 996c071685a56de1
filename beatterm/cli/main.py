"""Where the command starts: finds the verb, runs it, and turns errors into a line and an exit code.

Nothing heavy is imported here or by the verbs' own modules: `--help` must answer at once.
"""

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import NoReturn

from beatterm import __version__
from beatterm.cli import (
    check,
    clock,
    doctor,
    events,
    export,
    fmt,
    groove,
    importing,
    listing,
    loudness,
    play,
    render,
    screen,
    show,
)
from beatterm.cli.ending import ending_in_order
from beatterm.cli.failure import BAD_INPUT, exit_code_of, say
from beatterm.cli.streams import open_streams
from beatterm.cli.verb import Verb


class _Parser(ArgumentParser):
    """Says what is wrong in one line, and where to read on."""

    def error(self, message: str) -> NoReturn:
        stop = "" if message.endswith("?") else "."
        say(f"{message}{stop} To see what there is: {self.prog} --help")
        raise SystemExit(BAD_INPUT)


VERBS: dict[str, Verb] = {
    "play": play,
    "render": render,
    "events": events,
    "check": check,
    "fmt": fmt,
    "show": show,
    "groove": groove,
    "import": importing,
    "export": export,
    "loudness": loudness,
    "kits": listing.KITS,
    "devices": listing.DEVICES,
    "clock": clock,
    "doctor": doctor,
}
"""Everything that stands after `beatterm`; whatever else stands there is a song for the screen."""

_MATRIX_THREADS = "OPENBLAS_NUM_THREADS"
"""How many threads numpy's matrix product has, here and in processes that are started from here. While they
wait they keep a processor busy, and what beatterm multiplies is too small to be shared.
"""

_EPILOG = "Without a verb the screen opens, with SONG, the last song or the demo. `VERB --help` says more."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; its exit code: 0 done, 1 the work failed, 2 wrong usage or bad input."""
    os.environ.setdefault(_MATRIX_THREADS, "1")
    open_streams()
    options = parse(sys.argv[1:] if arguments is None else arguments)
    try:
        with ending_in_order():
            code: int = options.run(options)
            sys.stdout.flush()
    except BaseException as error:
        return exit_code_of(error)
    return code


def parse(arguments: Sequence[str]) -> Namespace:
    """The options of a command line; SystemExit with code 2 where it is wrong."""
    first = next((word for word in arguments if not word.startswith("-")), None)
    if first in VERBS or set(arguments) & {"-h", "--help", "--version"}:
        return _parser().parse_args(arguments)
    parser = _Parser("beatterm", usage="beatterm [SONG] [options]")
    screen.add_to(parser)
    parser.set_defaults(run=screen.run)
    options, more = parser.parse_known_args(arguments)
    if more:
        parser.error(_too_much(options.song, more))
    return options


def _too_much(song: str | None, more: Sequence[str]) -> str:
    """What to say where more than a song is named: its name may be a verb's, mistyped."""
    from difflib import get_close_matches

    meant = get_close_matches(song or "", VERBS, n=1)
    if meant:
        return f"there is no verb {song}; did you mean {meant[0]}?"
    return f"unrecognized arguments: {' '.join(more)}"


def _parser() -> ArgumentParser:
    parser = _Parser(
        "beatterm",
        usage="beatterm [SONG] | beatterm VERB …",
        description="A beat-making step sequencer that lives in the terminal.",
        epilog=_EPILOG,
    )
    parser.add_argument("--version", action="version", version=f"beatterm {__version__}")
    screen.add_to(parser, with_song=False)
    verbs = parser.add_subparsers(metavar="VERB", title="verbs", required=True, prog="beatterm")
    for name, verb in VERBS.items():
        sub = verbs.add_parser(name, help=verb.HELP, description=verb.HELP)
        verb.add_to(sub)
        sub.set_defaults(run=verb.run)
    return parser
