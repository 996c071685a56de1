"""`beatterm show`: a song's grids as plain text."""

import sys
from argparse import ArgumentParser, Namespace

from beatterm.cli.failure import DONE, UsageError
from beatterm.cli.opened import add_song, file_of
from beatterm.cli.streams import shows
from beatterm.model.song import Song, arrangement

HELP = "print the grid as plain text"


def add_to(parser: ArgumentParser) -> None:
    """Declare the options."""
    add_song(parser)
    parser.add_argument("--pattern", metavar="NAME", help="only this pattern")


def run(options: Namespace) -> int:
    """Print the patterns, and the sections that play them."""
    from beatterm.formats.show_text import show_head, show_pattern, show_setups

    song = file_of(options.song).song
    names = [pattern.name for pattern in song.patterns]
    if options.pattern is not None and options.pattern not in names:
        raise UsageError(f"There is no pattern {options.pattern!r}. This song has: {', '.join(names)}.")
    print(show_head(song))
    if options.pattern is None:
        print(show_setups(song), end="")
    for pattern in song.patterns:
        if options.pattern in (None, pattern.name):
            print(f"\n{show_pattern(song, pattern)}")
    if options.pattern is None:
        print(f"\n{_sections(song)}")
    return DONE


def _sections(song: Song) -> str:
    lines = []
    times = "×" if shows("×", sys.stdout) else "x"
    for section in arrangement(song):
        muted = f"   without {', '.join(section.mute)}" if section.mute else ""
        fill = "   the last a fill" if section.fill else ""
        lines.append(f"{section.name}: pattern {section.pattern} {times} {section.repeat}{muted}{fill}")
    return "\n".join(lines)
