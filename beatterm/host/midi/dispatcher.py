"""Sends each message at its moment: sleeps until shortly before, then watches the clock. One thread does all
that touches the schedule, so what it was told first happens first.
"""

import time
import traceback
from collections import deque
from collections.abc import Callable
from threading import Event, Thread

from beatterm.engine.midi.due import Due
from beatterm.host.midi.schedule import Outlet, Schedule

WATCH_SECONDS = 0.0004
"""So long before a message is due the thread sleeps no more: waking up may take as long."""
LATE_KEPT = 2048
_ANSWER_SECONDS = 2.0
"""What waiting for an order to be carried out may take: an output may hang."""


class Dispatcher:
    """Times a Schedule. All methods return at once but `unplug` and `end`, which wait until that is done."""

    def __init__(
        self,
        schedule: Schedule | None = None,
        clock: Callable[[], float] = time.monotonic,
        wait: Callable[[float | None], object] | None = None,
    ) -> None:
        self._schedule = schedule or Schedule()
        self._clock = clock
        self._orders: deque[Callable[[], None]] = deque()
        self._woken = Event()
        self._wait = wait or self._woken.wait
        self._is_ended = False
        self._late: deque[float] = deque(maxlen=LATE_KEPT)
        self._thread: Thread | None = None

    def start(self) -> None:
        """Send on a thread of its own."""
        self._thread = Thread(target=self.run, name="dispatcher", daemon=True)
        self._thread.start()

    def send(self, messages: tuple[Due, ...]) -> None:
        """Send these when they are due."""
        self._order(lambda: self._schedule.add(messages))

    def release(self, seconds: float, panic: bool) -> None:
        """End all notes, and forget what is due from a moment on. What is due already leaves."""
        self._order(self._send_due)
        self._order(lambda: self._schedule.release(seconds, panic))

    def inherit(self, ends: tuple[tuple[str, bytes], ...]) -> None:
        """Others may have left notes sounding behind these ports: have them ended once they are there."""
        self._order(lambda: self._schedule.inherit(ends))

    def plug(self, port: str, outlet: Outlet) -> None:
        """A port has an output from now on."""
        self._order(lambda: self._schedule.plug(port, outlet))

    def lose(self, port: str) -> None:
        """A port's output has gone without a word."""
        self._order(lambda: self._schedule.lose(port))

    def unplug(self, port: str) -> None:
        """End what a port has begun; after this nothing is sent through its output."""
        self._order(self._send_due)
        self._order_and_wait(lambda: self._schedule.unplug(port))

    def end(self) -> None:
        """End all notes on all ports, stop who follows, and send no more."""
        self._order(self._send_due)
        self._order(self._schedule.unplug_all)
        self._order_and_wait(self._end_thread)

    def counts(self) -> tuple[tuple[str, int], ...]:
        """How many messages each port has sent."""
        return tuple(self._schedule.counts.copy().items())

    def late(self) -> tuple[float, ...]:
        """By how many seconds the messages since the last call missed their moments; the latest of many."""
        return tuple(self._late.popleft() for _ in range(len(self._late)))

    def run(self) -> None:
        """Send on this thread until ended."""
        while not self._is_ended:
            self.turn()

    def turn(self) -> None:
        """Carry out what was ordered; then send the next message, or if that has time, wait."""
        self._woken.clear()
        while self._orders:
            self._carry_out(self._orders.popleft())
        if not self._is_ended:
            self._go_on(self._schedule.next_seconds)

    def _go_on(self, next_seconds: float | None) -> None:
        if next_seconds is None:
            self._wait(None)
            return
        left_seconds = next_seconds - self._clock()
        if left_seconds > WATCH_SECONDS:
            self._wait(left_seconds - WATCH_SECONDS)
            return
        while self._clock() < next_seconds:
            pass
        self._carry_out(self._send_due)

    def _send_due(self) -> None:
        self._schedule.send_due(self._clock, self._late.append)

    def _order(self, order: Callable[[], None]) -> None:
        self._orders.append(order)
        self._woken.set()

    def _order_and_wait(self, order: Callable[[], None]) -> None:
        if self._is_ended:
            return
        done = Event()
        self._order(order)
        self._order(done.set)
        done.wait(_ANSWER_SECONDS)

    def _carry_out(self, order: Callable[[], None]) -> None:
        """What goes wrong with one message must not cost the others."""
        try:
            order()
        except Exception as error:
            traceback.print_exception(error)

    def _end_thread(self) -> None:
        self._is_ended = True
