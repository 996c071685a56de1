"""`beatterm export`: what other programs take of a song, beside sound: one kind of it after the verb."""

from argparse import ArgumentParser, Namespace

from beatterm.cli import midi_export, pack
from beatterm.cli.verb import Verb

HELP = "write a song for other programs: MIDI, or a pack of all that somebody needs"

KINDS: dict[str, Verb] = {
    "midi": midi_export,
    "pack": pack,
}
"""What stands after `beatterm export`."""


def add_to(parser: ArgumentParser) -> None:
    """Declare the kinds, each with its options."""
    kinds = parser.add_subparsers(metavar="KIND", title="kinds", required=True, dest="kind")
    for name, kind in KINDS.items():
        sub = kinds.add_parser(name, help=kind.HELP, description=kind.HELP)
        kind.add_to(sub)


def run(options: Namespace) -> int:
    """Do what the kind does."""
    return KINDS[options.kind].run(options)
