"""Ableton Link between processes, in a network of their own."""

import sys
import time
from collections.abc import Iterator
from math import ceil

import pytest

from beatterm.devices.link import LinkMissing, LinkPeer, LinkReading
from beatterm.model.midi_setup import LinkSetup
from tests.servers.link_session import Member, Session, beat_at, link_session, milliseconds_apart, seconds_of
from tests.servers.network import need_network

ENOUGH_MS = 1.0
QUANTUM = 4
SETTLED_SECONDS = 1.0
"""Of two sessions that are nearly of an age Link takes either; so much older wins."""


@pytest.fixture
def session() -> Iterator[Session]:
    need_network()
    with link_session() as found:
        yield found


@pytest.fixture
def pair(session: Session) -> tuple[Member, Member]:
    """Two members that see each other."""
    one, other = session.member(tempo=97.0), session.member(tempo=140.0)
    for member in (one, other):
        member.until("the other is not seen", lambda reading: reading.peers == 1)
    return one, other


def assert_together(one: Member, other: Member) -> None:
    """All of their next readings agree on where in the bar the session is."""
    theirs = other.next(20)
    apart = [
        milliseconds_apart(min(one.readings, key=lambda mine: abs(mine.seconds - each.seconds)), each)
        for each in theirs
    ]
    assert max(apart) < ENOUGH_MS


def until_tempo(member: Member, tempo: float) -> LinkReading:
    """The next reading of that tempo: Link rounds the length of a beat to a microsecond."""
    return member.until(f"{tempo} does not arrive", lambda reading: abs(reading.tempo - tempo) < 0.001)


def test_two_share_tempo_and_bar(pair: tuple[Member, Member]) -> None:
    one, other = pair
    until_tempo(one, other.next(1)[0].tempo)
    assert_together(one, other)
    for member, tempo in ((one, 133.5), (other, 61.25)):
        member.wish("tempo", tempo)
        for each in pair:
            until_tempo(each, tempo)
        assert_together(one, other)
    other.leave()
    assert one.until("who has left is still seen", lambda reading: reading.peers == 0).tempo == pytest.approx(
        61.25
    )


def test_a_start_is_the_same_bar_for_all(pair: tuple[Member, Member]) -> None:
    one, other = pair
    before = one.next(1)[0]
    one.wish("play", before.seconds + 0.5)
    started = [each.until("it does not start", lambda reading: reading.playing) for each in pair]
    downbeats = [seconds_of(reading, 0.0) for reading in started]
    assert abs(downbeats[0] - downbeats[1]) * 1000 < ENOUGH_MS
    assert before.seconds + 0.49 <= downbeats[0] < before.seconds + 0.5 + QUANTUM * 60 / before.tempo
    assert milliseconds_apart(before, started[0]) < ENOUGH_MS
    other.wish("stop", other.readings[-1].seconds)
    for each in pair:
        each.until("it does not stop", lambda reading: not reading.playing)


def test_a_start_a_little_after_the_bar_is_meant_for_it(pair: tuple[Member, Member]) -> None:
    one, other = pair
    now = one.next(1)[0]
    bar = seconds_of(now, QUANTUM * ceil((beat_at(now, now.seconds + 1.0)) / QUANTUM))
    one.wish("play", bar + 0.005)
    started = other.until("it does not start", lambda reading: reading.playing)
    assert abs(seconds_of(started, 0.0) - bar) * 1000 < ENOUGH_MS


def test_who_comes_later_starts_by_itself_and_disturbs_nobody(session: Session) -> None:
    one = session.member()
    one.wish("play", one.readings[-1].seconds)
    began = one.until("it does not start", lambda reading: reading.playing)
    one.until("it stands still", lambda reading: reading.seconds > began.seconds + SETTLED_SECONDS)
    later = session.member()
    joined = later.until("the other is not seen", lambda reading: reading.peers == 1)
    assert not joined.playing
    later.wish("play", joined.seconds)
    started = later.until("it does not start", lambda reading: reading.playing)
    still = one.next(3)[-1]
    assert milliseconds_apart(still, started) < ENOUGH_MS
    assert abs(beat_at(began, still.seconds) - still.beat) * 60_000 / still.tempo < ENOUGH_MS


def test_starts_stay_with_those_that_share_them(session: Session) -> None:
    one, other = session.member(), session.member(shares_starts=False)
    other.until("the other is not seen", lambda reading: reading.peers == 1)
    one.wish("play", one.readings[-1].seconds)
    one.wish("tempo", 77.0)
    one.until("it does not start", lambda reading: reading.playing)
    assert not until_tempo(other, 77.0).playing


def test_alone_a_start_is_at_once(session: Session) -> None:
    one = session.member(tempo=150.0)
    moment = one.readings[-1].seconds + 0.3
    one.wish("play", moment)
    started = one.until("it does not start", lambda reading: reading.playing)
    assert abs(seconds_of(started, 0.0) - moment) * 1000 < ENOUGH_MS
    assert started.tempo == 150.0


def test_readings_are_of_the_monotonic_clock(session: Session) -> None:
    before = time.monotonic()
    readings = session.member().next(30)
    assert before < readings[0].seconds < readings[-1].seconds < time.monotonic()
    gone = [beat_at(readings[0], reading.seconds) - reading.beat for reading in readings]
    assert max(abs(beats) for beats in gone) * 60_000 / readings[0].tempo < ENOUGH_MS


def test_without_the_library_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "aalink", None)
    with pytest.raises(LinkMissing, match=r"pip install 'beatterm\[link\]'"):
        LinkPeer(LinkSetup(on=True), lambda reading: None)
