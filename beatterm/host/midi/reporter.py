"""Tells the conductor what happens: what has come in, at once; ports that come and go; what was sent, and how
late; where the Link session is.
"""

import time
import traceback
from collections.abc import Callable
from dataclasses import replace
from threading import Lock, Thread

from beatterm.host.midi.dispatcher import Dispatcher
from beatterm.host.midi.inbox import Inbox
from beatterm.host.midi.link_seat import LinkSeat
from beatterm.host.midi.patchbay import Patchbay
from beatterm.host.midi.wire import Ports, Sent, SetLink, Up
from beatterm.model.midi_setup import MidiSetup

LOOK_SECONDS = 0.25
"""How often the system's ports are looked at: one that goes and comes back in less is not taken again."""
SENT_SECONDS = 0.25
_BREATH_SECONDS = 0.001
"""Between two batches of what has come in: a flood makes longer ones, not more."""


class Reporter:
    """Speaks on a thread of its own."""

    def __init__(
        self, inbox: Inbox, patchbay: Patchbay, dispatcher: Dispatcher, say: Callable[[Up], None]
    ) -> None:
        self._inbox = inbox
        self._patchbay = patchbay
        self._dispatcher = dispatcher
        self._say = say
        self._lock = Lock()
        self._link = LinkSeat(self._speak)
        self._ports: Ports | None = None
        self._counts: tuple[tuple[str, int], ...] = ()
        self._look_seconds = 0.0
        self._sent_seconds = 0.0

    def start(self) -> None:
        """Begin to report."""
        Thread(target=self._run, name="reporter", daemon=True).start()

    def configure(self, setup: MidiSetup) -> None:
        """Have these ports and a seat in the Link session, or none, and say how they stand."""
        self._link.configure(setup.link)
        self._say_ports(self._patchbay.configure(setup))

    def set_link(self, word: SetLink) -> None:
        """Tell the Link session."""
        self._link.tell(word)

    def leave_link(self) -> None:
        """Say goodbye to the Link session."""
        self._link.leave()

    def turn(self, now: float) -> None:
        """Say what there is to say."""
        while (arrivals := self._inbox.take()) is not None:
            self._speak(arrivals)
        if now - self._sent_seconds >= SENT_SECONDS:
            self._sent_seconds = now
            self._say_sent()
        if now - self._look_seconds >= LOOK_SECONDS:
            self._look_seconds = now
            self._say_ports(self._patchbay.look())

    def _run(self) -> None:
        while True:
            self._inbox.filled.wait(SENT_SECONDS)
            try:
                self.turn(time.monotonic())
            except Exception as error:
                traceback.print_exception(error)
            time.sleep(_BREATH_SECONDS)

    def _say_sent(self) -> None:
        counts, late = self._dispatcher.counts(), self._dispatcher.late()
        if counts != self._counts or late:
            self._counts = counts
            self._speak(Sent(counts, late))

    def _say_ports(self, ports: Ports) -> None:
        problems = filter(None, (ports.problem, self._link.problem))
        ports = replace(ports, problem=" ".join(problems))
        if ports != self._ports:
            self._ports = ports
            self._speak(ports)

    def _speak(self, word: Up) -> None:
        with self._lock:
            self._say(word)
