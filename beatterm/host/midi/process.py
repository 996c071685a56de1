"""The MIDI process as the engine's process holds it: start it, speak (which never waits), listen, end it."""

import subprocess
from collections.abc import Callable
from contextlib import suppress
from threading import Thread

from beatterm.host.child import PatientPipe, spawn
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
        self._process = spawn("beatterm.host.midi.server", None)
        self._pipe = PatientPipe(self._process)
        self._listener = Thread(target=self._listen, name="MIDI's words", daemon=True)
        self._listener.start()

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    def send(self, word: Down) -> None:
        """Hand a message over; what does not fit into the pipe goes with the next. Never waits."""
        self._pipe.write(packed(word))
        if self._pipe.unsent_bytes > MOST_UNSENT_BYTES:
            self._process.kill()

    def end(self) -> None:
        """Let it end its notes and itself, which takes a moment; kill it if it does not."""
        self._pipe.write()
        self._pipe.close()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(END_SECONDS)
        with suppress(OSError):
            self._process.kill()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_KILL_SECONDS)
        self._listener.join(_KILL_SECONDS)

    def _listen(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as pipe, suppress(EOFError, OSError):
            while True:
                self._on_word(self, next_message(pipe))
        self._on_word(self, None)
