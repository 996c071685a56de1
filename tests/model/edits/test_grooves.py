"""Grooves: the song's, its own ones, and those taken from what was played."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatterm.model.edits import grooves, rows
from beatterm.model.edits.errors import EditError
from beatterm.model.edits.steps import set_step
from beatterm.model.groove import Groove
from beatterm.model.pattern import Pattern, Track
from beatterm.model.song import Song
from beatterm.model.step import Step
from beatterm.model.time import SIXTEENTH_TICKS, STEP_TICKS
from tests.model.edits.rhythms import song_of, song_with, track_of
from tests.session.fakes import make_song, row

LATE = Groove("late", SIXTEENTH_TICKS, (0.0, 0.1), (100, 80))


def test_a_song_has_a_groove_by_name() -> None:
    song = grooves.set_song_groove_amount(grooves.set_song_groove(make_song(), "linn-16-58"), 50)
    assert (song.groove, song.groove_amount) == ("linn-16-58", 50)
    for none in ("", "none"):
        assert grooves.set_song_groove(song, none).groove == ""
    with pytest.raises(EditError, match="There is no groove late"):
        grooves.set_song_groove(song, "late")
    with pytest.raises(EditError, match=r"There is late, linn-8-54"):
        grooves.set_song_groove(grooves.add_groove(song, LATE), "later")
    with pytest.raises(EditError, match="0 to 200"):
        grooves.set_song_groove_amount(song, -1)


def test_a_groove_takes_the_place_of_its_namesake() -> None:
    song = grooves.add_groove(grooves.add_groove(make_song(), LATE), replace(LATE, name="other"))
    soft = replace(LATE, velocity=(70,))
    assert grooves.add_groove(song, soft).grooves == (soft, replace(LATE, name="other"))


@pytest.mark.parametrize(
    ("groove", "said"),
    [
        (replace(LATE, name="a b"), "1 to 24 letters"),
        (replace(LATE, name=""), "1 to 24 letters"),
        (replace(LATE, name="none"), "1 to 24 letters"),
        (replace(LATE, step_ticks=1000), "such as 1/16"),
        (replace(LATE, time=(0.0,) * 65), "at most 64 slots"),
        (replace(LATE, time=(0.6,)), "at most 0.5"),
        (replace(LATE, time=(float("nan"),)), "at most 0.5"),
        (replace(LATE, velocity=(0,)), "1 to 200 %"),
    ],
)
def test_a_groove_that_a_song_cannot_hold(groove: Groove, said: str) -> None:
    with pytest.raises(EditError, match=said):
        grooves.add_groove(make_song(), groove)


def test_a_song_holds_64_grooves() -> None:
    song = make_song()
    for number in range(64):
        song = grooves.add_groove(song, replace(LATE, name=f"g{number}"))
    with pytest.raises(EditError, match="64 grooves"):
        grooves.add_groove(song, LATE)
    assert grooves.add_groove(song, replace(LATE, name="g3", time=())) != song


def test_a_removed_groove_leaves_nothing_behind() -> None:
    song = grooves.set_song_groove(grooves.add_groove(make_song(), LATE), "late")
    song = rows.set_track_groove(song, "A", "kick", "late")
    song = grooves.remove_groove(song, "late")
    assert song == make_song()
    with pytest.raises(EditError, match="no groove late of its own"):
        grooves.remove_groove(song, "late")


def test_below_a_groove_of_the_songs_may_lie_one_that_beatterm_brings() -> None:
    song = grooves.add_groove(make_song(), replace(LATE, name="tr909-1"))
    song = grooves.set_song_groove(song, "tr909-1")
    assert grooves.remove_groove(song, "tr909-1").groove == "tr909-1"


def recorded(*steps: Step | None, **changes: object) -> Song:
    return song_with(replace(Track("kick", steps), **changes))  # type: ignore[arg-type]


def test_nudges_and_velocities_become_a_groove() -> None:
    song = recorded(Step(100), Step(50, nudge=0.2), Step(100, nudge=-0.1), None)
    groove = grooves.extract_groove(song, "A", ["kick"], "mine", SIXTEENTH_TICKS, 4)
    assert groove == Groove("mine", SIXTEENTH_TICKS, (0.0, 0.2, -0.1, 0.0), (120, 60, 120, 100))
    assert grooves.add_groove(song, groove).groove_named("mine") == groove


def test_hits_of_one_slot_are_averaged_over_tracks_and_bars() -> None:
    song = recorded(Step(80, nudge=0.1), None, Step(120, nudge=0.3), None)
    song = set_step(song, "A", "hat", 0, Step(100, nudge=-0.1))
    groove = grooves.extract_groove(song, "A", ["kick", "hat", "clap"], "g", SIXTEENTH_TICKS, 2)
    assert groove == Groove("g", SIXTEENTH_TICKS, (0.1, 0.0), (100, 100))


def test_slots_may_be_longer_or_shorter_than_steps() -> None:
    song = recorded(Step(nudge=0.1), None, Step(nudge=0.5), None)
    assert grooves.extract_groove(song, "A", ["kick"], "g", STEP_TICKS["1/8"], 2).time == (0.05, 0.25)
    assert grooves.extract_groove(song, "A", ["kick"], "g", STEP_TICKS["1/32"], 8).time[:4] == (0.2, 0, 0, 0)


def test_a_shorter_row_turns_over_and_its_shift_counts() -> None:
    song = song_with(row("hat", "...."), Track("kick", (Step(nudge=0.1), None, None), shift=-0.05))
    groove = grooves.extract_groove(song, "A", ["kick"], "g", SIXTEENTH_TICKS, 4)
    assert groove.time == (0.05, 0.0, 0.0, 0.05)


def test_a_hit_before_the_start_belongs_to_the_first_slot() -> None:
    groove = grooves.groove_of_hits("g", [(-210, 90), (630, 90)], SIXTEENTH_TICKS, 4)
    assert groove.time == (-0.25, -0.25, 0.0, 0.0)


def test_a_hit_halfway_is_a_late_one() -> None:
    hits = [((slot + 0.5) * SIXTEENTH_TICKS, 90) for slot in range(4)]
    assert grooves.groove_of_hits("g", hits, SIXTEENTH_TICKS, 4).time == (0.5,) * 4


def test_nothing_played_is_no_groove() -> None:
    for tracks in ([], ["clap"], ["kick"]):
        with pytest.raises(EditError, match="no hits"):
            grooves.extract_groove(song_of("...."), "A", tracks, "g", SIXTEENTH_TICKS, 4)


@pytest.mark.parametrize("slots", [0, 65])
def test_slots_have_a_range(slots: int) -> None:
    with pytest.raises(EditError, match="1 to 64 slots"):
        grooves.groove_of_hits("g", [(0, 90)], SIXTEENTH_TICKS, slots)


NUDGES = st.integers(-49, 49).map(lambda percent: percent / 100)


@given(st.lists(NUDGES, min_size=1, max_size=16))
def test_what_was_nudged_comes_back(nudges: list[float]) -> None:
    steps = tuple(Step(nudge=nudge) for nudge in nudges)
    song = Song(patterns=(Pattern("A", len(steps), tracks=(Track("kick", steps),)),))
    groove = grooves.extract_groove(song, "A", ["kick"], "g", SIXTEENTH_TICKS, len(steps))
    assert groove.time == pytest.approx(nudges, abs=1e-4)
    assert set(groove.velocity) == {100}
    assert track_of(song).steps == steps
