"""`beatterm events`: what the sequencer answers, a line an event."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from beatterm.cli.failure import DONE
from beatterm.cli.opened import add_part, add_song, part_of, project_of
from beatterm.model.note import note_name
from beatterm.model.project import Project
from beatterm.model.time import PPQN
from beatterm.sequencer.events import Event, event_text

if TYPE_CHECKING:
    from beatterm.sequencer.accounts import Account
    from beatterm.sequencer.live import Live

HELP = "print the timed events: tick, track, note, velocity, length"
_WINDOW_TICKS = 16 * PPQN
"""Asked for at once: a song of any length takes the memory of a few bars."""

_Line = tuple[int, int, str]
"""A line with what it is sorted by: tick and track."""


def add_to(parser: ArgumentParser) -> None:
    """Declare the options."""
    add_song(parser)
    add_part(parser)
    parser.add_argument("--fill", action="store_true", help="play all of it as a fill")
    parser.add_argument(
        "--why", action="store_true", help="say after a # why each hit sounded, and which did not and why"
    )


def run(options: Namespace) -> int:
    """Print the events of the song or a part of it."""
    from beatterm.export.take import take_of
    from beatterm.sequencer.live import FillSpan, Live, rest

    project = project_of(options)
    take = take_of(project.song, **part_of(options))
    live = Live((take.cue, rest(take.ticks)), (FillSpan(0),) if options.fill else ())
    for line in (_explained if options.why else _plain)(project, take.ticks, live):
        print(line)
    return DONE


def _windows(ticks: int) -> Iterator[tuple[int, int]]:
    for start in range(0, ticks, _WINDOW_TICKS):
        yield start, min(start + _WINDOW_TICKS, ticks)


def _plain(project: Project, ticks: int, live: "Live") -> Iterator[str]:
    from beatterm.sequencer.query import events_between

    for start, end in _windows(ticks):
        for event in events_between(project, start, end, live):
            yield event_text(event, _note(project, event))


def _explained(project: Project, ticks: int, live: "Live") -> Iterator[str]:
    """The same lines with their reasons, and between them, as a comment, what did not sound."""
    from beatterm.sequencer.accounts import accounts_between

    waiting: list[_Line] = []
    for start, end in _windows(ticks):
        for account in accounts_between(project, start, end, live):
            waiting += _lines(project, account)
        waiting.sort(key=lambda line: line[:2])
        yield from (text for tick, _, text in waiting if tick < end)
        # Later hits of a ratchet may belong to the next window.
        waiting = [line for line in waiting if line[0] >= end]


def _lines(project: Project, account: "Account") -> Iterator[_Line]:
    names = [setup.name for setup in project.song.tracks]
    order = names.index(account.track) if account.track in names else len(names)
    place = f"step {account.step + 1} in pass {account.turn + 1}"
    if not account.events:
        yield account.tick, order, f"# {account.tick} {account.track} {place} is silent: {account.reason}"
    reason = f": {account.reason}" if account.reason else ""
    for event in account.events:
        yield event.tick, order, f"{event_text(event, _note(project, event))}  # {place}{reason}"


def _note(project: Project, event: Event) -> str:
    """The note's name; for a hit at the sound's own pitch the note that its track sends, else the sound's
    drum note, or `-`.
    """
    from beatterm.engine.midi.routes import note_sent

    if event.note is not None:
        return note_name(event.note)
    setup = project.song.setup(event.track)
    if setup.midi:
        return note_name(note_sent(project, setup, setup.midi))
    sound = project.sound_of(event.track)
    return note_name(sound.note) if sound and sound.note is not None else "-"
