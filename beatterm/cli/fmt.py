"""`beatterm fmt`: a song in its canonical form."""

import sys
from argparse import ArgumentParser, Namespace

from beatterm.cli.failure import DONE, FAILED, exit_code_of, say
from beatterm.cli.opened import STDIN, file_of

HELP = "put songs into canonical form; comments stay"


def add_to(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("songs", metavar="SONG", nargs="+", help="a .beat file, or - from stdin to stdout")
    parser.add_argument(
        "--check", action="store_true", help="change nothing; exit 1 if a song is not canonical"
    )


def run(options: Namespace) -> int:
    """Format each song in its place; one that cannot be does not keep the others from it."""
    return max(_tried(name, options.check) for name in options.songs)


def _tried(name: str, only_check: bool) -> int:
    try:
        return _formatted(name, only_check)
    except Exception as error:
        return exit_code_of(error)


def _formatted(name: str, only_check: bool) -> int:
    from beatterm.engine.effects import PARAMS
    from beatterm.formats.beat_text import canonical
    from beatterm.library.atomic import write_whole

    file = file_of(name)
    text = canonical(file.text, PARAMS)
    if only_check and text != file.text:
        say(f"{name} is not in canonical form; run: beatterm fmt {name}")
        return FAILED
    if name == STDIN:
        # A song is UTF-8, whatever the terminal's encoding.
        sys.stdout.buffer.write(text.encode())
    elif text != file.text:
        write_whole(file.path, text.encode(), backup=True)
        print(f"formatted {name}")
    return DONE
