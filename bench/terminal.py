"""A program on a terminal of its own: a pty that answers as a modern one does, and what was drawn on it."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
from collections.abc import Mapping, Sequence
from threading import Thread
from time import perf_counter

_SYNC_QUERY, _SYNC_ANSWER = b"\x1b[?2026$p", b"\x1b[?2026;2$y"
_CHUNK = 1 << 16
END_SECONDS = 8.0


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
            command,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env={**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **env},
            start_new_session=True,
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

    def wait(self, seconds: float) -> None:
        """Wait for the program to end by itself; TimeoutExpired if it does not."""
        self.process.wait(seconds)
        self._reader.join(END_SECONDS)

    def close(self) -> None:
        """End the program, if it still runs, and the terminal."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(END_SECONDS)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self._reader.join(END_SECONDS)
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
            if _SYNC_QUERY in chunk:
                os.write(self._ours, _SYNC_ANSWER)
