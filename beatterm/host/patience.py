"""Calls that may hang for ever, waited for only so long."""

from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TypeVar

Result = TypeVar("Result")


def within(seconds: float, work: Callable[[], Result]) -> Result:
    """What `work` returns or raises; TimeoutError if it takes longer, and then it is left behind on its
    thread.
    """
    done: SimpleQueue[tuple[Result] | BaseException] = SimpleQueue()

    def run() -> None:
        try:
            done.put((work(),))
        except BaseException as error:
            done.put(error)

    Thread(target=run, name="may hang", daemon=True).start()
    try:
        outcome = done.get(timeout=seconds)
    except Empty:
        raise TimeoutError(f"no answer within {seconds:g} seconds") from None
    if isinstance(outcome, BaseException):
        raise outcome
    return outcome[0]
