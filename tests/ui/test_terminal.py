"""The screen on a real terminal: what it writes, how much, and how it leaves the terminal behind."""

import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import ioctl
from typing import Any

import pytest

from tests.servers.process import ROOT

PATIENCE_SECONDS = 60.0
"""After this a terminal that says nothing is taken for dead; nothing is timed with it."""

WHITE = b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?62c"
BLACK = b"\x1b]11;rgb:0000/0000/0000\x1b\\\x1b[?62c"
SILENT = b"\x1b[?62c"
COLOUR = re.compile(rb"\x1b\[[0-9;]*?\b(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;[0-9;]*)?m")


class Terminal:
    """The far end of a terminal in which the screen runs."""

    def __init__(self, ours: int, pid: int, answer: bytes) -> None:
        self._ours, self._pid, self._answer = ours, pid, answer
        self.seen = b""
        self.status: int | None = None

    def wait_for(self, text: bytes, start: int = 0) -> int:
        """Read until a text has come after `start`; where it ends."""
        until = time.monotonic() + PATIENCE_SECONDS
        while text not in self.seen[start:]:
            assert time.monotonic() < until, f"{text!r} did not come"
            self._read()
        return self.seen.index(text, start) + len(text)

    def resize(self, columns: int, lines: int, text: bytes) -> None:
        """Change the size, and read until a text has come. The signal is sent again and again: one that comes
        while the screen starts may find nobody to hear it.
        """
        start = len(self.seen)
        until = time.monotonic() + PATIENCE_SECONDS
        ioctl(self._ours, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        while text not in self.seen[start:]:
            assert time.monotonic() < until, f"{text!r} did not come"
            os.kill(self._pid, signal.SIGWINCH)
            self._read()

    def _read(self) -> bool:
        ready, _, _ = select.select([self._ours], [], [], 0.2)
        if not ready:
            return True
        try:
            more = os.read(self._ours, 65536)
        except OSError:
            return False
        self.seen += more
        if b"\x1b]11;?" in more:
            os.write(self._ours, self._answer)
        return bool(more)

    def type(self, text: str | bytes) -> None:
        os.write(self._ours, text.encode() if isinstance(text, str) else text)

    def wait_for_end(self) -> int:
        """Read until the program has ended; its exit code."""
        while self._read():
            done, status = os.waitpid(self._pid, os.WNOHANG)
            if done:
                self._read()
                self.status = os.waitstatus_to_exitcode(status)
                return self.status
        _, status = os.waitpid(self._pid, 0)
        self.status = os.waitstatus_to_exitcode(status)
        return self.status

    def attributes(self) -> list[Any]:
        return termios.tcgetattr(self._ours)


@contextmanager
def terminal(
    size: tuple[int, int] = (80, 24), answer: bytes = BLACK, song: str = "small", **environ: str
) -> Iterator[Terminal]:
    """The screen in a terminal of that size, which answers the question for its background."""
    pid, ours = pty.fork()
    if pid == 0:
        os.chdir(ROOT)
        clean = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLORFGBG")}
        known = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "PYTHONPATH": str(ROOT)}
        argv = [sys.executable, "-m", "tests.ui.on_terminal", song]
        os.execve(sys.executable, argv, clean | known | environ)
    ioctl(ours, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
    far = Terminal(ours, pid, answer)
    try:
        yield far
    finally:
        if far.status is None:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
        os.close(ours)


def test_it_leaves_the_terminal_as_it_was() -> None:
    with terminal() as far:
        before = far.attributes()
        far.wait_for(b"kick")
        assert far.attributes() != before
        far.type(" ")
        far.wait_for(b"PLAY")
        far.type("\x1b[Cu!q")
        assert far.wait_for_end() == 0
        assert far.attributes() == before
        for ends in (b"\x1b[?1049l", b"\x1b[?1003l", b"\x1b[?1000l", b"\x1b[?25h"):
            begins = ends[:-1] + (b"l" if ends.endswith(b"h") else b"h")
            assert far.seen.rindex(ends) > far.seen.rindex(begins)
        assert far.seen[far.seen.rindex(b"\x1b[?1049l") :].strip(b"\r\n").count(b"\n") == 0


def test_an_edit_is_asked_about_before_it_is_lost() -> None:
    with terminal() as far:
        far.wait_for(b"kick")
        far.type("\r")
        place = far.wait_for(b"rest")
        far.type("q")
        far.wait_for(b"not saved", place)
        far.type("d")
        assert far.wait_for_end() == 0


def test_no_byte_from_the_terminal_ends_the_screen() -> None:
    with terminal() as far:
        far.wait_for(b"kick")
        far.type(b"\x1b[200~no text \xff\xfe\x1b[201~")
        far.type(b"\x1b[97;1:3u")  # a key let go, as the kitty protocol tells it
        far.type(" ")
        far.wait_for(b"PLAY")
        far.type("!q")
        assert far.wait_for_end() == 0


@pytest.mark.parametrize(
    ("answer", "ground"),
    [(WHITE, b"48;2;247;245;240"), (BLACK, b"48;2;18;22;28"), (SILENT, b"48;2;18;22;28")],
)
def test_the_colours_suit_the_terminals_background(answer: bytes, ground: bytes) -> None:
    with terminal(answer=answer) as far:
        far.wait_for(b"kick")
        far.wait_for(ground)
        far.type("q")
        assert far.wait_for_end() == 0


def test_without_colour_no_colour_is_sent() -> None:
    with terminal(NO_COLOR="1") as far:
        far.wait_for(b"kick")
        far.type(" vl")
        place = far.wait_for(b"SELECT")
        far.type("?")
        place = far.wait_for(b"closes", place)
        far.type("q")
        place = far.wait_for(b"kick", place)
        far.type(":")
        place = far.wait_for(b"Find a command", place)
        far.type("quit\r")
        assert far.wait_for_end() == 0
        assert COLOUR.findall(far.seen) == []


def test_playing_is_small_on_the_wire() -> None:
    """A step at 200x50: the playhead through 16 rows, two moves of all levels, four looks at the clock."""
    with terminal((200, 50), song="large") as far:
        far.wait_for(b"t15")
        far.type(" ")
        start = far.wait_for(b"1.2.1")
        end = far.wait_for(b"2.2.1", start)
        far.type("q")
        assert far.wait_for_end() == 0
        assert (end - start) / 16 < 14_000


def test_a_terminal_that_changes_size_is_followed() -> None:
    with terminal() as far:
        far.wait_for(b"kick")
        far.resize(40, 10, b"60x18")
        far.resize(200, 50, b"Master and kit")
        far.type("q")
        assert far.wait_for_end() == 0
