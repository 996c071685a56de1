"""Starting a process of beatterm's own, and speaking to it without ever waiting."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock, current_thread, main_thread
from typing import IO

_ENDS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


@contextmanager
def signals_held() -> Iterator[None]:
    """What a signal to end would raise is raised afterwards. In the middle of a thread's start Python's own
    locks do not bear it, and a process that nobody has got hold of yet would be left behind.
    """
    if current_thread() is not main_thread():
        yield
        return
    came: list[int] = []
    acts = {number: how for number in _ENDS if callable(how := signal.getsignal(number))}
    for number in acts:
        signal.signal(number, lambda number, _: came.append(number))
    try:
        yield
    finally:
        for number, how in acts.items():
            signal.signal(number, how)
        for number in came:
            signal.raise_signal(number)


def spawn(module: str, log: int | None) -> subprocess.Popen[bytes]:
    """A fresh Python that runs a module, in a session of its own so that Ctrl-C in the terminal does not
    reach it. `log` is a descriptor for what it prints; None: where this process prints. OSError if it cannot
    be started.
    """
    paths = [path or os.getcwd() for path in sys.path]
    return subprocess.Popen(
        [sys.executable, "-P", "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=log,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        start_new_session=True,
    )


class PatientPipe:
    """The stdin of a child: what does not fit into the pipe is kept for the next call, so that writing to a
    hung process does not wait. Where the system cannot do that, it waits for its end. For any thread.
    """

    def __init__(self, child: subprocess.Popen[bytes]) -> None:
        assert child.stdin is not None
        self._pipe: IO[bytes] = child.stdin
        self._unsent = bytearray()
        self._lock = Lock()
        with suppress(OSError, AttributeError):
            os.set_blocking(self._pipe.fileno(), False)

    @property
    def unsent_bytes(self) -> int:
        """How much is kept."""
        return len(self._unsent)

    def write(self, message: bytes = b"") -> None:
        """Send what was kept, and then this."""
        with self._lock:
            self._unsent += message
            try:
                while self._unsent:
                    sent = os.write(self._pipe.fileno(), self._unsent)
                    del self._unsent[:sent]
            except BlockingIOError:
                pass
            except (OSError, ValueError):  # it has died: its end is noticed where it is waited for
                self._unsent.clear()

    def close(self) -> None:
        """The end of its stdin."""
        with self._lock, suppress(OSError):
            self._pipe.close()
