"""The driver of the terminal, which tells of key presses in the thread that reads them."""

import sys
from collections.abc import Callable

from textual.driver import Driver
from textual.events import Key
from textual.message import Message

Arrived = Callable[[Key], None]


def driver_class(arrived: Arrived) -> type[Driver] | None:
    """A driver that calls `arrived` for each key press before the screen gets it; None (Textual's own) where
    the system has another way to read keys.
    """
    if sys.platform == "win32":
        return None
    from textual.drivers.linux_driver import LinuxDriver

    class BeatDriver(LinuxDriver):
        def process_message(self, message: Message) -> None:
            if isinstance(message, Key):
                arrived(message)
            super().process_message(message)

    return BeatDriver
