"""Key presses between the thread that reads the terminal and the screen: when each arrived, and what it
struck.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from textual.events import Key

from beatterm.ui.input.instrument import Instrument, Touch
from beatterm.ui.keyboard import stroke_of


@dataclass(frozen=True, slots=True)
class Arrival:
    """A key press, when its byte arrived, and what it struck at once, if anything."""

    event: Key
    stamp: float
    touch: Touch | None


class Arrivals:
    """Key presses in their order. A key is struck at once only if the screen is through with all before it:
    one of them may change what it means.
    """

    def __init__(self, instrument: Instrument, now: Callable[[], float]) -> None:
        self._instrument, self._now = instrument, now
        self._waiting: deque[Arrival] = deque()

    def arrived(self, event: Key) -> None:
        """Take in a key press; called by the thread that reads the terminal."""
        stamp = self._now()
        is_clear = self._instrument.is_open and all(each.touch for each in tuple(self._waiting))
        touch = self._instrument.touch(stroke_of(event), stamp) if is_clear else None
        self._waiting.append(Arrival(event, stamp, touch))

    def of(self, event: Key) -> Arrival:
        """What is known of a key press that the screen has come to."""
        for each in tuple(self._waiting):
            if each.event is event:
                return each
        return Arrival(event, self._now(), None)

    def done(self, event: Key) -> None:
        """The screen is through with a key press, and with those before it that never came to it."""
        if any(each.event is event for each in tuple(self._waiting)):
            while self._waiting.popleft().event is not event:
                pass
