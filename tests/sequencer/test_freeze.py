"""Freezing: what was open becomes plain, and sounds as it did."""

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from beatterm.model.edits.errors import EditError
from beatterm.model.pattern import Pattern, Track
from beatterm.model.project import Project
from beatterm.model.song import Song
from beatterm.model.step import Step
from beatterm.sequencer.events import Event
from beatterm.sequencer.freeze import frozen
from beatterm.sequencer.query import events_between
from tests.material import row, song_of
from tests.sequencer.deep_songs import KIT, NAMES, deep_songs
from tests.sequencer.listening import LOOP_A, S, grid, heard, lane

_MARGIN_TICKS = 3 * 3360
"""What is early at the end already belongs to the next turn."""


def freezable(song: Song) -> Song:
    """A song whose hits stray no further than a nudge and a velocity can say, without ties."""
    pattern = replace(song.patterns[0], length=16, step_ticks=S)
    rows = tuple(map(_steadied, pattern.tracks))
    grooves = tuple(replace(groove, velocity=()) for groove in song.grooves)
    return replace(song, grooves=grooves).with_pattern(replace(pattern, tracks=rows))


def _steadied(track: Track) -> Track:
    steps = (step and replace(step, nudge=step.nudge * 0.45, tie=False) for step in track.steps)
    ratchets = any(step and step.ratchet > 1 for step in track.steps)
    return replace(track, steps=tuple(steps), humanise_velocity=0 if ratchets else track.humanise_velocity)


def plain_events(song: Song, until: int, counted: set[str]) -> list[Event]:
    """What is heard of pattern A; which recording takes its turn only of the tracks counted."""
    events = events_between(Project(song, KIT), 0, until, LOOP_A)
    return [each if each.track in counted else replace(each, ordinal=0) for each in events]


@settings(max_examples=60)
@given(deep_songs().map(freezable), st.sets(st.sampled_from(NAMES), min_size=1), st.integers(2, 4))
def test_frozen_passes_sound_as_they_did(song: Song, names: set[str], passes: int) -> None:
    pattern = song.patterns[0]
    fits = [passes * 16 * S <= 256 * (track.step_ticks or S) for track in pattern.tracks]
    assume(all(fits))
    result = frozen(Project(song, KIT), "A", names, passes)
    until = passes * 16 * S - _MARGIN_TICKS
    others = {track.name for track in pattern.tracks if result.patterns[0].track(track.name) is track}
    assert plain_events(result, until, others) == plain_events(song, until, others)


@given(deep_songs().map(freezable))
def test_a_frozen_track_leaves_nothing_open(song: Song) -> None:
    assume(all(256 * (track.step_ticks or S) >= 32 * S for track in song.patterns[0].tracks))
    result = frozen(Project(song), "A", NAMES, 2)
    assert result.patterns[0].length == song.patterns[0].length
    for track in result.patterns[0].tracks:
        if any(song.patterns[0].track(track.name).steps):  # type: ignore[union-attr]
            assert (track.direction, track.humanise_time, track.humanise_velocity) == ("forward", 0.0, 0)
        assert all(step.chance == 100 and not step.condition for step in track.steps if step and track.steps)


def test_a_frozen_track_turns_over_after_all_its_passes() -> None:
    song = song_of(lane("a", [Step(condition="2:4"), Step(), None, None]), row("b", "x..."))
    result = frozen(Project(song), "A", ["a"], 4)
    assert result.patterns[0].length == 4
    assert result.patterns[0].track("b") is song.patterns[0].track("b")
    assert grid(result, 32, track="a") == ".x..xx...x...x.." * 2


def test_what_listens_to_a_frozen_track_is_frozen_with_it() -> None:
    steps = [Step(condition="nei"), None, None, None]
    song = song_of(lane("a", [Step(condition="2:2"), *[None] * 3]), lane("b", steps), lane("c", steps))
    result = frozen(Project(song), "A", ["a"], 2)
    assert grid(result, 16, track="b") == "....x..." * 2
    assert grid(result, 16, track="c") == grid(song, 16, track="c")
    assert result.patterns[0].tracks[1].length == 8


def test_ties_stay_ties() -> None:
    steps = [Step(notes=(36,), tie=True, chance=60), Step(notes=(36,)), Step(notes=(40,), chance=50), None]
    song = song_of(lane("a", steps))
    result = frozen(Project(song), "A", ["a"], 8)
    assert [replace(each, ordinal=0) for each in heard(result, 31)] == [
        replace(each, ordinal=0) for each in heard(song, 31)
    ]


def test_too_many_passes_are_refused_with_how_many_fit() -> None:
    song = song_of(row("a", "x...............", direction="random"))
    with pytest.raises(EditError, match="Freeze 16 at most"):
        frozen(Project(song), "A", ["a"], 17)
    with pytest.raises(KeyError):
        frozen(Project(song), "Z", ["a"], 1)
    assert frozen(Project(Song(patterns=(Pattern("A"),))), "A", ["a"], 4).patterns == (Pattern("A"),)
