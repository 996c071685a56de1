"""The MIDI process as the engine's process holds it: start it, speak (which never waits), listen, end it."""

import os
import subprocess
from collections.abc import Callable
from contextlib import suppress
from threading import Lock, Thread

from beatterm.host.child import spawn
from beatterm.host.midi.wire import Down, Up
from beatterm.host.wire import next_message, packed

END_SECONDS = 3.0
_KILL_SECONDS = 2.0
MOST_UNSENT_BYTES = 1 << 20
"""A process that leaves so much unread hangs."""

OnWord = Callable[["MidiProcess", Up | None], None]
"""Called on a thread of the listener's with each message, and with None when the process has ended."""


class MidiProcess:
    """One run of the server. Raises OSError where no process can be started."""

    def __init__(self, on_word: OnWord) -> None:
        self._on_word = on_word
        self._unsent = bytearray()
        self._lock = Lock()
        self._process = spawn("beatterm.host.midi.server", None)
        assert self._process.stdin is not None
        self._pipe = self._process.stdin
        with suppress(OSError, AttributeError):  # where the system cannot, writing to a hung process waits
            os.set_blocking(self._pipe.fileno(), False)
        self._listener = Thread(target=self._listen, name="MIDI's words", daemon=True)
        self._listener.start()

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    def send(self, word: Down) -> None:
        """Hand a message over; what does not fit into the pipe goes with the next. Never waits."""
        message = packed(word)
        with self._lock:
            self._unsent += message
            self._write()
            if len(self._unsent) > MOST_UNSENT_BYTES:
                self._unsent.clear()
                self._process.kill()

    def end(self) -> None:
        """Let it end its notes and itself, which takes a moment; kill it if it does not."""
        with self._lock, suppress(OSError):
            self._write()
            self._pipe.close()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(END_SECONDS)
        with suppress(OSError):
            self._process.kill()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_KILL_SECONDS)
        self._listener.join(_KILL_SECONDS)

    def _write(self) -> None:
        try:
            while self._unsent:
                sent = os.write(self._pipe.fileno(), self._unsent)
                del self._unsent[:sent]
        except BlockingIOError:
            pass
        except (OSError, ValueError):  # it has ended: the listener says so
            self._unsent.clear()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as pipe, suppress(EOFError, OSError):
            while True:
                self._on_word(self, next_message(pipe))
        self._on_word(self, None)
