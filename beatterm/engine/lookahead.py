"""Asks the sequencer for a stretch at a time: its answer may be kept because the question is pure."""

from collections import deque

from beatterm.model.project import Project
from beatterm.model.time import SIXTEENTH_TICKS
from beatterm.sequencer.events import Event
from beatterm.sequencer.live import Live
from beatterm.sequencer.query import events_between

_STRETCH_TICKS = SIXTEENTH_TICKS


class Lookahead:
    """The coming events of what is playing. Anything that changes the answer must `restart` it."""

    def __init__(self) -> None:
        self._events: deque[Event] = deque()
        self._asked_until = 0

    def restart(self, tick: int) -> None:
        """Forget what was asked; go on from a tick."""
        self._events.clear()
        self._asked_until = tick

    def take(self, project: Project, live: Live, until_tick: int) -> list[Event]:
        """The events before a tick that have not been taken yet."""
        if until_tick > self._asked_until:
            end = max(until_tick, self._asked_until + _STRETCH_TICKS)
            self._events.extend(events_between(project, self._asked_until, end, live))
            self._asked_until = end
        taken = []
        while self._events and self._events[0].tick < until_tick:
            taken.append(self._events.popleft())
        return taken
