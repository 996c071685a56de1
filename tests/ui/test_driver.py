"""What a terminal sends, byte for byte, and the messages that it becomes."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from textual.events import Key, MouseDown, Paste
from textual.message import Message

from beatterm.ui.input.driver import Reader, driver_class

UNREADABLE = "\x1b[99999999u"
"""The key of a character that does not exist, as the kitty protocol would tell it."""
PIXELS = "\x1b[48;24;80;480;800t"
"""A window of 80x24 characters of 10x20 pixels, whose mouse is told in pixels."""


class Leaving:
    """An `exit_event` that is set once somebody has waited for it; it is not asked for ever."""

    def __init__(self) -> None:
        self.waits = 0
        self._asked = 0

    def is_set(self) -> bool:
        self._asked += 1
        return self.waits > 0 or self._asked > 100

    def wait(self, seconds: float) -> None:
        self.waits += 1


@pytest.fixture
def hung_up() -> Iterator[int]:
    """The reading end of what nobody will ever write to again; a key stands in it."""
    ours, theirs = os.pipe()
    os.write(theirs, b"x")
    os.close(theirs)
    yield ours
    os.close(ours)


def test_the_mouse_is_where_it_was_after_a_sequence_that_cannot_be_read() -> None:
    read = Reader()
    told = list(read(f"{PIXELS}{UNREADABLE}\x1b[<0;401;241M"))
    press = told[-1]
    assert isinstance(press, MouseDown)
    assert (press.x, press.y) == (40, 12)


def test_a_sequence_that_cannot_be_read_costs_no_key_before_or_after_it() -> None:
    told = list(Reader()(f"a{UNREADABLE}b"))
    assert [each.key for each in told if isinstance(each, Key)] == ["a", "b"]


def test_what_comes_in_pieces_is_put_together() -> None:
    read = Reader()
    told = [message for piece in ("\x1b[200~one ", "two\x1b[2", "01~x") for message in read(piece)]
    assert [each.text for each in told if isinstance(each, Paste)] == ["one two"]
    assert [each.key for each in told if isinstance(each, Key)] == ["x"]


def test_a_terminal_that_has_hung_up_is_not_asked_without_a_pause(hung_up: int) -> None:
    made: Any = driver_class(lambda key: None)
    driver = made.__new__(made)
    told: list[Message] = []
    leaving = Leaving()
    driver.fileno, driver._debug, driver.exit_event = hung_up, False, leaving
    driver.process_message = told.append
    driver.run_input_thread()
    assert [each.key for each in told if isinstance(each, Key)] == ["x"]
    assert leaving.waits == 1
