"""When messages leave: never early, in time whatever the sleep does, and each for itself."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

import pytest

from beatterm.engine.midi.due import NOTE_ON, REALTIME, Due
from beatterm.host.midi.dispatcher import WATCH_SECONDS, Dispatcher
from beatterm.host.midi.schedule import Outlet

Noted = TypeVar("Noted")
CLOCK = b"\xf8"
TICK_SECONDS = 0.00001
"""How much time each look at the clock takes here."""


class Time:
    """A clock that goes on when it is looked at, and a sleep that may be too long or too short."""

    def __init__(self, sleeps: float = 1.0, oversleeps: float = 0.0) -> None:
        self.now = 50.0
        self._sleeps, self._oversleeps = sleeps, oversleeps

    def clock(self) -> float:
        self.now += TICK_SECONDS
        return self.now

    def wait(self, seconds: float | None) -> None:
        assert seconds is not None, "there is nothing to wait for"
        self.now += self._sleeps * seconds + self._oversleeps


def onto(tape: list[Noted], noted: Callable[[bytes], Noted]) -> Outlet:
    """An output that only notes what leaves."""

    def outlet(data: bytes) -> bool:
        tape.append(noted(data))
        return True

    return outlet


def sent_by(time: Time, messages: list[Due], count: int) -> list[tuple[float, str]]:
    """When each message left, and through which port."""
    left: list[tuple[float, str]] = []
    dispatcher = Dispatcher(clock=time.clock, wait=time.wait)

    def noted(port: str, _data: bytes) -> tuple[float, str]:
        return time.now, port

    for port in {due.port for due in messages}:
        dispatcher.plug(port, onto(left, partial(noted, port)))
    dispatcher.send(tuple(messages))
    for _ in range(100 * count):
        if len(left) >= 32 * len({due.port for due in messages}) + count:
            break
        dispatcher.turn()
    return left[-count:]


@pytest.mark.parametrize(("sleeps", "oversleeps"), [(1.0, 0.0), (0.3, 0.0), (1.0, WATCH_SECONDS / 2)])
def test_messages_leave_at_their_moments_as_far_as_the_sleep_allows(sleeps: float, oversleeps: float) -> None:
    time = Time(sleeps, oversleeps)
    moments = [51.0 + number / 48 for number in range(10)]
    left = sent_by(time, [Due(moment, REALTIME, "a", CLOCK) for moment in moments], 10)
    for moment, (seconds, _) in zip(moments, left, strict=True):
        assert moment <= seconds <= moment + 4 * TICK_SECONDS


def test_what_is_late_leaves_at_once_and_the_next_is_in_time_again() -> None:
    time = Time()
    messages = [Due(10.0, NOTE_ON, "a", CLOCK), Due(50.5, NOTE_ON, "b", CLOCK)]
    (late, _), (in_time, _) = sent_by(time, messages, 2)
    assert late < 50.1
    assert 50.5 <= in_time <= 50.5 + 4 * TICK_SECONDS


def test_an_output_that_fails_costs_the_others_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    time, left = Time(), list[bytes]()
    dispatcher = Dispatcher(clock=time.clock, wait=time.wait)

    def broken(data: bytes) -> bool:
        raise RuntimeError("no such cable")

    dispatcher.plug("broken", broken)
    dispatcher.plug("whole", onto(left, bytes))
    left.clear()
    dispatcher.send(
        (Due(50.5, NOTE_ON, "broken", b"\x90\x40\x40"), Due(50.5, NOTE_ON, "whole", b"\x91\x40\x40"))
    )
    for _ in range(6):
        if b"\x91\x40\x40" not in left:
            dispatcher.turn()
    assert left[-1] == b"\x91\x40\x40"
    assert "no such cable" in capsys.readouterr().err


def test_lateness_is_told_once() -> None:
    time = Time()
    dispatcher = Dispatcher(clock=time.clock, wait=time.wait)
    dispatcher.send((Due(40.0, REALTIME, "a", CLOCK),))
    dispatcher.turn()
    (late,) = dispatcher.late()
    assert late == pytest.approx(10.0, abs=0.001)
    assert dispatcher.late() == ()


def test_what_is_due_leaves_before_a_release_that_comes_after_it() -> None:
    time, left = Time(), list[bytes]()
    dispatcher = Dispatcher(clock=time.clock, wait=time.wait)
    dispatcher.plug("a", onto(left, bytes))
    dispatcher.send((Due(0.0, NOTE_ON, "a", b"\x90\x40\x40"), Due(99.0, NOTE_ON, "a", b"\x90\x41\x40")))
    dispatcher.release(0.0, panic=False)
    dispatcher.send((Due(51.0, REALTIME, "a", CLOCK),))
    dispatcher.turn()
    assert left[32:] == [b"\x90\x40\x40", b"\x80\x40\x40"]


def test_the_thread_ends_after_all_notes_have() -> None:
    left: list[bytes] = []
    dispatcher = Dispatcher()
    dispatcher.start()
    dispatcher.plug("a", onto(left, bytes))
    dispatcher.send((Due(0.0, REALTIME, "a", b"\xfa"), Due(0.0, NOTE_ON, "a", b"\x90\x40\x40")))
    dispatcher.end()
    assert left[32:] == [b"\xfa", b"\x90\x40\x40", b"\x80\x40\x40", b"\xb0\x7b\0", b"\xb0\x78\0", b"\xfc"]
    dispatcher.unplug("a")
