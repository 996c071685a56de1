"""Edits of rows, read as rhythms: `x` hit, `o` ghost, `X` accent, `.` rest."""

import pytest

from beatterm.model.edits import steps
from beatterm.model.edits.errors import EditError
from beatterm.model.pattern import Pattern, Track
from beatterm.model.song import Song, TrackSetup
from beatterm.model.step import Step
from beatterm.model.time import STEP_TICKS
from tests.session.fakes import row

SIGNS = {35: "o", 100: "x", 127: "X"}


def song_of(text: str) -> Song:
    track = row("kick", text)
    return Song(tracks=(TrackSetup("kick", "kick"),), patterns=(Pattern("A", track.length, tracks=(track,)),))


def text_of(song: Song) -> str:
    pattern = song.pattern("A")
    track = pattern.track("kick") if pattern else None
    assert track is not None
    return "".join(SIGNS[step.velocity] if step else "." for step in track.steps)


def kick(song: Song) -> Track:
    pattern = song.pattern("A")
    track = pattern.track("kick") if pattern else None
    assert track is not None
    return track


def test_toggle_strikes_and_clears() -> None:
    song = steps.toggle_step(song_of("...."), "A", "kick", 2)
    assert text_of(song) == "..x."
    assert text_of(steps.toggle_step(song, "A", "kick", 2)) == "...."


def test_toggle_strikes_with_what_it_is_given() -> None:
    song = steps.toggle_step(song_of("...."), "A", "kick", 0, Step(35, (40,)))
    assert kick(song).steps[0] == Step(35, (40,))


def test_a_track_that_the_pattern_lacks_is_made_as_long_as_the_pattern() -> None:
    song = steps.toggle_step(song_of("........"), "A", "hat", 7)
    pattern = song.pattern("A")
    assert pattern is not None
    hat = pattern.track("hat")
    assert hat is not None
    assert (hat.length, hat.steps[7]) == (8, Step())


@pytest.mark.parametrize("index", [-1, 4, 99])
def test_a_step_outside_the_row_is_refused(index: int) -> None:
    with pytest.raises(EditError, match="4 steps"):
        steps.set_step(song_of("...."), "A", "kick", index, Step())


def test_a_pattern_that_is_not_there_is_refused() -> None:
    with pytest.raises(EditError, match="no pattern Z"):
        steps.toggle_step(song_of("...."), "Z", "kick", 0)


@pytest.mark.parametrize(("index", "found"), [(0, Step()), (1, None), (9, None)])
def test_step_at_is_none_where_nothing_is_struck(index: int, found: Step | None) -> None:
    assert steps.step_at(song_of("x..."), "A", "kick", index) == found
    assert steps.step_at(song_of("x..."), "A", "hat", index) is None


@pytest.mark.parametrize(("before", "after"), [(".", "X"), ("x", "X"), ("o", "X"), ("X", "x")])
def test_accent_comes_and_goes(before: str, after: str) -> None:
    assert text_of(steps.hit_with_velocity(song_of(before), "A", "kick", 0, 127)) == after


@pytest.mark.parametrize(
    ("by", "after"), [(1, ".xo.."), (-1, "o...x"), (5, "xo..."), (0, "xo..."), (-6, "o...x")]
)
def test_rotate_goes_around_the_end(by: int, after: str) -> None:
    assert text_of(steps.rotate(song_of("xo..."), "A", "kick", by)) == after


def test_rotate_leaves_silent_steps_alone() -> None:
    song = steps.set_track_length(song_of("xo..X"), "A", "kick", 3)
    assert text_of(steps.rotate(song, "A", "kick", 1)) == ".xo.X"


@pytest.mark.parametrize(
    ("every", "after"), [(1, "oxxxx"), (2, "o.x.x"), (4, "o...x"), (9, "o...."), (0, ".....")]
)
def test_fill_strikes_every_nth_and_keeps_what_hits_carry(every: int, after: str) -> None:
    assert text_of(steps.fill_every(song_of("o...."), "A", "kick", every)) == after


def test_fill_clears_what_lies_between() -> None:
    assert text_of(steps.fill_every(song_of("oXX.X"), "A", "kick", 2)) == "o.X.X"


def test_fill_stops_at_the_rows_length() -> None:
    song = steps.set_track_length(song_of("....X"), "A", "kick", 3)
    assert text_of(steps.fill_every(song, "A", "kick", 2)) == "x.x.X"


def test_a_shorter_row_keeps_its_steps() -> None:
    song = steps.set_track_length(song_of("x..x"), "A", "kick", 2)
    assert (kick(song).length, text_of(song)) == (2, "x..x")
    assert kick(steps.set_track_length(song, "A", "kick", 6)).length == 6


@pytest.mark.parametrize("length", [0, -1, 257])
def test_lengths_outside_the_range_are_refused(length: int) -> None:
    with pytest.raises(EditError, match="1 to 256"):
        steps.set_track_length(song_of("x..."), "A", "kick", length)
    with pytest.raises(EditError, match="1 to 256"):
        steps.set_pattern_length(song_of("x..."), "A", length)


def test_step_and_swing_of_a_row_can_be_its_own_or_not() -> None:
    song = steps.set_track_step(song_of("x..."), "A", "kick", STEP_TICKS["1/8"])
    song = steps.set_track_swing(song, "A", "kick", 66.0)
    assert (kick(song).step_ticks, kick(song).swing) == (STEP_TICKS["1/8"], 66.0)
    song = steps.set_track_swing(steps.set_track_step(song, "A", "kick", None), "A", "kick", None)
    assert song == song_of("x...")


def test_rows_as_long_as_the_pattern_follow_its_length() -> None:
    song = song_of("x...")
    pattern = steps.pattern_of(song, "A")
    song = song.with_pattern(pattern.with_track(row("hat", "x..")))
    longer = steps.pattern_of(steps.set_pattern_length(song, "A", 8), "A")
    assert [(track.name, track.length) for track in longer.tracks] == [("kick", 8), ("hat", 3)]


def test_rows_of_another_step_keep_their_length() -> None:
    song = steps.set_track_step(song_of("x..."), "A", "kick", STEP_TICKS["1/8"])
    assert kick(steps.set_pattern_length(song, "A", 8)).length == 4
