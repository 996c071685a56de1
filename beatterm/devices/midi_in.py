"""An open MIDI input, which is asked for what has come.

rtmidi could call instead, but on the system's own thread: that would wait there for Python's lock, holding up
the sound of everybody, and for ever if the port is being closed at that moment.
"""

import time
from contextlib import suppress
from typing import Any

QUEUE_MESSAGES = 4096
"""What rtmidi keeps between two questions."""


class MidiIn:
    """Wraps an open `rtmidi.MidiIn`. `name` is what others see it as."""

    def __init__(self, port: Any, name: str) -> None:
        self.name = name
        self._port = port
        self._stamps = Stamps(time.monotonic())
        port.ignore_types(sysex=False, timing=False, active_sense=False)

    def come(self) -> list[tuple[float, bytes]]:
        """The messages since the last call, each with the moment (monotonic) at which it came."""
        messages = []
        while (event := self._port.get_message()) is not None:
            data, since_last_seconds = event
            messages.append((self._stamps.of(since_last_seconds, time.monotonic()), bytes(data)))
        self._stamps.asked(time.monotonic())
        return messages

    def close(self) -> None:
        """Give the port back."""
        with suppress(OSError):
            self._port.close_port()
            self._port.delete()


class Stamps:
    """When messages came, although they are asked for later: from the times between them, which the system
    has measured, kept within what is possible.
    """

    def __init__(self, now: float) -> None:
        self._asked_seconds = now
        self._last_seconds = now

    def of(self, since_last_seconds: float, now: float) -> float:
        """When the next message came, so long after the one before."""
        seconds = self._last_seconds + since_last_seconds
        self._last_seconds = min(max(seconds, self._asked_seconds), now)
        return self._last_seconds

    def asked(self, now: float) -> None:
        """All that came before has been asked for."""
        self._asked_seconds = now
