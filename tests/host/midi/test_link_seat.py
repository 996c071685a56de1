"""The MIDI process in a Link session with another, in a network of their own."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from threading import Thread

import pytest

from beatterm.devices.link import LinkReading
from beatterm.host.midi.link_seat import LinkSeat
from beatterm.host.midi.wire import Configure, Down, LinkTime, SetLink, Up
from beatterm.host.wire import next_message, packed
from beatterm.model.midi_setup import LinkSetup, MidiSetup
from tests.host.midi.studio import until
from tests.servers.link_session import Member, Session, link_session, milliseconds_apart
from tests.servers.network import need_network
from tests.servers.process import PATIENCE_SECONDS, ROOT

ON, OFF = Configure(MidiSetup(link=LinkSetup(on=True))), Configure(MidiSetup())


class Server:
    """The MIDI process in the session's network, and all that it has said of Link."""

    def __init__(self, session: Session) -> None:
        self.process = subprocess.Popen(
            [*session.inside, sys.executable, "-m", "beatterm.host.midi.server"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self.times: list[LinkTime] = []
        self._listener = Thread(target=self._listen, daemon=True)
        self._listener.start()

    def say(self, word: Down) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(packed(word))
        self.process.stdin.flush()

    def until_peers(self, count: int) -> LinkTime:
        until(lambda: bool(self.times) and self.times[-1].peers == count, lambda: self.times[-3:])
        return self.times[-1]

    def leave(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(PATIENCE_SECONDS)
        self._listener.join(PATIENCE_SECONDS)

    def _listen(self) -> None:
        assert self.process.stdout is not None
        with suppress(EOFError, OSError):
            while True:
                word: Up = next_message(self.process.stdout)
                if isinstance(word, LinkTime):
                    self.times.append(word)


@pytest.fixture
def both() -> Iterator[tuple[Server, Member]]:
    """The MIDI process and a member that see each other."""
    need_network()
    with link_session() as session:
        member = session.member()
        server = Server(session)
        try:
            server.say(ON)
            member.until("the process does not join", lambda reading: reading.peers == 1)
            server.until_peers(1)
            yield server, member
        finally:
            server.process.kill()
            server.process.wait()


def test_what_the_engine_wishes_is_the_session_s_and_the_other_way_round(both: tuple[Server, Member]) -> None:
    server, member = both
    server.say(SetLink(tempo=88.0))
    member.until("88 does not arrive", lambda reading: abs(reading.tempo - 88.0) < 0.001)
    server.say(SetLink(playing=True, seconds=time.monotonic()))
    member.until("it does not start", lambda reading: reading.playing)
    mine = LinkReading(*_values(server.times[-1]))
    assert milliseconds_apart(member.next(1)[0], mine) < 1.0
    member.wish("stop", time.monotonic())
    until(lambda: not server.times[-1].playing, lambda: server.times[-3:])


def test_it_leaves_when_link_is_off_and_when_the_engine_is_gone(both: tuple[Server, Member]) -> None:
    server, member = both
    server.say(OFF)
    member.until("it does not leave", lambda reading: reading.peers == 0)
    server.say(ON)
    member.until("it does not come back", lambda reading: reading.peers == 1)
    server.leave()
    member.until("it does not leave", lambda reading: reading.peers == 0)
    assert server.process.returncode == 0


def test_without_the_library_there_is_a_word_for_the_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "aalink", None)
    seat = LinkSeat(lambda time: None)
    seat.configure(LinkSetup(on=True))
    assert "pip install 'beatterm[link]'" in seat.problem
    seat.tell(SetLink(tempo=100.0, playing=True))
    seat.configure(LinkSetup())
    assert seat.problem == ""


def _values(told: LinkTime) -> tuple[float, float, float, bool, int]:
    return told.tempo, told.beat, told.seconds, told.playing, told.peers
