"""What is to be sent when, and through which output; it ends what it has begun. No clock and no threads: the
dispatcher says what time it is.
"""

import heapq
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import count
from typing import NamedTuple

from beatterm.engine.midi.due import NOTE_OFF, Due
from beatterm.host.midi.sounding import Sounding, silence_everywhere

Outlet = Callable[[bytes], bool]
"""Sends a message at once; False if it did not leave."""
AT_ONCE = 0.0
"""Messages due at this moment are not late, whenever they leave."""


class _Waiting(NamedTuple):
    """A message in the queue. Of equal ones the first that came leaves first."""

    seconds: float
    priority: int
    number: int
    due: Due


class Schedule:
    """Messages in the order in which they leave."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        """How many messages each port has sent."""
        self._queue: list[_Waiting] = []
        self._numbers = count()
        self._outlets: dict[str, Outlet] = {}
        self._sounding: dict[str, Sounding] = {}
        self._inherited: dict[str, list[bytes]] = {}

    @property
    def next_seconds(self) -> float | None:
        """When the next message is due; None if there is none."""
        return self._queue[0].seconds if self._queue else None

    def add(self, messages: Iterable[Due]) -> None:
        """Have these sent."""
        for due in messages:
            heapq.heappush(self._queue, _Waiting(due.seconds, due.priority, next(self._numbers), due))

    def send_due(self, clock: Callable[[], float], late: Callable[[float], None]) -> None:
        """Send all that is due by now; `late` is told of each by how many seconds it missed its moment.

        That is told without an output too.
        """
        while self._queue:
            seconds, now = self._queue[0].seconds, clock()
            if seconds > now:
                return
            due = heapq.heappop(self._queue).due
            self._send(due.port, due.data)
            if seconds > AT_ONCE:
                late(now - seconds)

    def release(self, seconds: float, panic: bool) -> None:
        """Forget what is due from a moment on and end all notes; with `panic` silence the used channels.

        A note that begins before that moment ends then.
        """
        self._queue = sorted(waiting for waiting in self._queue if waiting.seconds < seconds)
        for port in self._outlets:
            self._end_notes(port, panic)
            beginning = Sounding()
            for waiting in self._queue:
                if waiting.due.port == port and waiting.due.data:
                    beginning.note(waiting.due.data)
            self.add([Due(seconds, NOTE_OFF, port, data) for data in beginning.offs()])

    def inherit(self, ends: Iterable[tuple[str, bytes]]) -> None:
        """What ends notes and transports that a process before this one may have left behind: it leaves as
        soon as its port has an output. Some machines know no all notes off.
        """
        for port, data in ends:
            self._inherited.setdefault(port, []).append(data)

    def plug(self, port: str, outlet: Outlet) -> None:
        """A port has an output from now on. What it may have left sounding, before it was lost or before this
        process began, is ended. Of a start that was told to nobody the rest is not told either.
        """
        self._outlets[port] = outlet
        self._queue = sorted(each for each in self._queue if not _is_start(each.due, port))
        if port in self._sounding:
            self._end_notes(port, panic=True)
        else:
            self._sounding[port] = Sounding()
            for data in (*self._inherited.pop(port, ()), *silence_everywhere()):
                outlet(data)

    def lose(self, port: str) -> None:
        """A port's output has gone; what sounds there is ended when it is back."""
        self._outlets.pop(port, None)

    def unplug(self, port: str) -> None:
        """End what a port has begun, and give its output up."""
        self.lose_notes(port)
        self._outlets.pop(port, None)
        self._sounding.pop(port, None)

    def unplug_all(self) -> None:
        """End everything."""
        self._queue.clear()
        for port in list(self._outlets):
            self.unplug(port)

    def lose_notes(self, port: str) -> None:
        """End a port's notes, silence it and stop who follows its transport."""
        if port in self._outlets:
            self._end_notes(port, panic=True)
            self._send_all(port, self._sounding[port].stop())

    def _end_notes(self, port: str, panic: bool) -> None:
        sounding = self._sounding[port]
        self._send_all(port, sounding.offs())
        if panic:
            self._send_all(port, sounding.silence())

    def _send_all(self, port: str, messages: list[bytes]) -> None:
        for data in messages:
            self._send(port, data)

    def _send(self, port: str, data: bytes) -> None:
        outlet = self._outlets.get(port)
        if outlet is None or not data or self._sounding[port].is_needless(data):
            return
        if outlet(data):
            self._sounding[port].note(data)
            self.counts[port] += 1


def _is_start(due: Due, port: str) -> bool:
    """Whether it is a part of what makes a port's listeners begin: position, Start or Continue."""
    return due.port == port and due.data[:1] in (b"\xf2", b"\xfa", b"\xfb")
