"""The whole way: a song in the engine's process drives instruments over a real JACK server, and one beatterm
leads another. Content is asserted; how steady it was is printed (`-s`), and held to what a busy machine can
do.
"""

import os
import signal
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random

import jack
import pytest

from beatterm.engine.edits import SetProject
from beatterm.engine.effects import PARAMS
from beatterm.engine.messages import Play, Stop, tick_heard_at
from beatterm.engine.midi.messages import MidiState, SetMidi
from beatterm.formats.beat_text import format_song
from beatterm.host.wire import REAL_ENGINE
from beatterm.library.kits import find_kit
from beatterm.library.songs import read_song
from beatterm.model.midi import MidiOut
from beatterm.model.midi_setup import InPort, MidiSetup, OutPort
from beatterm.model.note import note_number
from beatterm.model.project import Project
from beatterm.model.song import Song
from beatterm.model.time import PPQN
from beatterm.sequencer.live import Cue
from tests.cli.command import run
from tests.host.engines import Studio, studio
from tests.midi.receiver import Receiver
from tests.servers.jack import JackServer
from tests.servers.process import ROOT, answers, need, running, wait_until

BARS = 4
SLOWEST_PERIOD = 256 / 44100


@pytest.fixture
def rate(jack_server: JackServer, monkeypatch: pytest.MonkeyPatch) -> int:
    """Of a JACK server that programs started here find."""
    for name, value in jack_server.env.items():
        monkeypatch.setenv(name, value)
    return jack_server.rate


@pytest.fixture
def quick_jack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[JackServer]:
    """A server of short periods: a message waits for the next one, and so comes half a period late."""
    need("jackd", "jack_lsp", packages="jackd2")
    server = JackServer(tmp_path, name=f"beatterm-leads-{os.getpid()}", period_frames=64)
    for name, value in server.env.items():
        monkeypatch.setenv(name, value)
    log = tmp_path / "log"
    with running(server.command(), server.env, log) as process:
        wait_until(lambda: answers(["jack_lsp"], server.env), "jackd does not come up", process, log)
        yield server


@contextmanager
def synth(rate: int) -> Iterator[Receiver]:
    """An instrument of another program that decodes what it hears, period by period."""
    receiver, client = Receiver(), jack.Client("Synth", no_start_server=True)
    port = client.midi_inports.register("in")

    @client.set_process_callback  # type: ignore[untyped-decorator]
    def hear(frames: int) -> None:
        now = time.monotonic()  # JACK's own frames stand still while a busy machine misses some
        for offset, data in port.incoming_midi_events():
            receiver.take(now + offset / rate, bytes(data))

    with client:
        yield receiver


def driven(name: str) -> Project:
    """A shipped song, every track of which is sent: pitched ones on channel 1, drums on 10."""
    song = read_song(ROOT / "patterns" / name, PARAMS).song
    tracks = tuple(replace(track, midi=MidiOut(channel=1 + index)) for index, track in enumerate(song.tracks))
    return Project(replace(song, tracks=tracks), find_kit(song.kit))


def is_connected(here: Studio, name: str) -> bool:
    states = [report for report in here.reports if isinstance(report, MidiState)]
    ports = (*states[-1].outs, *states[-1].ins) if states else ()
    return any(port.name == name and port.connected_to for port in ports)


def set_up(here: Studio, setup: MidiSetup) -> None:
    here.client.send(SetMidi(setup))
    for port in (*setup.outs, *setup.ins):
        here.until(lambda port=port: is_connected(here, port.name))  # type: ignore[misc]


def play_until(here: Studio, beats: float) -> None:
    here.client.send(Play(Cue()))
    here.until(lambda: here.client.snapshot().tick > beats * PPQN)


def printed(project: Project, folder: Path, bars: int) -> list[tuple[int, int, int, int]]:
    """Tick, channel, note, velocity of what `beatterm events` prints."""
    path = folder / "driven.beat"
    path.write_text(format_song(project.song, PARAMS))
    found = []
    code, lines, said = run("events", path.name, "--bars", str(bars), folder=folder)
    assert (code, said) == (0, "")
    for line in lines.decode().splitlines():
        tick, track, note, velocity, _ = line.split()
        out = project.song.setup(track).midi
        assert out is not None
        found.append((int(tick), out.channel, note_number(note), int(velocity)))
    return found


@pytest.mark.parametrize("name", ["demo.beat", "funk.beat"])
def test_what_is_received_is_what_the_events_say_in_order_and_in_time(
    rate: int, name: str, tmp_path: Path
) -> None:
    project = driven(name)
    with synth(rate) as heard, studio(REAL_ENGINE) as here:
        set_up(here, MidiSetup(outs=(OutPort("synth", "*synth*", clock=True),)))
        here.client.send(SetProject(project))
        play_until(here, BARS * 4)
        here.client.send(Stop())
        here.until(lambda: not here.client.snapshot().running)
        here.until(lambda: heard.transport[-1:] != [] and heard.state == "stands")
    assert heard.faults == [] and heard.sounding == set()
    notes = printed(project, tmp_path, BARS)
    received = heard.notes[: len(notes)]
    by_moment = sorted(note[1:] for note in notes)
    assert sorted((channel, note, velocity) for _, channel, note, velocity in received) == by_moment
    assert [what for _, what in heard.transport] == ["start", "stop"]
    pulses = heard.played_pulses()
    assert [place for _, place in pulses] == list(range(len(pulses)))
    steadiness(project.song, notes, received)


def steadiness(
    song: Song, notes: list[tuple[int, int, int, int]], received: list[tuple[float, int, int, int]]
) -> None:
    """How far each note is from where its tick says, one offset taken off; half of them within a period."""
    ticks: dict[tuple[int, int, int], list[int]] = {}
    for tick, *rest in notes:
        ticks.setdefault((rest[0], rest[1], rest[2]), []).append(tick)
    errors = []
    for seconds, *rest in received:
        tick = ticks[rest[0], rest[1], rest[2]].pop(0)
        errors.append(seconds - tick * 60 / (song.tempo * PPQN))
    middle = statistics.median(errors)
    off = sorted(abs(error - middle) for error in errors)
    p95 = off[int(len(off) * 0.95)]
    print(f"\n{song.title}: {len(off)} notes, p50 {off[len(off) // 2] * 1e3:.2f} p95 {p95 * 1e3:.2f} ms")
    assert off[len(off) // 2] < SLOWEST_PERIOD


def test_an_engine_that_is_killed_in_the_middle_of_notes_leaves_none_and_the_beat_goes_on(rate: int) -> None:
    project = driven("demo.beat")
    with synth(rate) as heard, studio(REAL_ENGINE) as here:
        set_up(here, MidiSetup(outs=(OutPort("synth", "*synth*", clock=True),)))
        here.client.send(SetProject(project))
        play_until(here, 2)
        here.until(lambda: bool(heard.sounding))
        pid = here.client.pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        here.until(lambda: "stop" in [what for _, what in heard.transport])
        stopped = len(heard.notes)
        here.until(lambda: len(heard.notes) > stopped + 4)
        transport = [what for _, what in heard.transport]
        assert transport[:2] == ["start", "stop"] and "continue" in transport[2:]
        here.client.send(Stop())
        here.until(lambda: heard.state == "stands" and not heard.sounding)
    assert heard.faults == []


def test_one_beatterm_leads_another_by_midi_clock(quick_jack: JackServer) -> None:
    project = driven("demo.beat")
    slow = replace(project, song=replace(project.song, tempo=97.0))
    follows = MidiSetup(ins=(InPort("lead", virtual=True, clock=True, transport=True),), source="lead")
    leads = MidiSetup(outs=(OutPort("to", "*lead*", clock=True),))
    with studio(REAL_ENGINE) as follower, studio(REAL_ENGINE) as leader:
        for here, given in ((follower, slow), (leader, project)):
            here.client.send(SetProject(given))
        set_up(follower, follows)
        set_up(leader, leads)
        leader.client.send(Play(Cue()))
        follower.until(lambda: follower.client.snapshot().tick > 8 * PPQN)
        apart = []
        for _ in range(100):
            apart.append(apart_ms(leader, follower))
            time.sleep(0.02)
        median, furthest = statistics.median(apart), max(map(abs, apart))
        print(f"\nfollower to leader: median {median:.2f} ms, max {furthest:.2f}")
        assert abs(follower.client.snapshot().tempo - project.song.tempo) < 2
        assert abs(median) < 2.0
        leader.client.send(Stop())
        follower.until(lambda: not follower.client.snapshot().running)


JUNK = [b"\x90\x3c\x40", b"\x80\x3c\x40", b"\xb0\x07\x11", b"\xf8", b"\xfe", b"\xe0\x01\x02", b"\xc0\x05"]
FLOOD_A_PERIOD = 58
"""At 256 frames a period ten thousand messages a second."""


@contextmanager
def flood(into: str) -> Iterator[None]:
    """Notes, controls, clocks and worse without end, into a port of another program."""
    dice = Random(7)
    client = jack.Client("Flood", no_start_server=True)
    port = client.midi_outports.register("out")

    @client.set_process_callback  # type: ignore[untyped-decorator]
    def pour(frames: int) -> None:
        port.clear_buffer()
        for count in range(FLOOD_A_PERIOD):
            port.write_midi_event(count * frames // FLOOD_A_PERIOD, dice.choice(JUNK))

    with client:
        client.connect(port, client.get_ports(into, is_midi=True, is_input=True)[0])
        yield


def test_a_flood_of_messages_stops_nothing(rate: int) -> None:
    project = driven("demo.beat")
    keys = InPort("keys", virtual=True, track="kick", clock=True, programs=True)
    with synth(rate) as heard, studio(REAL_ENGINE) as here:
        set_up(here, MidiSetup(outs=(OutPort("synth", "*synth*"),), ins=(keys,)))
        here.client.send(SetProject(project))
        play_until(here, 1)
        with flood("keys"):
            before = here.client.snapshot()
            here.until(lambda: here.client.snapshot().tick > before.tick + 6 * PPQN)
            after = here.client.snapshot()
        assert after.faults == 0
        played = len(heard.notes)
        here.until(lambda: len(heard.notes) > played + 4)
        messages = [report for report in here.reports if isinstance(report, MidiState)][-1].ins[0].messages
        print(f"\n{messages} messages in 6 beats; xruns {after.xruns - before.xruns}")
        assert messages > 1000
        here.client.send(Stop())
        here.until(lambda: not heard.sounding)
    assert heard.faults == []


def apart_ms(one: Studio, other: Studio) -> float:
    """By how much one is ahead of the other, in milliseconds, at the same moment."""
    first, second = one.client.snapshot(), other.client.snapshot()
    now = time.monotonic()
    ticks = tick_heard_at(first, now) - tick_heard_at(second, now)
    return ticks / PPQN * 60 / first.tempo * 1000
