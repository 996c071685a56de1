"""What the tests of the sequencer hear: ticks and passes of songs from strings."""

from collections.abc import Sequence

from beatterm.model.pattern import Track
from beatterm.model.project import Project
from beatterm.model.song import Song
from beatterm.model.step import Step
from beatterm.sequencer.events import Event
from beatterm.sequencer.live import Cue, Live
from beatterm.sequencer.query import events_between

S = 840
"""Ticks of a sixteenth."""
LOOP_A = Live((Cue(pattern="A"),))


def heard(song: Song, steps: int = 64, live: Live = LOOP_A, track: str | None = None) -> list[Event]:
    """The events of so many sixteenths from the start, of one track or all."""
    events = events_between(Project(song), 0, steps * S, live)
    return [event for event in events if track in (None, event.track)]


def ticks(song: Song, steps: int = 64, live: Live = LOOP_A, track: str | None = None) -> list[int]:
    """The ticks of the same."""
    return [event.tick for event in heard(song, steps, live, track)]


def passes(song: Song, track: str, turn_steps: int, count: int = 16, live: Live = LOOP_A) -> str:
    """In which turns of so many sixteenths a track sounds at all, as `x..x`."""
    struck = {tick // (turn_steps * S) for tick in ticks(song, count * turn_steps, live, track)}
    return "".join("x" if turn in struck else "." for turn in range(count))


def grid(song: Song, steps: int, live: Live = LOOP_A, track: str | None = None) -> str:
    """The sixteenths of a straight song as `x..x`."""
    struck = set(ticks(song, steps, live, track))
    return "".join("x" if step * S in struck else "." for step in range(steps))


def lane(name: str, steps: Sequence[Step | None], **settings: object) -> Track:
    """A track of these steps."""
    return Track(name, tuple(steps), **settings)  # type: ignore[arg-type]
