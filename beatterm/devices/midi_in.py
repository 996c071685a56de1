"""An open MIDI input: every message is stamped and handed on as it comes."""

import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

Hear = Callable[[float, bytes], None]
"""Called with the moment (monotonic) and the message, on a thread of the system's, which must not wait."""


class MidiIn:
    """Wraps an open `rtmidi.MidiIn`. `name` is what others see it as."""

    def __init__(self, port: Any, name: str, hear: Hear) -> None:
        self.name = name
        self._port = port
        port.ignore_types(sysex=False, timing=False, active_sense=True)
        port.set_callback(_stamped(hear))

    def close(self) -> None:
        """Hear no more and give the port back."""
        with suppress(OSError):
            self._port.cancel_callback()
            self._port.close_port()
            self._port.delete()


def _stamped(hear: Hear) -> Callable[[tuple[list[int], float], object], None]:
    def stamp(event: tuple[list[int], float], _data: object) -> None:
        hear(time.monotonic(), bytes(event[0]))

    return stamp
