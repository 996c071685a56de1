"""The audio callback: it always fills its block, and telemetry tells exactly what has been taken."""

from dataclasses import replace
from threading import Thread

import numpy as np
import pytest

from beatterm.devices.null import NullDevice
from beatterm.engine.edits import SetProject
from beatterm.engine.messages import Audition, Play, Snapshot, Stop, tick_heard_at
from beatterm.host.performer import Outlet, Performer
from beatterm.host.standing import Resume
from beatterm.host.telemetry import Health
from beatterm.model.project import Project
from beatterm.model.time import PPQN
from beatterm.sequencer.live import Cue
from tests.host.fakes import FRAMES_TO_TICK, TICKS_PER_BLOCK, CountingEngine

RATE = 48000


class Wall:
    """Keeps what is published."""

    def __init__(self) -> None:
        self.records: list[tuple[Snapshot, Health]] = []
        self.performer = Performer(CountingEngine(RATE), RATE, self.publish)

    def publish(self, snapshot: Snapshot, health: Health) -> None:
        self.records.append((snapshot, health))

    def render(self) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        block = np.full((64, 2), 9.0, np.float32)
        self.performer.render(block)
        return block

    @property
    def last(self) -> tuple[Snapshot, Health]:
        return self.records[-1]


def test_a_record_counts_the_commands_whose_effect_is_in_it() -> None:
    wall = Wall()
    wall.render()
    assert wall.last[1].commands == 0
    wall.performer.orders.extend([(1, SetProject(Project())), (2, Play(Cue(pattern="A"))), (3, None)])
    wall.render()
    snapshot, health = wall.last
    assert (snapshot.running, snapshot.pattern, health.commands) == (True, "A", 3)
    assert (health.blocks, health.faults, health.xruns) == (2, 0, 0)
    assert health.load > 0.0


def test_an_exception_becomes_silence_a_count_and_a_report_and_the_beat_goes_on() -> None:
    wall = Wall()
    wall.performer.orders.extend([(1, Play(Cue(pattern="A"))), (2, Audition("raise"))])
    assert not wall.render().any()
    assert wall.last[1].faults == 1
    assert str(wall.performer.fault) == "a voice has gone astray"
    assert np.all(wall.render() == 0.25)
    assert wall.last[0].running
    assert (wall.last[1].faults, wall.last[1].blocks) == (1, 2)


def test_a_fault_in_publishing_spoils_no_block() -> None:
    wall = Wall()
    wall.performer = Performer(CountingEngine(RATE), RATE, lambda snapshot, health: 1 / 0)  # type: ignore[arg-type]
    assert np.all(wall.render() == 0.25)
    assert isinstance(wall.performer.fault, ZeroDivisionError)


def test_playing_that_goes_on_counts_on_until_the_next_play() -> None:
    wall = Wall()
    wall.performer.orders.append((1, Resume(Cue(pattern="A", offset_ticks=70), 5000)))
    wall.render()
    assert (wall.last[0].tick, wall.last[0].pattern_tick) == (5000 + TICKS_PER_BLOCK, 70 + TICKS_PER_BLOCK)
    wall.performer.orders.append((2, Play(Cue(pattern="B"))))
    wall.render()
    assert wall.last[0].tick == TICKS_PER_BLOCK


def test_another_engine_goes_on_from_where_the_first_one_was() -> None:
    wall = Wall()
    wall.performer.orders.append((7, Play(Cue(pattern="A"))))
    wall.render()
    place = Resume(Cue(pattern="A", offset_ticks=TICKS_PER_BLOCK), TICKS_PER_BLOCK)
    wall.performer.engage(CountingEngine(96000), 96000, [place])
    wall.render()
    assert (wall.last[0].tick, wall.last[0].pattern_tick) == (2 * TICKS_PER_BLOCK, 2 * TICKS_PER_BLOCK)
    assert wall.last[1].commands == 7
    wall.performer.orders.append((8, Stop()))
    wall.render()
    assert not wall.last[0].running


def test_xruns_of_all_outputs_add_up() -> None:
    wall = Wall()
    first, second = NullDevice(wall.performer.render), NullDevice(wall.performer.render)
    wall.performer.listen_to(first)
    first.xruns = 3
    wall.performer.listen_to(second)
    second.xruns = 4
    wall.render()
    assert wall.last[1].xruns == 7


def test_an_outlet_is_silent_until_opened_and_after_it_was_shut() -> None:
    wall = Wall()
    outlet = Outlet(wall.performer)
    block = np.ones((8, 2), np.float32)
    levels = []
    for change in ("", "open", "shut"):
        if change == "open":
            outlet.open()
        if change == "shut":
            outlet.shut(1.0)
        outlet.render(block)
        levels.append(float(block.max()))
    assert levels == [0.0, 0.25, 0.0]
    assert outlet.calls == 3
    assert len(wall.records) == 1


def test_shutting_waits_for_the_block_that_is_being_rendered() -> None:
    wall = Wall()
    outlet = Outlet(wall.performer)
    outlet.open()
    block = np.ones((8, 2), np.float32)

    def play() -> None:
        for _ in range(3000):
            outlet.render(block)

    thread = Thread(target=play)
    thread.start()
    while not wall.records:
        pass
    outlet.shut(30.0)
    rendered = len(wall.records)
    thread.join()
    assert len(wall.records) == rendered


def test_the_engines_own_snapshot_is_published_as_it_is() -> None:
    wall = Wall()
    engine = CountingEngine(RATE)
    wall.performer = Performer(engine, RATE, wall.publish)
    wall.render()
    assert wall.last[0] == replace(engine.snapshot())


def test_a_running_snapshot_says_when_its_tick_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    wall = Wall()
    output = NullDevice(wall.performer.render, RATE, 64)
    monkeypatch.setattr(output, "latency_seconds", 0.5, raising=False)
    wall.performer.listen_to(output)
    wall.render()
    assert wall.last[0].heard_seconds == 0.0
    wall.performer.orders.append((1, Play(Cue(pattern="A"))))
    monkeypatch.setattr("time.monotonic", lambda: 1000.0)
    wall.performer.listen_to(output)
    wall.render()
    expected = 1000.0 + (64 + FRAMES_TO_TICK) / RATE + 0.5
    assert wall.last[0].heard_seconds == pytest.approx(expected)
    wall.performer.orders.append((2, Stop()))
    wall.render()
    assert wall.last[0].heard_seconds == 0.0


def test_the_time_of_a_press_becomes_the_tick_that_is_heard_then() -> None:
    tempo, tick = 120.0, 5000
    heard = Snapshot(running=True, tick=tick, tempo=tempo, heard_seconds=1000.0)
    assert tick_heard_at(heard, 1000.0) == tick
    assert tick_heard_at(heard, 999.5) == tick - PPQN
    assert tick_heard_at(replace(heard, tempo=60.0), 1002.0) == tick + 2 * PPQN
