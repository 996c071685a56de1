"""Placing is the inverse of playing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatterm.model.groove import Groove
from beatterm.model.pattern import DIRECTIONS
from beatterm.model.project import Project
from beatterm.model.song import Song
from beatterm.model.step import Step
from beatterm.sequencer.placing import Placed, placed
from tests.material import row, song_of
from tests.sequencer.listening import S, heard, lane


def place(song: Song, tick: int, track: str = "a") -> Placed:
    return placed(Project(song), "A", track, tick)


def test_a_moment_belongs_to_the_nearest_step() -> None:
    song = song_of(row("a", "...."))
    assert place(song, 2 * S + 84) == Placed(2, 0.1, 2)
    assert place(song, 2 * S - 84) == Placed(2, -0.1, 2)
    assert place(song, 2 * S + 419).index == 2
    assert place(song, 2 * S + 421).index == 3
    assert place(song, 0) == Placed(0, 0.0, 0)


def test_late_in_the_last_step_belongs_to_the_next_turn() -> None:
    song = song_of(row("a", "...."))
    assert place(song, 4 * S - 84) == Placed(0, -0.1, 4)
    assert place(song, 7 * S + 84) == Placed(3, 0.1, 7)


def test_swing_groove_and_shift_are_taken_off() -> None:
    late = Groove("late", S, (0.0, 0.1))
    song = song_of(row("a", "....", swing=62.5, shift=0.1), groove="late", grooves=(late,))
    assert place(song, S + 210 + 84 + 84) == Placed(1, 0.0, 1)
    assert place(song, 84) == Placed(0, 0.0, 0)


@pytest.mark.parametrize(("direction", "expected"), [("reverse", 2), ("pingpong", 2), ("forward", 1)])
def test_directions_are_turned_back(direction: str, expected: int) -> None:
    assert place(song_of(row("a", "....", direction=direction)), 5 * S).index == expected


def test_a_track_that_is_not_there_yet_is_a_plain_one() -> None:
    assert place(song_of(row("a", "....")), 3 * S, "new") == Placed(3, 0.0, 3)
    with pytest.raises(KeyError):
        placed(Project(), "A", "a", 0)


@given(
    st.integers(0, 40),
    st.floats(-0.24, 0.24),
    st.floats(50, 75),
    st.sampled_from(DIRECTIONS),
    st.sampled_from((None, 420, 560, 1680)),
    st.floats(-0.5, 0.5),
    st.integers(1, 9),
)
def test_what_is_placed_sounds_at_that_moment(
    nth: int, nudge: float, swing: float, direction: str, step_ticks: int | None, shift: float, length: int
) -> None:
    settings = {"swing": swing, "direction": direction, "step_ticks": step_ticks, "shift": shift}
    song = song_of(lane("a", [Step() for _ in range(length)], **settings))
    tick = heard(song, 200)[nth].tick + round(nudge * (step_ticks or S))
    found = place(song, tick)
    struck = song.patterns[0].tracks[0].with_step(found.index, Step(127, nudge=found.nudge))
    again = heard(song.with_pattern(song.patterns[0].with_track(struck)), 200)
    assert any(each.tick == max(0, tick) and each.velocity == 127 for each in again)
    assert abs(found.nudge) <= 0.75
