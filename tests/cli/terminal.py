"""A terminal of the tests' own, with the screen running on it."""

import fcntl
import os
import pty
import struct
import subprocess
import termios
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.cli.command import PATIENCE_SECONDS, start


@dataclass
class Terminal:
    """One end of it; the screen has the other. `seen` is every byte that the screen wrote."""

    ours: int
    theirs: int
    seen: bytearray = field(default_factory=bytearray)

    def sees(self, words: bytes) -> bool:
        """Whether these words were written."""
        return words in self.seen

    def type(self, keys: bytes) -> None:
        """Press keys."""
        os.write(self.ours, keys)

    def modes(self) -> list[Any]:
        """How the terminal is set."""
        return termios.tcgetattr(self.theirs)

    def read_on(self) -> None:
        """Take in what is written, until the terminal is closed."""
        try:
            while data := os.read(self.ours, 65536):
                self.seen += data
        except OSError:  # nobody has the other end open any more
            pass


@contextmanager
def terminal(columns: int = 100, lines: int = 30) -> Iterator[Terminal]:
    """An open terminal, read all the time."""
    here = Terminal(*pty.openpty())
    fcntl.ioctl(here.theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    reader = threading.Thread(target=here.read_on, daemon=True)
    reader.start()
    try:
        yield here
    finally:
        os.close(here.theirs)
        reader.join(PATIENCE_SECONDS)
        os.close(here.ours)


@contextmanager
def screen(here: Terminal, *words: str, folder: Path, **env: str) -> Iterator[subprocess.Popen[Any]]:
    """`beatterm --silent WORDS` on a terminal; killed if the test leaves it running."""
    streams = {"stdin": here.theirs, "stdout": here.theirs, "stderr": here.theirs}
    env = {"TERM": "xterm-256color"} | env
    with start("--silent", *words, folder=folder, env=env, **streams) as process:
        try:
            yield process
        finally:
            process.kill()


def until(is_so: Callable[[], object]) -> None:
    """Wait for something that must happen."""
    give_up_seconds = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < give_up_seconds
        time.sleep(0.02)
