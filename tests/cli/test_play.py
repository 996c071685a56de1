"""`beatterm play`: what it asks the engine for, when it is over, and what it says on the way.

The engine is a stand-in that says what a test has it say, one look after the other; the last test has a real
one follow another over JACK.
"""

import io
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from beatterm.cli.main import main
from beatterm.engine.edits import SetProject
from beatterm.engine.messages import Command, Play, Report, Snapshot, Stop
from beatterm.engine.midi.messages import Aim, ClockState, MidiState, PortState, SetMidi
from beatterm.host.wire import REAL_ENGINE
from beatterm.model.midi_setup import MidiSetup, OutPort
from beatterm.model.time import PPQN
from beatterm.sequencer.live import Cue
from tests.cli.command import PATIENCE_SECONDS, start
from tests.cli.song import BEAT
from tests.cli.terminal import terminal, until
from tests.host.engines import studio
from tests.host.midi.test_drive import driven, set_up
from tests.servers.jack import JackServer

BAR = 4 * PPQN
SONG = 2 * BAR
STANDS = Snapshot()
FOLLOWS = """source = "master"

[[in]]
name = "master"
virtual = true
clock = true
transport = true
"""
CLOCK_ONLY = FOLLOWS.replace("transport = true\n", "")
LINKED = 'source = "link"\n\n[link]\non = true\n'

Look = tuple[Snapshot, *tuple[Report, ...]]


def at(tick: int) -> Snapshot:
    return Snapshot(running=True, tick=tick, pattern="A", tempo=120.0)


def clock(source: str, is_locked: bool) -> MidiState:
    return MidiState(ins=(PortState("master"),), clock=ClockState(source, is_locked, 120.0))


class Engine:
    """Says at each look what stands next in the script; after its end, whoever still looks presses Ctrl-C."""

    def __init__(self, script: list[Look]) -> None:
        self.sent: list[Command] = []
        self.looks = iter(script)
        self.now: Look = (STANDS,)
        self.is_caught_up = self.is_off = self.is_interrupted = False

    def __call__(self, log: object) -> "Engine":
        return self

    def start(self, device: object) -> None:
        pass

    def close(self) -> None:
        pass

    def send(self, command: Command) -> None:
        self.sent.append(command)

    def snapshot(self) -> Snapshot:
        return self.now[0]

    def reports(self) -> tuple[Report, ...]:
        return self.now[1:]

    def pass_time(self, seconds: float) -> None:
        """The next look."""
        if (look := next(self.looks, None)) is None:
            self.is_interrupted = True
            raise KeyboardInterrupt
        self.now, self.is_caught_up = look, True

    def asked(self, kind: type[Command]) -> list[Any]:
        return [command for command in self.sent if isinstance(command, kind)]


@pytest.fixture
def played(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Plays with a studio's setup and an engine that follows a script."""

    def play_along(midi: str, script: list[Look], *words: str) -> Engine:
        engine = Engine(script)
        (elsewhere.parent / "home").mkdir()
        (elsewhere.parent / "home" / "midi.toml").write_text(midi)
        monkeypatch.setattr("beatterm.host.client.EngineClient", engine)
        monkeypatch.setattr("time.sleep", engine.pass_time)
        assert main(["play", "test.beat", *words]) == 0
        return engine

    return play_along


def test_without_anybody_else_it_plays_at_once_and_ends_with_the_song(played: Any) -> None:
    engine = played("", [(at(0),), (at(SONG - 1),), (STANDS,), (STANDS,)])
    assert not engine.is_interrupted
    assert engine.asked(SetMidi) == []
    assert engine.asked(Play) == [Play(Cue(loop=False), end_tick=SONG)]


def test_a_pattern_that_is_played_once_strikes_nothing_of_its_next_turn(played: Any) -> None:
    engine = played("", [(at(0),), (at(BAR),), (STANDS,)], "--pattern", "A")
    assert not engine.is_interrupted
    assert engine.asked(Play) == [Play(Cue(pattern="A"), end_tick=BAR)]
    assert engine.asked(Stop) == [Stop()]


def test_with_loop_it_goes_on_until_ctrl_c(played: Any) -> None:
    engine = played("", [(at(0),), (at(9 * BAR),)], "--loop")
    assert engine.is_interrupted
    assert engine.asked(Play) == [Play(Cue())]


def test_another_ones_start_is_waited_for_and_plays_what_was_asked_for(
    played: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    engine = played(FOLLOWS, [(STANDS, clock("master", False)), (STANDS,)], "--pattern", "A")
    assert engine.is_interrupted
    assert engine.asked(Play) == []
    assert engine.asked(Aim) == [Aim(cue=Cue(pattern="A"))]
    kinds = [type(command) for command in engine.sent]
    assert kinds.index(Aim) < kinds.index(SetProject) < kinds.index(SetMidi)
    assert capsys.readouterr().err.splitlines() == [
        "beatterm: This waits for a Start from master; Ctrl-C ends it."
    ]


def test_who_waits_for_starts_stays_when_stopped_and_plays_a_pattern_as_long_as_the_other(
    played: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    locked = clock("master", True)
    looks = [(STANDS, locked), (at(0),), (at(9 * BAR),), (STANDS,), (at(0),), (STANDS,), (STANDS,)]
    engine = played(FOLLOWS, looks, "--pattern", "A")
    assert engine.is_interrupted
    assert engine.asked(Stop) == []
    assert capsys.readouterr().err.count("This waits for a Start from master") == 3


def test_bars_that_were_asked_for_are_the_end_of_each_start(played: Any) -> None:
    looks = [(STANDS, clock("master", True)), (at(0),), (at(2 * BAR),), (STANDS,), (at(5),), (STANDS,)]
    engine = played(FOLLOWS, looks, "--pattern", "A", "--bars", "2")
    assert engine.is_interrupted
    assert engine.asked(Stop) == [Stop()]


def test_a_clock_without_transport_leads_the_tempo_only(played: Any) -> None:
    engine = played(CLOCK_ONLY, [(STANDS, clock("master", True)), (at(0),), (STANDS,)])
    assert not engine.is_interrupted
    assert len(engine.asked(Play)) == 1


def test_in_a_link_session_it_asks_to_start_and_waits_until_the_session_does(played: Any) -> None:
    linked = clock("link", True)
    engine = played(LINKED, [(STANDS, linked), (STANDS,), (STANDS,), (at(0),), (at(SONG),), (STANDS,)])
    assert not engine.is_interrupted
    assert engine.asked(Play) == [Play(Cue(loop=False), end_tick=SONG)]
    assert engine.asked(Aim) == [Aim(cue=Cue(loop=False))]


def test_a_stop_of_the_link_session_is_no_end(played: Any, capsys: pytest.CaptureFixture[str]) -> None:
    looks = [
        (STANDS, clock("link", True)),
        (at(0),),
        (STANDS,),
        (STANDS,),
        (at(0),),
        (at(3 * BAR),),
        (STANDS,),
    ]
    engine = played(LINKED, looks, "--pattern", "A", "--bars", "3")
    assert not engine.is_interrupted
    assert "This waits for the Link session to start" in capsys.readouterr().err


def test_the_link_session_is_heard_before_it_is_asked_to_start(played: Any) -> None:
    looks = [(STANDS, clock("link", False)), (STANDS,), (STANDS, clock("link", True)), (at(0),), (STANDS,)]
    engine = played(LINKED, looks)
    assert len(engine.asked(Play)) == 1
    assert list(engine.looks) == []


def test_a_clock_is_told_each_time_it_is_lost(played: Any, capsys: pytest.CaptureFixture[str]) -> None:
    running = [(at(tick),) for tick in range(40)]
    lost, back = (at(50), clock("master", False)), (at(99), clock("master", True))
    script = [(STANDS, clock("master", True)), *running, lost, *running, back, *running, lost, *running]
    played(FOLLOWS, script, "--loop")
    said = capsys.readouterr().err.splitlines()[1:]
    assert said == ["beatterm: The clock of master is lost; the last tempo goes on."] * 2


def test_a_moment_without_clock_is_not_told(played: Any, capsys: pytest.CaptureFixture[str]) -> None:
    looks = [(STANDS, clock("master", False)), (at(0),), (at(9), clock("master", True)), (at(20),)]
    played(FOLLOWS, looks)
    assert "lost" not in capsys.readouterr().err


def test_a_port_that_goes_meanwhile_is_told_once(played: Any, capsys: pytest.CaptureFixture[str]) -> None:
    gone = MidiState(ins=(PortState("master", problem="master has gone"),), clock=ClockState("master"))
    played(FOLLOWS, [(STANDS, clock("master", True)), (at(0), gone), (at(9), gone)])
    assert capsys.readouterr().err.count("master has gone") == 1


class Screen(io.StringIO):
    """A terminal's stderr."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def test_a_terminal_shows_place_and_leader_in_one_line(played: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    monkeypatch.setattr("sys.stderr", screen)
    lost = [(at(PPQN), clock("master", False)), *[(at(PPQN),)] * 30]
    played(FOLLOWS, [(STANDS, clock("master", True)), (STANDS,), *lost])
    shown = [text.removesuffix("\x1b[K") for text in screen.getvalue().split("\r")]
    assert shown[1] == "This waits for a Start from master; Ctrl-C ends it."
    assert "▶ 1.2.1  A  120 BPM" in shown
    assert "▶ 1.2.1  A  120 BPM  The clock of master is lost; the last tempo goes on." in shown
    assert shown[-1] == "" and "\n" not in screen.getvalue()


@contextmanager
def following(folder: Path, server: JackServer) -> Iterator[Any]:
    """`beatterm play --pattern B` on a terminal, with a studio whose master leads."""
    song = BEAT + '\n[pattern.B]\ngrid = """\nhat | x... x... x... x... |\n"""\n'
    (folder / "two.beat").write_text(song)
    (folder / "home").mkdir()
    (folder / "home" / "midi.toml").write_text(FOLLOWS)
    with terminal() as here:
        words = ("play", "two.beat", "--pattern", "B", "--silent")
        with start(*words, folder=folder, env=server.env, stderr=here.theirs) as process:
            try:
                yield here, process
            finally:
                process.kill()


def test_it_follows_another_beatterm_over_jack(
    jack_server: JackServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in jack_server.env.items():
        monkeypatch.setenv(name, value)
    with following(tmp_path, jack_server) as (here, process), studio(REAL_ENGINE) as leader:
        until(lambda: here.sees(b"waits for a Start from master"))
        leader.client.send(SetProject(driven("demo.beat")))
        set_up(leader, MidiSetup(outs=(OutPort("to", "*master*", clock=True),)))
        here.seen.clear()
        leader.client.send(Play(Cue()))
        until(lambda: here.sees(b"1.2.1  B"))
        here.seen.clear()
        leader.client.send(Stop())
        until(lambda: here.sees(b"waits for a Start from master"))
        assert process.poll() is None
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE_SECONDS) == 0
