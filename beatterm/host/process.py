"""The engine's process as its parent holds it: start it, speak (which never waits), listen, end it."""

import os
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Lock, Thread

from beatterm.devices.quiet import open_log
from beatterm.engine.messages import Command, OpenDevice, Report
from beatterm.host.child import PatientPipe, spawn
from beatterm.host.standing import Resume
from beatterm.host.telemetry import Record, TelemetryReader
from beatterm.host.wire import Launch, Order, Renew, next_message, packed

END_SECONDS = 5.0
_KILL_SECONDS = 2.0

OnWord = Callable[[Report | Renew | None], None]
"""Called on a thread of the listener's with each report, and with None when the process has closed its end.
"""


class EngineProcess:
    """One run of the server, which plays through `device` with an engine of that maker."""

    def __init__(self, device: OpenDevice, engine: str, log_path: Path | None, on_word: OnWord) -> None:
        self._telemetry = TelemetryReader()
        self._on_word = on_word
        self._lock = Lock()
        self._number = 0
        try:
            self._process = _started(log_path)
        except OSError:
            self._telemetry.close()
            raise
        self._pipe = PatientPipe(self._process)
        self._pipe.write(packed(Launch(str(self._telemetry.path), device, engine)))
        self._listener = Thread(target=self._listen, name="engine's reports", daemon=True)
        self._listener.start()

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    @property
    def exit_code(self) -> int | None:
        """None while it runs; a negative number is the signal that ended it."""
        return self._process.poll()

    def send(self, command: Command | Resume) -> int:
        """Hand a Command over, and return the number by which telemetry will tell that it was taken."""
        with self._lock:
            self._number += 1
            self._pipe.write(packed(Order(self._number, command)))
            return self._number

    def flush(self) -> None:
        """Send what did not fit into the pipe before; to be called now and then."""
        if self._pipe.unsent_bytes:
            self._pipe.write()

    def record(self) -> Record:
        """The latest telemetry; after its end, the last."""
        return self._telemetry.read()

    def end(self) -> None:
        """Let it end by itself, which takes a moment; kill it if it does not."""
        self._pipe.close()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(END_SECONDS)
        self.kill()

    def kill(self) -> None:
        """End it at once, and leave nothing of it behind."""
        with suppress(OSError):
            self._process.kill()
        with suppress(subprocess.TimeoutExpired):  # a process stuck in a driver cannot even be killed
            self._process.wait(_KILL_SECONDS)
        self._telemetry.read()
        self._telemetry.close()
        self._pipe.close()
        self._listener.join(_KILL_SECONDS)

    def _listen(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as pipe, suppress(EOFError, OSError):
            while True:
                self._on_word(next_message(pipe))
        self._on_word(None)


def _started(log_path: Path | None) -> subprocess.Popen[bytes]:
    log = open_log(log_path)
    try:
        return spawn("beatterm.host.server", log)
    finally:
        os.close(log)
