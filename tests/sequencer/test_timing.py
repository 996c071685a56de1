"""When hits sound, how hard and how long, against figures worked out by hand. A sixteenth has 840 ticks."""

from dataclasses import replace

import pytest

from beatterm.model.groove import Groove
from beatterm.model.project import Project
from beatterm.model.song import Section
from beatterm.model.step import Step
from beatterm.sequencer.live import Cue, Live
from beatterm.sequencer.query import events_between
from tests.material import row, song_of
from tests.sequencer.listening import LOOP_A, S, grid, heard, lane, ticks

LATE = Groove("late", S, time=(0.0, 0.1, -0.05), velocity=(100, 80))
ARRANGED = Live((Cue(loop=False),))


def test_a_nudge_moves_by_a_share_of_a_step() -> None:
    song = song_of(lane("a", [Step(nudge=0.25), Step(nudge=-0.1), Step(nudge=0.99), Step()]))
    assert ticks(song, 4) == [210, S - 84, 2 * S + 832, 3 * S]


def test_what_is_nudged_before_the_start_sounds_on_it_and_later_turns_are_early() -> None:
    song = song_of(lane("a", [Step(nudge=-0.5), None, None, None]))
    assert ticks(song, 11) == [0, 4 * S - 420, 8 * S - 420]


def test_an_early_hit_sounds_before_its_sections_border() -> None:
    song = song_of(row("a", "...."), lane("b", [Step(nudge=-0.5), None, None, None]))
    song = replace(song, sections=(Section("quiet", "A", 1, mute=("b",)), Section("loud", "A", 2)))
    assert ticks(song, 12, ARRANGED) == [4 * S - 420, 8 * S - 420]


def test_an_early_hit_of_a_new_cue_waits_for_the_cue() -> None:
    song = song_of(lane("a", [Step(nudge=-0.5), None, None, None]))
    live = Live((Cue(pattern="A"), Cue(6 * S, "A")))
    assert ticks(song, 12, live) == [0, 4 * S - 420, 6 * S, 10 * S - 420]


def test_a_hit_late_in_a_section_sounds_beyond_its_border() -> None:
    song = song_of(lane("a", [None, None, None, Step(nudge=0.99)]), row("b", "x..."))
    song = replace(song, sections=(Section("one", "A"), Section("two", "A", mute=("a",))))
    assert ticks(song, 8, ARRANGED) == [0, 3 * S + 832, 4 * S]


def test_a_window_behind_the_border_hears_what_is_late_and_one_before_it_what_is_early() -> None:
    late, early = lane("a", [Step(nudge=0.99, ratchet=2)]), lane("b", [Step(nudge=-0.99)])
    song = song_of(late, early)
    song = replace(song, sections=(Section("one", "A", 1, ("b",)), Section("two", "A", 1, ("a",))))
    events = events_between(Project(song), S, 2 * S, ARRANGED)
    assert [(event.tick, event.track) for event in events] == [(420 + 832, "a")]
    assert [event.tick for event in events_between(Project(song), 0, S, ARRANGED)] == [8, 832]


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        (Step(ratchet=2), [0, 420]),
        (Step(ratchet=3), [0, 280, 560]),
        (Step(ratchet=8), [0, 105, 210, 315, 420, 525, 630, 735]),
        (Step(ratchet=4, length=2), [0, 420, 840, 1260]),
        (Step(ratchet=3, length=4), [0, 1120, 2240]),
        (Step(ratchet=2, nudge=0.25), [210, 630]),
    ],
)
def test_a_ratchet_is_spread_over_what_is_held(step: Step, expected: list[int]) -> None:
    assert ticks(song_of(lane("a", [step, None, None, None])), 4) == expected


def test_a_ratchet_ends_with_its_section() -> None:
    song = song_of(lane("a", [None, None, None, Step(ratchet=4, length=4)]), row("b", "...."))
    song = replace(song, sections=(Section("one", "A"), Section("two", "A", mute=("a",))))
    assert ticks(song, 8, ARRANGED) == [3 * S]


def test_a_ratchet_leans_with_the_swing_around_it() -> None:
    """At 75 % the second sixteenth is 420 late; half way to it and from it, 210."""
    song = song_of(lane("a", [Step(ratchet=2), Step(ratchet=2)]), swing=75.0)
    assert ticks(song, 2) == [0, 420 + 210, S + 420, S + 420 + 210]


@pytest.mark.parametrize(
    ("ramp", "expected"),
    [(0, [100] * 5), (-100, [100, 75, 50, 25, 1]), (-40, [100, 90, 80, 70, 60]), (50, [50, 62, 75, 88, 100])],
)
def test_a_ramp_is_a_straight_line(ramp: int, expected: list[int]) -> None:
    song = song_of(lane("a", [Step(100, ratchet=5, ramp=ramp)]))
    assert [event.velocity for event in heard(song, 1)] == expected


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        (Step(), 840),
        (Step(gate=50), 420),
        (Step(length=3, gate=25), 1680 + 210),
        (Step(gate=1), 8),
        (Step(gate=12.5), 105),
        (Step(gate=0), 1),
        (Step(ratchet=2), 420),
        (Step(ratchet=3, length=2, gate=50), 280),
    ],
)
def test_a_gate_shortens_the_last_of_the_held_steps(step: Step, expected: int) -> None:
    events = heard(song_of(lane("a", [step, None, None, None])), 4)
    assert {event.length_ticks for event in events} == {expected}


@pytest.mark.parametrize(
    ("direction", "expected"),
    [
        ("forward", "x.x.....|x.x.....|x.x....."),
        ("reverse", ".....x.x|.....x.x|.....x.x"),
        ("pingpong", "x.x.....|.....x.x|x.x....."),
    ],
)
def test_directions(direction: str, expected: str) -> None:
    assert grid(song_of(row("a", "x.x.....", direction=direction)), 24) == expected.replace("|", "")


def test_random_order_plays_all_steps_about_as_often() -> None:
    song = song_of(lane("a", [Step(10 * at) for at in range(1, 5)], direction="random"))
    velocities = [event.velocity for event in heard(song, 2000)]
    assert len(velocities) == 2000
    assert all(400 < velocities.count(10 * at) < 600 for at in range(1, 5))


def test_round_robins_count_on_in_every_direction() -> None:
    for direction in ("forward", "reverse", "pingpong"):
        song = song_of(lane("a", [Step(), None, Step(ratchet=3), None, Step()], direction=direction))
        assert [event.ordinal for event in heard(song, 20)] == list(range(20))


def test_a_groove_moves_and_weighs_its_slots_over_and_over() -> None:
    song = song_of(row("a", "xxxxxx"), grooves=(LATE,), groove="late")
    assert ticks(song, 6) == [0, S + 84, 2 * S - 42, 3 * S, 4 * S + 84, 5 * S - 42]
    assert [event.velocity for event in heard(song, 6)] == [100, 80] * 3


def test_a_groove_has_an_amount_and_a_track_may_have_its_own() -> None:
    song = song_of(
        row("a", "xx"),
        row("b", "xx", groove="none"),
        row("c", "xx", groove_amount=200),
        row("d", "xx", groove="mpc-16-75", groove_amount=100),
        grooves=(LATE,),
        groove="late",
        groove_amount=50,
    )
    assert [ticks(song, 2, track=name)[1] - S for name in "abcd"] == [42, 0, 168, 420]
    assert [heard(song, 2, track=name)[1].velocity for name in "abcd"] == [90, 100, 60, 100]


def test_an_mpc_groove_is_the_same_as_that_swing() -> None:
    straight = song_of(row("a", "xxxxxxxx"), groove="mpc-16-62")
    assert ticks(straight, 8) == ticks(song_of(row("a", "xxxxxxxx"), swing=62.5), 8)


def test_finer_steps_lean_with_the_groove_around_them() -> None:
    song = song_of(row("a", "xxxx....", step_ticks=S // 2), grooves=(LATE,), groove="late")
    assert ticks(song, 2) == [0, 420 + 42, 840 + 84, 1260 + 21]


def test_a_shift_moves_all_of_a_track() -> None:
    song = song_of(row("a", "x.x.", shift=-0.05), row("b", "x.x.", shift=0.2))
    assert ticks(song, 4, track="a") == [0, 2 * S - 42, 4 * S - 42]
    assert ticks(song, 4, track="b") == [168, 2 * S + 168]


def test_everything_adds_up() -> None:
    track = lane("a", [None, Step(100, nudge=0.1)], shift=-0.05, swing=60.0)
    song = song_of(track, grooves=(LATE,), groove="late")
    assert ticks(song, 2) == [S + 168 + 84 + 84 - 42]


def test_humanise_strays_evenly_within_its_bounds_and_not_beyond() -> None:
    song = song_of(row("a", "x", humanise_time=0.25, humanise_velocity=10))
    events = heard(song, 2000)[1:]
    late = [event.tick - (at + 1) * S for at, event in enumerate(events)]
    assert -210 <= min(late) < -200 and 200 < max(late) <= 210
    assert abs(sum(late) / len(late)) < 12
    assert {event.velocity for event in events} == set(range(90, 111))


def test_a_ratchet_strays_as_one_and_each_hit_has_its_own_velocity() -> None:
    song = song_of(lane("a", [Step(ratchet=4)], humanise_time=0.25, humanise_velocity=30))
    events = sorted(heard(song, 40), key=lambda event: event.ordinal)[4:]
    for at in range(0, 100, 4):
        first, *others = (event.tick for event in events[at : at + 4])
        assert [tick - first for tick in others] == [210, 420, 630]
    assert any(len({event.velocity for event in events[at : at + 4]}) > 1 for at in range(0, 100, 4))


def test_locks_go_with_every_event_of_their_step() -> None:
    locks = (("cutoff_hz", 800.0), ("reverse", "on"))
    song = song_of(lane("a", [Step(notes=(40, 44), ratchet=2, locks=locks), Step()]))
    assert [event.locks for event in heard(song, 2)] == [locks] * 4 + [()]


def test_ten_thousand_bars_later_everything_is_where_it_belongs() -> None:
    steps = [Step(nudge=-0.3, ratchet=3), Step(nudge=0.4), None, Step(length=2, ratchet=2)]
    song = song_of(lane("a", steps), swing=58.0, grooves=(LATE,), groove="late")
    far = 10_000 * 12 * S
    events = events_between(Project(song), far + S, far + 13 * S, LOOP_A)
    assert [event.tick - far for event in events] == [tick for tick in ticks(song, 13) if tick >= S]
