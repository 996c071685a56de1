"""Asks the sequencer for a stretch at a time: its answer may be kept because the question is pure."""

from collections import deque

from beatterm.model.project import Project
from beatterm.model.time import SIXTEENTH_TICKS
from beatterm.sequencer.events import Event
from beatterm.sequencer.live import Live
from beatterm.sequencer.query import events_between

_STRETCH_TICKS = SIXTEENTH_TICKS // 4
_ASK_AT_TICKS = SIXTEENTH_TICKS // 8
"""Where in a sixteenth the next one is asked for: hardly a step falls there, so the blocks that start many
voices need not ask as well.
"""


class Lookahead:
    """The coming events of what is playing, each taken once."""

    def __init__(self) -> None:
        self._events: deque[Event] = deque()
        self._asked_until = 0
        self._taken_until = 0

    def begin(self, tick: int) -> None:
        """Go on from a tick, wherever it was before."""
        self._taken_until = tick
        self.ask_again()

    def ask_again(self) -> None:
        """Forget the answers that have not been taken: the project or the cues have changed."""
        self._events.clear()
        self._asked_until = self._taken_until

    def take(self, project: Project, live: Live, until_tick: int) -> list[Event]:
        """The events before a tick that have not been taken yet."""
        if until_tick > self._asked_until:
            stretch = (until_tick - 1 - _ASK_AT_TICKS) // _STRETCH_TICKS + 1
            end = _ASK_AT_TICKS + stretch * _STRETCH_TICKS
            self._events.extend(events_between(project, self._asked_until, end, live))
            self._asked_until = end
        self._taken_until = max(self._taken_until, until_tick)
        taken = []
        while self._events and self._events[0].tick < until_tick:
            taken.append(self._events.popleft())
        return taken
