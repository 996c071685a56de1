"""A program on a terminal of its own: a pty that answers as a modern one does, and what was drawn on it."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping, Sequence
from threading import Thread
from time import perf_counter, sleep

_ANSWERS = {
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",
    b"\x1b]11;?": b"\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\",
    b"\x1b[c": b"\x1b[?62;22c",
}
"""What a terminal is asked, and answers: it draws whole frames, its background is dark, it is a VT220."""
_IN_A_SESSION = ("setsid", "--ctty")
"""What stands on the program's stdin becomes its /dev/tty."""
_CHUNK = 1 << 16
_END_SECONDS = 8.0
_MOMENT_SECONDS = 0.4

SIZES = ((80, 24), (200, 50))
"""The terminals that figures are taken on: the smallest, and a large one."""


class Terminal:
    """Runs a command on a pty of `columns` x `rows`; its output is read as it comes."""

    def __init__(self, command: Sequence[str], columns: int, rows: int, env: Mapping[str, str]) -> None:
        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.columns, self.rows = columns, rows
        self.drawn: list[tuple[float, bytes]] = []
        """What came, and when by `perf_counter`."""
        self.started_seconds = perf_counter()
        self.process = subprocess.Popen(
            [*_IN_A_SESSION, *command],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env={**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **env},
        )
        os.close(theirs)
        self._reader = Thread(target=self._read, name="terminal", daemon=True)
        self._reader.start()

    def type(self, keys: str) -> float:
        """Press keys; when that was."""
        pressed = perf_counter()
        os.write(self._ours, keys.encode())
        return pressed

    def text(self) -> bytes:
        """All that came so far."""
        return b"".join(chunk for _, chunk in self.drawn)

    def last_words(self) -> str:
        """The end of what came, to explain a failure."""
        return self.text()[-2000:].decode(errors="replace").replace("\r", "")

    def wait_for(self, text: str, seconds: float) -> None:
        """Wait until a text has been drawn, and a moment longer; TimeoutError if that never comes."""
        give_up = perf_counter() + seconds
        while text.encode() not in self.text():
            if perf_counter() > give_up or self.process.poll() is not None:
                raise TimeoutError(f"The program does not show {text!r}. It shows:\n{self.last_words()}")
            sleep(0.02)
        sleep(_MOMENT_SECONDS)

    def wait(self, seconds: float) -> None:
        """Wait for the program to end by itself; TimeoutExpired if it does not."""
        self.process.wait(seconds)
        self._reader.join(_END_SECONDS)

    def close(self) -> None:
        """End the program, if it still runs, and the terminal."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(_END_SECONDS)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self._reader.join(_END_SECONDS)
        os.close(self._ours)

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _read(self) -> None:
        while True:
            ready, _, _ = select.select([self._ours], [], [], 0.2)
            if not ready and self.process.poll() is not None:
                return
            if not ready:
                continue
            try:
                chunk = os.read(self._ours, _CHUNK)
            except OSError:  # the program has ended
                return
            self.drawn.append((perf_counter(), chunk))
            for question, answer in _ANSWERS.items():
                if question in chunk:
                    os.write(self._ours, answer)


def beatterm_screen(song: str, columns: int, rows: int, folder: str) -> Terminal:
    """The screen as the command opens it, with a song, without a sound card; its settings lie in `folder`."""
    homes = dict.fromkeys(("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"), folder)
    command = [sys.executable, "-m", "beatterm", song, "--silent"]
    return Terminal(command, columns, rows, homes)
