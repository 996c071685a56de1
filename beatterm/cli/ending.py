"""Being told to end: a signal becomes an exception, so that half a file and the engine are cleared away, as
for Ctrl-C.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

_SIGNALS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
_AGAIN_SECONDS = 0.01


class Ended(BaseException):
    """The system, or a terminal that was closed, wants the command to end."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.exit_code = 128 + number


@contextmanager
def ending_in_order() -> Iterator[None]:
    """For a while a signal to end raises Ended, and Ctrl-C KeyboardInterrupt, once: who presses it again does
    not disturb what is being cleared away.
    """
    with ending_by(_end), _interrupted_once(), _never_dropped():
        yield


@contextmanager
def ending_by(act: Callable[[int], None]) -> Iterator[None]:
    """For a while the first signal to end calls `act` with its number; those after it do not disturb."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def take(number: int, frame: FrameType | None) -> None:
        for each in _SIGNALS:
            signal.signal(each, signal.SIG_IGN)
        act(number)

    before = {number: signal.getsignal(number) for number in _SIGNALS}
    for number, how in before.items():
        if how is not signal.SIG_IGN:  # as nohup leaves it
            signal.signal(number, take)
    try:
        yield
    finally:
        for number, how in before.items():
            signal.signal(number, how)


@contextmanager
def _interrupted_once() -> Iterator[None]:
    here = threading.current_thread() is threading.main_thread()
    if not here or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield
        return
    signal.signal(signal.SIGINT, _interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@contextmanager
def _never_dropped() -> Iterator[None]:
    """Python drops what is raised while it clears an object away. Then the signal is sent once more: nothing
    would end, and signals that come later are not heard.
    """
    before = sys.unraisablehook
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, *_SIGNALS)}

    def take(dropped: "UnraisableHookArgs") -> None:
        number = _number_of(dropped.exc_value)
        if number is None:
            before(dropped)
            return
        signal.signal(number, handlers[number])
        threading.Timer(_AGAIN_SECONDS, os.kill, (os.getpid(), number)).start()

    sys.unraisablehook = take
    try:
        yield
    finally:
        sys.unraisablehook = before


def _number_of(error: BaseException | None) -> int | None:
    """The signal that an error is; None if it is another error."""
    if isinstance(error, Ended):
        return error.exit_code - 128
    return signal.SIGINT if isinstance(error, KeyboardInterrupt) else None


def _interrupt(number: int, frame: FrameType | None) -> None:
    signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt


def _end(number: int) -> None:
    raise Ended(number)
