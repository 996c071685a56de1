"""Asks the inputs for what has come, often enough for it to be played, and puts it into the inbox."""

import time
import traceback
from threading import Event, Lock, Thread
from typing import Protocol

from beatterm.host.midi.inbox import Inbox

PERIOD_SECONDS = 0.001


class Input(Protocol):
    """What is listened to."""

    def come(self) -> list[tuple[float, bytes]]:
        """The messages since the last call, and when they came."""


class Listener:
    """Listens on a thread of its own, which rests while there is no input."""

    def __init__(self, inbox: Inbox) -> None:
        self._inbox = inbox
        self._inputs: dict[str, Input] = {}
        self._lock = Lock()
        self._has_inputs = Event()

    def start(self) -> None:
        """Begin to listen."""
        Thread(target=self._run, name="listener", daemon=True).start()

    def add(self, name: str, heard: Input) -> None:
        """Listen to this too."""
        with self._lock:
            self._inputs[name] = heard
            self._has_inputs.set()

    def remove(self, name: str) -> None:
        """Listen to it no more: after this it is not asked. What is held down there is let go."""
        with self._lock:
            self._inputs.pop(name, None)
            if not self._inputs:
                self._has_inputs.clear()
        self._inbox.let_go(name, time.monotonic())

    def let_go(self, name: str) -> None:
        """Who played there is gone: what is held down is let go, after all that has come."""
        self.turn()
        self._inbox.let_go(name, time.monotonic())

    def turn(self) -> None:
        """Ask all inputs."""
        with self._lock:
            for name, each in self._inputs.items():
                for seconds, data in each.come():
                    self._inbox.hear(name, seconds, data)

    def _run(self) -> None:
        while self._has_inputs.wait():
            try:
                self.turn()
            except Exception as error:
                traceback.print_exception(error)
            time.sleep(PERIOD_SECONDS)
