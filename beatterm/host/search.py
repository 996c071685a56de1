"""Looks for a device that went away, in short-lived processes, while the beat goes on."""

import subprocess
import sys
import time
from collections.abc import Callable

LOOK_EVERY_SECONDS = 2.0
LOOK_SELDOM_SECONDS = 10.0
_EAGER_LOOKS = 60


class Search:
    """Asks again and again whether an output can be had; `name` None means any default."""

    def __init__(self, name: str | None, clock: Callable[[], float] = time.monotonic) -> None:
        self._command = [sys.executable, "-P", "-m", "beatterm.devices.look", *([name] if name else [])]
        self._clock = clock
        self._looks = 0
        self._next_seconds = clock() + LOOK_EVERY_SECONDS
        self._look: subprocess.Popen[bytes] | None = None

    def is_found(self) -> bool:
        """Whether a look that has ended since the last call found it. Begins the next when it is time; never
        waits.
        """
        if self._look is not None:
            if self._look.poll() is None:
                return False
            found = self._look.returncode == 0
            self._look = None
            return found
        if self._clock() >= self._next_seconds:
            self._begin()
        return False

    def end(self) -> None:
        """Look no more."""
        if self._look is not None:
            self._look.kill()
            self._look.wait()
            self._look = None

    def _begin(self) -> None:
        self._looks += 1
        rest_seconds = LOOK_EVERY_SECONDS if self._looks < _EAGER_LOOKS else LOOK_SELDOM_SECONDS
        self._next_seconds = self._clock() + rest_seconds
        nothing = subprocess.DEVNULL
        self._look = subprocess.Popen(self._command, stdin=nothing, stdout=nothing, stderr=nothing)
