"""Ableton Link: how far apart two members are, minute after minute, and how soon they share a tempo."""

import time
from collections.abc import Iterator, Sequence
from importlib.util import find_spec

from beatterm.devices.link import REPORT_SECONDS, LinkReading
from bench.effort import Effort
from bench.table import Table, percentile
from tests.servers.link_session import Member, link_session, milliseconds_apart
from tests.servers.network import why_no_network

ABOUT = "how far two Link members are apart (takes 5 minutes)"

_SECONDS = 300.0
_CHANGES = 40
_SLOW, _FAST = 97.0, 133.5
_SAME_TEMPO = 0.001


def run(effort: Effort) -> Iterator[Table]:
    """Two members in a network of their own, nothing else on it."""
    if reason := _why_not():
        yield Table(f"Link: {reason}", ("skipped",), [("-",)])
        return
    with link_session() as session:
        one, other = session.member(), session.member()
        for member in (one, other):
            member.until("the other is not seen", lambda reading: reading.peers == 1)
        yield _agreement(one, other, effort)
        yield _changes(one, other, effort)


def _why_not() -> str:
    if find_spec("aalink") is None:
        return "aalink is missing: pip install 'beatterm[link]'"
    return why_no_network()


def _agreement(one: Member, other: Member, effort: Effort) -> Table:
    table = Table(
        "Two processes, the same moment: how far apart they are in the bar",
        ("minute", "readings", "mean", "p99", "max"),
        notes=("Target: below 1 ms, however long it goes on.",),
    )
    everything: list[float] = []
    left = effort.seconds(_SECONDS, least=1.0)
    while left > 0:
        taken = _apart(one, other, min(60.0, left))
        everything += taken
        left -= 60.0
        table.add(len(table.rows) + 1, len(taken), *_cells(taken))
    table.add("all", len(everything), *_cells(everything))
    return table


def _apart(one: Member, other: Member, seconds: float) -> list[float]:
    """Milliseconds between the two, at each reading of the second for so long."""
    first = len(one.readings)
    count = max(2, round(seconds / REPORT_SECONDS))
    theirs = other.next(count, patience_seconds=seconds * 2)
    return [milliseconds_apart(_nearest(one.readings[first:], each), each) for each in theirs]


def _nearest(readings: Sequence[LinkReading], other: LinkReading) -> LinkReading:
    return min(readings, key=lambda reading: abs(reading.seconds - other.seconds))


def _changes(one: Member, other: Member, effort: Effort) -> Table:
    table = Table(
        "From the wish for a tempo at one member to the first reading of it at the other",
        ("changes", "mean", "p99", "max"),
        notes=("The other is looked at a hundred times a second, so it is up to 10 ms less than that.",),
    )
    delays = [
        _delay(one, other, _SLOW if turn % 2 else _FAST) for turn in range(effort.of(_CHANGES, least=2))
    ]
    table.add(len(delays), *_cells(delays))
    return table


def _delay(one: Member, other: Member, tempo: float) -> float:
    """Milliseconds from the wish for a tempo to the other's first reading of it."""

    def is_there(reading: LinkReading) -> bool:
        return abs(reading.tempo - tempo) < _SAME_TEMPO

    first, wished_seconds = len(other.readings), time.monotonic()
    one.wish("tempo", tempo)
    for member in (one, other):
        member.until("it does not arrive", is_there)
    arrived = next(reading for reading in other.readings[first:] if is_there(reading))
    return 1000 * (arrived.seconds - wished_seconds)


def _cells(milliseconds: Sequence[float]) -> tuple[str, ...]:
    mean = sum(milliseconds) / len(milliseconds)
    return tuple(f"{value:.3f} ms" for value in (mean, percentile(milliseconds, 99), max(milliseconds)))
