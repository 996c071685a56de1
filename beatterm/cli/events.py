"""`beatterm events`: what the sequencer answers, a line an event."""

from argparse import ArgumentParser, Namespace

from beatterm.cli.failure import DONE
from beatterm.cli.opened import add_part, add_song, part_of, project_of
from beatterm.model.note import note_name
from beatterm.model.project import Project
from beatterm.model.time import PPQN
from beatterm.sequencer.events import Event, event_text

HELP = "print the timed events: tick, track, note, velocity, length"
_WINDOW_TICKS = 16 * PPQN
"""Asked for at once: a song of any length takes the memory of a few bars."""


def add_to(parser: ArgumentParser) -> None:
    """Declare the options."""
    add_song(parser)
    add_part(parser)


def run(options: Namespace) -> int:
    """Print the events of the song or a part of it."""
    from beatterm.export.take import take_of
    from beatterm.sequencer.live import Live
    from beatterm.sequencer.query import events_between

    project = project_of(options)
    take = take_of(project.song, **part_of(options))
    live = Live((take.cue,))
    for start in range(0, take.ticks, _WINDOW_TICKS):
        for event in events_between(project, start, min(start + _WINDOW_TICKS, take.ticks), live):
            print(event_text(event, _note(project, event)))
    return DONE


def _note(project: Project, event: Event) -> str:
    """The note's name; for a hit at the sound's own pitch the sound's drum note, or `-`."""
    if event.note is not None:
        return note_name(event.note)
    sound = project.sound_of(event.track)
    return note_name(sound.note) if sound and sound.note is not None else "-"
