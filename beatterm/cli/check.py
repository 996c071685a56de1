"""`beatterm check`: is this a song, and can all of it be heard?"""

from argparse import ArgumentParser, Namespace

from beatterm.cli.failure import BAD_INPUT, DONE, exit_code_of, say
from beatterm.cli.opened import STDIN, file_of, kit_of

HELP = "validate songs, their kits and their sounds"


def add_to(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "songs", metavar="SONG", nargs="+", help="a .beat file, the name of a shipped song, or - for stdin"
    )


def run(options: Namespace) -> int:
    """Check each song; what is wrong goes to stderr."""
    return max(_checked(name) for name in options.songs)


def _checked(name: str) -> int:
    try:
        problems = _problems(name)
    except Exception as error:
        return exit_code_of(error)
    for text in problems:
        say(f"{name}: {text}")
    if not problems:
        print(f"{'stdin' if name == STDIN else name}: fine")
    return BAD_INPUT if problems else DONE


def _problems(name: str) -> tuple[str, ...]:
    """What would stay silent. Raises what the song's own text breaks."""
    from beatterm.engine.edits import SetProject
    from beatterm.engine.engine import Engine
    from beatterm.library.sounds import read_sound
    from beatterm.model.project import Project

    file = file_of(name)
    project = Project(file.song, kit_of(file, file.song.kit))
    return Engine(44100, read_sound).prepare(SetProject(project))
