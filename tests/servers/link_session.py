"""A Link session in a network of its own: members are processes, each with a LinkPeer."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from threading import Condition, Thread

import pytest

from beatterm.devices.link import LinkReading
from tests.servers.network import alone, beside
from tests.servers.process import PATIENCE_SECONDS, ROOT

Judge = Callable[[LinkReading], bool]


class Member:
    """One member. `readings` are all that it has told so far."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.readings: list[LinkReading] = []
        self._more = Condition()
        self._is_gone = False
        self._reader = Thread(target=self._read, name="reader", daemon=True)
        self._reader.start()

    def wish(self, what: str, number: float) -> None:
        """`tempo`, `play` or `stop`, with the tempo or the moment."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{what} {number!r}\n")
        self.process.stdin.flush()

    def until(self, what: str, is_so: Judge) -> LinkReading:
        """The next reading of which something is so; fails where it never comes."""
        return self.next(1, what, is_so)[0]

    def next(
        self,
        count: int,
        what: str = "too few readings",
        is_so: Judge = lambda reading: True,
        patience_seconds: float = PATIENCE_SECONDS,
    ) -> list[LinkReading]:
        """So many readings from now on, of which something is so."""
        first = len(self.readings)

        def found() -> list[LinkReading]:
            return [reading for reading in self.readings[first:] if is_so(reading)]

        with self._more:
            self._more.wait_for(lambda: self._is_gone or len(found()) >= count, patience_seconds)
        if len(found()) < count:
            pytest.fail(f"{what}; its latest readings: {self.readings[-3:]}", pytrace=False)
        return found()[:count]

    def leave(self) -> None:
        """Let it leave the session, and wait until it has ended."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(PATIENCE_SECONDS)
        self._reader.join(PATIENCE_SECONDS)

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            with self._more:
                self.readings.append(LinkReading(*json.loads(line)))
                self._more.notify_all()
        with self._more:
            self._is_gone = True
            self._more.notify_all()


class Session:
    """Starts members in one network, which the first of them brings along."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self._first: int | None = None

    @property
    def inside(self) -> list[str]:
        """What stands before a command that is to be in the network."""
        return alone() if self._first is None else beside(self._first)

    def member(self, tempo: float = 120.0, quantum: int = 4, shares_starts: bool = True) -> Member:
        """One more, as soon as it has told something."""
        arguments = [str(tempo), str(quantum), "yes" if shares_starts else "no"]
        program = ["tests.servers.network", "tests.servers.link_member", *arguments]
        process = subprocess.Popen(
            [*self.inside, sys.executable, "-m", *program],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._stack.callback(_end, process)
        self._first = self._first or process.pid
        member = Member(process)
        member.next(1)
        return member


def _end(process: subprocess.Popen[str]) -> None:
    """End a member that is still there; it has nothing to tidy up."""
    process.kill()
    process.wait()


@contextmanager
def link_session() -> Iterator[Session]:
    """A network for members; all are ended on leaving."""
    with ExitStack() as stack:
        yield Session(stack)


def milliseconds_apart(one: LinkReading, other: LinkReading, quantum: int = 4) -> float:
    """How far two members are apart in the bar."""
    beats = beat_at(one, other.seconds) - other.beat
    return abs((beats + quantum / 2) % quantum - quantum / 2) * 60_000 / other.tempo


def beat_at(reading: LinkReading, seconds: float) -> float:
    """The beat at another moment, by a reading."""
    return reading.beat + (seconds - reading.seconds) * reading.tempo / 60


def seconds_of(reading: LinkReading, beat: float) -> float:
    """When a beat is, by a reading."""
    return reading.seconds + (beat - reading.beat) * 60 / reading.tempo
