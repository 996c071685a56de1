"""Recording: where hits land, that none is struck twice, replacing, rolls, and one undo a take."""

from dataclasses import replace
from typing import Any

import pytest

from beatterm.engine.messages import Snapshot
from beatterm.model.kit import Kit
from beatterm.model.song import Section, Song
from beatterm.model.step import Step
from beatterm.sequencer.live import Cue
from beatterm.session.record import RecordOptions
from beatterm.session.recorder import Recorder
from beatterm.session.session import Session
from tests.material import row, song_of
from tests.session.fakes import PARAMS, FakeEngine, MemoryShelf, make_kit
from tests.session.playing import LATENCY_BLOCKS, Player, player

S = 840
TEMPO = 150.0
STEP_SECONDS = 0.1
"""At 150 bpm a sixteenth is a tenth of a second."""
HEARD_FROM = LATENCY_BLOCKS * 64 / 48_000


def song(kick: str = "." * 16, snare: str = "." * 16, **settings: Any) -> Song:
    return song_of(row("kick", kick), row("snare", snare), tempo=TEMPO, kit="dusty", **settings)


class Loop:
    """A session on an engine that is wherever a test puts it."""

    def __init__(self, over: Song, kit: Kit | None = None, **options: object) -> None:
        self.engine = FakeEngine()
        kits = {"dusty": kit or make_kit("dusty")}
        self.session = Session(self.engine, MemoryShelf({"s": over}, kits), PARAMS)
        self.session.open("s")
        self.recorder = Recorder(self.session)
        self.recorder.options = replace(RecordOptions(quantise=0), **options)  # type: ignore[arg-type]
        self.recorder.arm(True)
        self.recorder.begin()
        self.pattern, self.origin = "A", 0

    def at(self, tick: int) -> None:
        """The engine is at a tick of the transport, heard at that many steps' seconds; the screen looks."""
        self.engine.now = Snapshot(
            running=True,
            tick=tick,
            pattern=self.pattern,
            pattern_tick=tick - self.origin,
            tempo=TEMPO,
            heard_seconds=1000.0 + tick * STEP_SECONDS / S,
        )
        self.recorder.look(self.engine.now)

    def hit(self, tick: float, track: str = "kick", note: int | None = None, velocity: int = 100) -> None:
        """A key is pressed at a tick; the screen last looked a few milliseconds before."""
        self.at(round(tick) - 60)
        self.recorder.strike(track, note, velocity, 1000.0 + tick * STEP_SECONDS / S)

    def through(self, first: int, last: int) -> None:
        """The loop runs on, looked at eight times a step."""
        for tick in range(first, last, S // 8):
            self.at(tick)

    def steps(self, track: str = "kick", pattern: str = "A") -> dict[int, Step]:
        owner = self.session.song.pattern(pattern)
        found = owner.track(track) if owner else None
        return {at: step for at, step in enumerate(found.steps) if step} if found else {}


def test_a_hit_is_recorded_at_the_tick_that_was_heard() -> None:
    loop = Loop(song())
    for at, late in ((0, 0.0), (3, 0.25), (6, -0.4), (12, 0.49)):
        loop.hit((at + late) * S)
    loop.at(15 * S)
    assert loop.steps() == {
        0: Step(),
        3: Step(nudge=0.25),
        6: Step(nudge=-0.4),
        12: Step(nudge=0.49),
    }


@pytest.mark.parametrize(("quantise", "nudge"), [(0, 0.3), (50, 0.15), (100, 0.0)])
def test_quantise_draws_hits_to_their_steps(quantise: int, nudge: float) -> None:
    loop = Loop(song(), quantise=quantise)
    loop.hit(4.3 * S)
    loop.at(6 * S)
    assert loop.steps() == {4: Step(nudge=nudge)}


def test_swing_is_taken_off() -> None:
    loop = Loop(song(swing=66.0))
    loop.hit(5 * S + 2 * S * 0.16)
    loop.at(7 * S)
    assert loop.steps()[5].nudge == pytest.approx(0.0, abs=0.002)


def test_a_hit_just_before_the_loop_turns_is_on_its_first_step() -> None:
    loop = Loop(song())
    loop.hit(15.8 * S)
    loop.at(17 * S)
    assert loop.steps() == {0: Step(nudge=-0.2)}


def test_hits_at_the_end_of_the_count_in_are_on_the_first_step() -> None:
    loop = Loop(song())
    loop.hit(-8 * S)
    loop.hit(-0.3 * S)
    assert loop.steps() == {}
    loop.at(S)
    assert loop.steps() == {0: Step(nudge=-0.3)}


def test_a_section_records_into_the_pattern_that_sounded() -> None:
    over = song()
    both = (*over.patterns, replace(over.patterns[0], name="B"))
    loop = Loop(replace(over, patterns=both, sections=(Section("a", "A"), Section("b", "B"))))
    loop.hit(14.9 * S)
    loop.pattern, loop.origin = "B", 16 * S
    loop.hit(18.1 * S)
    loop.at(20 * S)
    assert loop.steps(pattern="A") == {15: Step(nudge=-0.1)}
    assert loop.steps(pattern="B") == {2: Step(nudge=0.1)}


def test_nothing_is_recorded_unarmed_or_while_it_stands_still() -> None:
    loop = Loop(song())
    loop.recorder.arm(False)
    loop.hit(4 * S)
    loop.recorder.arm(True)
    loop.engine.now = Snapshot()
    loop.recorder.strike("kick", None, 100, 1000.0)
    loop.recorder.end()
    assert loop.steps() == {}


def test_a_take_is_one_undo_whatever_the_cursor_does() -> None:
    loop = Loop(song(snare="x" * 16))
    first = loop.session.song
    for at in (1, 5, 20, 24):
        loop.hit(at * S)
        loop.session.seal()
    loop.recorder.end()
    assert len(loop.steps()) == 4
    assert loop.session.undo() == "take"
    assert loop.session.song == first
    loop.recorder.drop()
    loop.hit(40 * S)
    loop.recorder.end()
    assert loop.steps() == {8: Step()}
    loop.session.undo()
    assert loop.session.song == first


def test_what_is_still_waiting_when_it_stops_is_kept() -> None:
    loop = Loop(song(), quantise=100)
    loop.hit(3.7 * S)
    assert loop.steps() == {}
    loop.recorder.end()
    assert loop.steps() == {4: Step()}


def test_overdub_keeps_what_is_there_and_replace_does_not() -> None:
    for replaces, left in ((False, {0, 2, 4, 5, 6, 8, 10, 12, 14}), (True, {0, 2, 4, 5})):
        loop = Loop(song(kick="x." * 8, snare="x." * 8), replaces=replaces)
        loop.through(0, 5 * S)
        loop.hit(5 * S)
        loop.through(5 * S, 15 * S)
        assert set(loop.steps()) == left
        assert len(loop.steps("snare")) == 8


def test_replacing_leaves_what_the_take_has_written() -> None:
    loop = Loop(song(kick="x" * 16), replaces=True)
    loop.hit(2 * S)
    loop.through(2 * S, 6 * S)
    loop.hit(6.2 * S)
    loop.through(6 * S + 300, 40 * S)
    assert loop.steps() == {2: Step(), 6: Step(nudge=0.2)}


def test_a_held_key_leaves_nothing_of_its_first_repeat() -> None:
    loop = Loop(song(kick="....X"), quantise=100)
    loop.hit(2 * S)
    loop.hit(4 * S, velocity=80)
    loop.at(6 * S)
    assert loop.steps()[4].velocity == 80
    loop.recorder.take_back(1000.0 + 4 * STEP_SECONDS)
    assert loop.steps() == {2: Step(), 4: Step(127)}


def test_notes_of_one_moment_become_a_chord() -> None:
    loop = Loop(song())
    loop.hit(4 * S, note=60)
    loop.hit(4.1 * S, note=64)
    loop.at(6 * S)
    assert loop.steps()[4].notes == (60, 64)


def test_a_hit_in_a_later_turn_corrects_the_one_before() -> None:
    loop = Loop(song())
    loop.hit(4.3 * S)
    loop.hit(20 * S)
    loop.at(24 * S)
    assert loop.steps() == {4: Step()}


@pytest.mark.parametrize(
    ("rate", "first", "last", "steps"),
    [
        (S, 1.4, 5.5, {2: 1, 3: 1, 4: 1, 5: 1}),
        (2 * S, 1.4, 9.5, {2: 1, 4: 1, 6: 1, 8: 1}),
        (S // 2, 1.9, 4.9, {2: 2, 3: 2, 4: 2}),
        (S * 2 // 3, 1.9, 5.9, {2: 3, 4: 3}),
    ],
)
def test_every_strike_of_a_roll_is_recorded(
    rate: int, first: float, last: float, steps: dict[int, int]
) -> None:
    loop = Loop(song())
    loop.at(S)
    loop.recorder.begin_roll("kick", None, 90, rate, 1000.0 + first * STEP_SECONDS)
    loop.through(S, 5 * S)
    loop.at(round(last * S))
    loop.recorder.end_roll("kick", 1000.0 + last * STEP_SECONDS)
    loop.through(round(last * S), 14 * S)
    assert {at: step.ratchet for at, step in loop.steps().items()} == steps
    assert {step.velocity for step in loop.steps().values()} == {90}


def test_a_roll_that_begins_within_a_step_records_only_its_own_strikes() -> None:
    loop = Loop(song())
    loop.at(S)
    loop.recorder.begin_roll("kick", None, 90, S // 2, 1000.0 + 2.3 * STEP_SECONDS)
    loop.at(round(3.9 * S))
    loop.recorder.end_roll(None, 1000.0 + 3.9 * STEP_SECONDS)
    loop.through(4 * S, 8 * S)
    assert loop.steps() == {2: Step(90, nudge=0.5), 3: Step(90, ratchet=2)}


def strikes_of(played: Player) -> list[float]:
    return [round(each - 1000.0, 3) for each in played.port.strikes()]


@pytest.mark.parametrize("quantise", [0, 50, 100])
@pytest.mark.parametrize("late", [-0.045, -0.02, -0.001, 0.0, 0.001, 0.02, 0.045])
def test_a_hit_is_struck_once_in_its_turn_and_once_in_the_next(quantise: int, late: float) -> None:
    played = player(song_of(row("kick", "." * 16), tempo=TEMPO))
    played.recorder.options = RecordOptions(quantise=quantise)
    played.recorder.begin()
    played.session.play(Cue(pattern="A"))
    moment = HEARD_FROM + 6 * STEP_SECONDS + late
    played.hit(moment)
    played.run(HEARD_FROM + 1.55 * 16 * STEP_SECONDS)
    struck = strikes_of(played)
    again = 6 * STEP_SECONDS + 1.6 + late * (100 - quantise) / 100
    assert len(struck) == 2
    assert struck[0] == pytest.approx(moment, abs=0.005)
    assert struck[1] == pytest.approx(again, abs=0.005)


def test_a_humanised_hit_is_struck_once_in_its_turn() -> None:
    played = player(song_of(row("kick", "." * 16, humanise_time=0.4), tempo=TEMPO))
    played.recorder.begin()
    played.session.play(Cue(pattern="A"))
    for at in (2, 5, 8, 11):
        played.hit(HEARD_FROM + at * STEP_SECONDS)
    played.run(HEARD_FROM + 1.5)
    assert len(strikes_of(played)) == 4


def test_a_transport_that_others_start_and_stop_makes_takes_of_its_own() -> None:
    loop = Loop(song())
    for at in (3, 5):
        loop.engine.now = Snapshot()
        loop.recorder.look(loop.engine.now)
        loop.at(0)
        loop.hit(at * S)
        loop.at((at + 2) * S)
    assert set(loop.steps()) == {3, 5}
    loop.session.undo()
    assert set(loop.steps()) == {3}


def test_what_waits_is_written_when_others_stop_the_transport() -> None:
    loop = Loop(song())
    loop.at(0)
    loop.hit(3.4 * S)
    assert loop.steps() == {}
    loop.engine.now = Snapshot()
    assert loop.recorder.look(loop.engine.now)
    assert set(loop.steps()) == {3}
