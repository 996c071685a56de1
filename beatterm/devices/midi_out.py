"""An open MIDI output: bytes go through it to one port of the system, or to whoever connects to it."""

from contextlib import suppress
from typing import Any


class MidiOut:
    """Wraps an open `rtmidi.MidiOut`. `name` is what others see it as."""

    def __init__(self, port: Any, name: str) -> None:
        self.name = name
        self._port = port

    def send(self, data: bytes) -> bool:
        """Send one message, at once; False if it did not leave."""
        try:
            self._port.send_message(data)
        except (OSError, ValueError):  # the port has gone, or these bytes are no message
            return False
        return True

    def close(self) -> None:
        """Give the port back. Takes a second, in which all stands still, where the JACK server has died."""
        with suppress(OSError):
            self._port.close_port()
            self._port.delete()
