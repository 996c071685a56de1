"""The engine's process dies or hangs while it plays: another plays on, and no Command is lost or repeated."""

import os
import signal
from pathlib import Path

import pytest

from beatterm.engine.edits import SetPattern, SetProject
from beatterm.engine.messages import Audition, Command, OpenDevice, Panic, Play, Queue
from beatterm.host.client import DEATHS
from beatterm.host.wire import REAL_ENGINE
from beatterm.model.kit import Kit, Layer, Sound
from beatterm.model.pattern import Pattern, Track
from beatterm.model.project import Project
from beatterm.model.song import Section, Song, TrackSetup
from beatterm.model.step import Step
from beatterm.sequencer.live import Cue
from tests.host.engines import COUNTING, Studio, own_children, studio, telemetry_files

A = Pattern("A", 16, tracks=(Track("kick", (Step(), None, None, None)),))
B = Pattern("B", 16, tracks=(Track("kick", (Step(), Step())),))
SECTIONS = (Section("intro", "B"), Section("verse", "A", 8))
SONG = Song(tempo=92.0, tracks=(TrackSetup("kick", "kick"),), patterns=(A, B), sections=SECTIONS)
KIT = Kit("none", sounds=(Sound("kick", (Layer(127, ("kick.wav",)),)),))
PROJECT = Project(SONG, KIT)


def strike(here: Studio, blow: signal.Signals) -> None:
    """Hit the engine's process and wait for the next one."""
    pid = here.client.pid
    assert pid is not None
    os.kill(pid, blow)
    here.until(lambda: here.client.pid not in (pid, None))


@pytest.mark.parametrize("engine", [COUNTING, REAL_ENGINE])
@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGSTOP, signal.SIGTERM])
def test_a_killed_or_hung_engine_plays_on_where_it_was(engine: str, blow: signal.Signals) -> None:
    with studio(engine) as here:
        client = here.client
        for command in (SetProject(PROJECT), Play(Cue(pattern="A"))):
            client.send(command)
        here.until(lambda: client.snapshot().tick > 200)
        strike(here, blow)
        before = client.snapshot()
        assert before.running and before.pattern == "A" and before.tick > 200
        here.until(lambda: client.snapshot().tick > before.tick + 100)
        heard = client.snapshot()
        assert (heard.pattern, heard.section, heard.tempo) == ("A", None, 92.0)
        assert heard.pattern_tick == heard.tick
        here.until(lambda: here.says("It was started again, and the beat goes on where it was."))


def test_the_screen_never_sees_the_beat_stop_or_go_back() -> None:
    with studio() as here:
        here.client.send(Play(Cue(pattern="A")))
        here.until(lambda: here.client.snapshot().tick > 100)
        pid, seen = here.client.pid, [here.client.snapshot()]
        assert pid is not None
        os.kill(pid, signal.SIGKILL)

        def another_plays_on() -> bool:
            seen.append(here.client.snapshot())
            assert seen[-1].running and seen[-1].tick >= seen[-2].tick
            return here.client.pid not in (pid, None) and seen[-1].tick > seen[0].tick + 200

        here.until(another_plays_on)


def test_a_song_goes_on_in_its_section() -> None:
    with studio(REAL_ENGINE) as here:
        client = here.client
        client.send(SetProject(PROJECT))
        start = A.length_ticks + 300
        client.send(Play(Cue(offset_ticks=start)))
        here.until(lambda: client.snapshot().running and client.snapshot().pattern_tick > 500)
        strike(here, signal.SIGKILL)
        before = client.snapshot()
        here.until(lambda: client.snapshot().tick > before.tick + 300)
        heard = client.snapshot()
        assert (heard.pattern, heard.section) == ("A", 1)
        assert heard.pattern_tick - before.pattern_tick == heard.tick - before.tick


def test_edits_survive_and_so_does_what_is_queued() -> None:
    with studio() as here:
        client = here.client
        busy = A.with_track(Track("hat", (Step(),)))
        edits: tuple[Command, ...] = (SetProject(PROJECT), SetPattern(busy), Play(Cue(pattern="A")))
        for command in (*edits, Queue(Cue(pattern="B"))):
            client.send(command)
        here.until(lambda: client.snapshot().queued == "B")
        strike(here, signal.SIGKILL)
        before = client.snapshot()
        here.until(lambda: client.snapshot().tick > before.tick)
        assert client.snapshot().queued == "B"
        assert client._standing.project.song.pattern("A") == busy


@pytest.mark.parametrize("blow", [signal.SIGKILL] * 5 + [signal.SIGSTOP])
def test_no_command_is_lost_or_done_twice(blow: signal.Signals) -> None:
    """The blow falls amid a stream of Commands. The fake counts auditions, and its count dies with it."""
    with studio() as here:
        client = here.client
        here.until_blocks_pass(2)
        first = client._process
        assert first is not None
        for number in range(1500):
            client.send(Audition("hat"))
            if number == 700:
                os.kill(first.pid, blow)
        here.until(lambda: client._process not in (first, None) and not client._sent)
        done_by_first = first.record().snapshot.voices
        here.until_blocks_pass(5)
        assert done_by_first + client.snapshot().voices == 1500


def test_a_flood_of_commands_to_a_hung_engine_holds_nobody_up() -> None:
    """Far more than the pipe takes; they all arrive at the next engine, in order."""
    with studio() as here:
        client = here.client
        here.until_blocks_pass(2)
        pid = client.pid
        assert pid is not None
        os.kill(pid, signal.SIGSTOP)
        names = [f"{number} " + "x" * 2000 for number in range(1000)]
        for name in names:
            client.send(SetProject(Project(Song(title=name, tempo=100.0))))
        client.send(SetProject(Project(Song(title="last", tempo=111.0))))
        here.until(lambda: client.pid not in (pid, None))
        here.until(lambda: client.snapshot().tempo == 111.0)
        here.until(lambda: here.says("prepared last"))
        told = [text.split()[1] for text in here.texts if text.startswith("prepared") and "x" in text]
        assert told == [name.split()[0] for name in names]


def test_commands_sent_while_there_is_no_engine_are_kept() -> None:
    with studio() as here:
        client = here.client
        here.until_blocks_pass(2)
        pid = client.pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        here.until(lambda: client.pid is None or client.pid != pid)
        client.send(SetProject(PROJECT))
        client.send(Play(Cue(pattern="B")))
        here.until(lambda: client.snapshot().running)
        assert (client.snapshot().pattern, client.snapshot().tempo) == ("B", 92.0)


def test_an_engine_that_dies_over_one_command_is_given_up_after_three_times(tmp_path: Path) -> None:
    children, files = own_children(), telemetry_files()
    with studio(log=tmp_path / "log") as here:
        client = here.client
        client.send(SetProject(PROJECT))
        client.send(Audition("die"))
        here.until(lambda: here.says("It stays off; your song is safe"))
        assert sum("ended with code 3" in text for text in here.texts) == DEATHS
        assert here.says(str(tmp_path / "log"))
        assert not client.is_alive and not client.snapshot().running
        client.send(Play(Cue(pattern="A")))
        assert not client.is_alive
    assert own_children() == children
    assert telemetry_files() <= files


def test_an_engine_that_never_starts_is_given_up() -> None:
    with studio("tests.host.fakes:engine_that_cannot_be_made") as here:
        here.until(lambda: here.says("It stays off"))
        assert here.says("ended with code 7")


def test_after_giving_up_the_choice_of_a_device_starts_it_again() -> None:
    with studio() as here:
        client = here.client
        client.send(SetProject(PROJECT))
        here.until(lambda: client.snapshot().tempo == 92.0)
        for _ in range(DEATHS):
            pid = client.pid
            if pid is not None:
                os.kill(pid, signal.SIGKILL)
                here.until(lambda pid=pid: client.pid != pid)  # type: ignore[misc]
                here.until(lambda: client.pid is not None or here.says("It stays off"))
        here.until(lambda: here.says("It stays off"))
        client.send(OpenDevice("null", 48000))
        client.send(Play(Cue(pattern="B")))
        here.until(lambda: client.snapshot().running)
        assert (client.snapshot().pattern, client.snapshot().tempo) == ("B", 92.0)
        assert here.says("prepared  at 48000")


def test_panic_is_not_undone_by_a_restart() -> None:
    with studio() as here:
        here.client.send(Play(Cue(pattern="A")))
        here.until(lambda: here.client.snapshot().running)
        here.client.send(Panic())
        here.until(lambda: not here.client.snapshot().running)
        strike(here, signal.SIGKILL)
        here.until_blocks_pass()
        assert not here.client.snapshot().running
