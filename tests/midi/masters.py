"""External clocks that are not ours: their true beats over time, and their bytes with the moments at which
they come in.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from random import Random

CLOCK, START, CONTINUE, STOP = b"\xf8", b"\xfa", b"\xfb", b"\xfc"
Message = tuple[float, bytes]
Stray = Callable[[Random], float]
Tempo = Callable[[float], float]
"""Beats a minute at a moment."""
BEGAN_SECONDS = 1000.0


def steady(random: Random) -> float:
    """A clock without jitter."""
    return 0.0


def within(milliseconds: float) -> Stray:
    """Jitter of up to so much either way."""
    return lambda random: random.uniform(-milliseconds, milliseconds) / 1000


def position(sixteenths: int) -> bytes:
    """A Song Position Pointer."""
    return bytes((0xF2, sixteenths & 0x7F, sixteenths >> 7))


def ramp(start: float, end: float, begins: float, seconds: float) -> Tempo:
    """A tempo that changes evenly."""
    return lambda at: start + (end - start) * min(1.0, max(0.0, (at - begins) / seconds))


@dataclass(slots=True)
class Master:
    """A clock that begins at `begins` and counts pulses; moments count from there. `moments` are the true
    ones of its pulses.
    """

    tempo: Tempo
    seconds: float
    begins: float = BEGAN_SECONDS
    moments: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        at = 0.0
        while at < self.seconds:
            self.moments.append(self.begins + at)
            # The middle's tempo: exact where the tempo changes evenly, nearly so.
            half = at + 1.25 / self.tempo(at)
            at += 2.5 / self.tempo(half)

    def seconds_of(self, beat: float) -> float:
        """When a beat truly is."""
        number = beat * 24
        before = min(max(int(number), 0), len(self.moments) - 2)
        first, after = self.moments[before], self.moments[before + 1]
        return first + (number - before) * (after - first)

    def messages(
        self, stray: Stray = steady, seed: int = 1, start: bytes | None = START, start_at: int = 0
    ) -> list[Message]:
        """Its bytes as they come in: with a start a millisecond before a pulse, if any."""
        random = Random(seed)
        sent: list[Message] = [(moment + stray(random), CLOCK) for moment in self.moments]
        if start is not None:
            moment = sent[start_at][0]
            sent.insert(start_at, (moment - 0.001, start))
        return in_order(sent)


def in_order(messages: Iterable[Message]) -> list[Message]:
    """The same bytes in the same order with stamps that never go back."""
    latest, done = 0.0, []
    for seconds, data in messages:
        latest = max(latest, seconds)
        done.append((latest, data))
    return done
