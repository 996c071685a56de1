"""Asks the inputs for what has come, often enough for it to be played, and puts it into the inbox."""

import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event, Lock, Thread
from typing import Protocol

from beatterm.host.midi.inbox import Inbox

PERIOD_SECONDS = 0.001
_SENSING = b"\xfe"
SENSING_SECONDS = 0.5
"""Who has sent Active Sensing sends something every 0.3 s from then on. Where nothing comes for so long the
cable is out, although its interface is still there.
"""


class Input(Protocol):
    """What is listened to."""

    def come(self) -> list[tuple[float, bytes]]:
        """The messages since the last call, and when they came."""


@dataclass(slots=True)
class _Line:
    """What is listened to, when something came last, and whether Active Sensing has."""

    heard: Input
    last_seconds: float = 0.0
    is_sensed: bool = False


class Listener:
    """Listens on a thread of its own, which rests while there is no input."""

    def __init__(self, inbox: Inbox, clock: Callable[[], float] = time.monotonic) -> None:
        self._inbox = inbox
        self._clock = clock
        self._lines: dict[str, _Line] = {}
        self._lock = Lock()
        self._has_inputs = Event()

    def start(self) -> None:
        """Begin to listen."""
        Thread(target=self._run, name="listener", daemon=True).start()

    def add(self, name: str, heard: Input) -> None:
        """Listen to this too."""
        with self._lock:
            self._lines[name] = _Line(heard)
            self._has_inputs.set()

    def remove(self, name: str) -> None:
        """Listen to it no more: after this it is not asked. What is held down there is let go."""
        with self._lock:
            self._lines.pop(name, None)
            if not self._lines:
                self._has_inputs.clear()
        self._inbox.let_go(name, self._clock())

    def let_go(self, name: str) -> None:
        """Who played there is gone: what is held down is let go, after all that has come."""
        self.turn()
        self._inbox.let_go(name, self._clock())

    def turn(self) -> None:
        """Ask all inputs."""
        with self._lock:
            for name, line in self._lines.items():
                self._hear(name, line)

    def _hear(self, name: str, line: _Line) -> None:
        came, now = line.heard.come(), self._clock()
        for seconds, data in came:
            if data == _SENSING:
                line.is_sensed = True
            else:
                self._inbox.hear(name, seconds, data)
        if came:
            line.last_seconds = now
        elif line.is_sensed and now - line.last_seconds > SENSING_SECONDS:
            line.is_sensed = False
            self._inbox.let_go(name, now)

    def _run(self) -> None:
        while self._has_inputs.wait():
            try:
                self.turn()
            except Exception as error:
                traceback.print_exception(error)
            time.sleep(PERIOD_SECONDS)
