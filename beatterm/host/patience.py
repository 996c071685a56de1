"""Work that may hang for ever, done on a thread that can be left behind."""

import time
from collections.abc import Callable
from threading import Event, Thread
from typing import Generic, TypeVar

Result = TypeVar("Result")


class Attempt(Generic[Result]):
    """Work under way. It hopes for `patience_seconds`."""

    def __init__(self, work: Callable[[], Result], patience_seconds: float) -> None:
        self._work = work
        self._done = Event()
        self._outcome: tuple[Result] | BaseException | None = None
        self._give_up_seconds = time.monotonic() + patience_seconds
        Thread(target=self._run, name="may hang", daemon=True).start()

    def is_over(self, wait_seconds: float = 0.0) -> bool:
        """Whether it is done, or hangs; waits so long for it to become so."""
        left_seconds = self._give_up_seconds - time.monotonic()
        return self._done.wait(max(0.0, min(wait_seconds, left_seconds))) or left_seconds <= wait_seconds

    def result(self) -> Result:
        """What the work returned, once it is over; raises what it raised, and TimeoutError if it hangs."""
        if self._outcome is None:
            raise TimeoutError
        if isinstance(self._outcome, BaseException):
            raise self._outcome
        return self._outcome[0]

    def _run(self) -> None:
        try:
            self._outcome = (self._work(),)
        except BaseException as error:
            self._outcome = error
        self._done.set()


def within(seconds: float, work: Callable[[], Result]) -> Result:
    """What `work` returns or raises; TimeoutError if it takes longer, and then it is left behind."""
    attempt = Attempt(work, seconds)
    attempt.is_over(seconds)
    return attempt.result()
