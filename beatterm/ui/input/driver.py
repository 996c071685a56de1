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
_KNOWN = ("mouse_pixels", "terminal_size", "terminal_pixel_size", "last_x", "last_y")
"""What Textual's parser remembers of the terminal and its mouse."""


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
            read = Reader(self._debug)
            with selectors.SelectSelector() as selector:
                selector.register(self.fileno, selectors.EVENT_READ)
                while not self.exit_event.is_set():
                    data = os.read(self.fileno, _CHUNK) if selector.select(_WAIT_SECONDS) else None
                    if data == b"":  # a terminal that has hung up is always ready, and says nothing
                        self.exit_event.wait(_WAIT_SECONDS)
                    for message in read(decode(data or b"")):
                        self.process_message(message)

    return BeatDriver


class Reader:
    """Makes messages of what a terminal sends. A sequence that cannot be read is left out."""

    def __init__(self, debug: bool = False) -> None:
        from textual._xterm_parser import XTermParser

        self._make = partial(XTermParser, debug)
        self._parser = self._make()

    def __call__(self, text: str) -> Iterator[Message]:
        """The messages of a text, and those that only waited for time to pass."""
        for character in text:
            yield from self._unless_it_breaks(partial(self._parser.feed, character))
        yield from self._unless_it_breaks(self._parser.tick)

    def _unless_it_breaks(self, more: Callable[[], Iterable[Message]]) -> Iterator[Message]:
        try:
            yield from more()
        except Exception:  # Textual's parser raises whatever int() and the like do with a strange sequence
            self._begin_anew()

    def _begin_anew(self) -> None:
        """What the terminal has said of itself still holds: the mouse is read by it."""
        before, self._parser = self._parser, self._make()
        for known in _KNOWN:
            setattr(self._parser, known, getattr(before, known))
