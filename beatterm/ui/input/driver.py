"""The driver of the terminal, which tells of key presses in the thread that reads them."""

import os
import sys
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from textual.driver import Driver
from textual.events import Key
from textual.message import Message

Arrived = Callable[[Key], None]

_CHUNK = 4096
_WAIT_SECONDS = 0.1
"""After so long an escape that nothing has followed is a key of its own."""


def driver_class(arrived: Arrived) -> type[Driver] | None:
    """A driver that calls `arrived` for each key press before the screen gets it; None (Textual's own) where
    the system has another way to read keys.
    """
    if sys.platform == "win32":
        return None
    import selectors

    from textual.drivers.linux_driver import LinuxDriver

    class BeatDriver(LinuxDriver):
        def process_message(self, message: Message) -> None:
            if isinstance(message, Key):
                arrived(message)
            super().process_message(message)

        def run_input_thread(self) -> None:
            """As Textual's, except that no byte ends the screen: a paste may hold anything."""
            decode = getincrementaldecoder("utf-8")("replace").decode
            read = _Reader(self._debug)
            with selectors.SelectSelector() as selector:
                selector.register(self.fileno, selectors.EVENT_READ)
                while not self.exit_event.is_set():
                    has_come = selector.select(_WAIT_SECONDS)
                    text = decode(os.read(self.fileno, _CHUNK)) if has_come else ""
                    for message in read(text):
                        self.process_message(message)

    return BeatDriver


class _Reader:
    """Makes messages of what a terminal sends. A sequence that cannot be read is left out."""

    def __init__(self, debug: bool) -> None:
        self._debug = debug
        self._begin()

    def _begin(self) -> None:
        from textual._xterm_parser import XTermParser

        self._parser = XTermParser(self._debug)

    def __call__(self, text: str) -> Iterator[Message]:
        """The messages of a text, and those that only waited for time to pass."""
        for character in text:
            yield from self._unless_it_breaks(partial(self._parser.feed, character))
        yield from self._unless_it_breaks(self._parser.tick)

    def _unless_it_breaks(self, more: Callable[[], Iterable[Message]]) -> Iterator[Message]:
        try:
            yield from more()
        except Exception:  # Textual's parser raises whatever int() and the like do with a strange sequence
            self._begin()
