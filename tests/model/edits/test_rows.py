"""Edits of what a track or a pattern has as a whole, and what new, copied and removed ones carry."""

from dataclasses import replace
from typing import Any

import pytest

from beatterm.model.edits import patterns, rows, sound
from beatterm.model.edits.errors import EditError
from beatterm.model.edits.steps import pattern_of
from beatterm.model.field_param import FieldParam
from beatterm.model.param import Param
from beatterm.model.pattern import NO_GROOVE, Track
from beatterm.model.song import Song, TrackSetup
from beatterm.model.step import Step
from beatterm.model.time import STEP_TICKS, Meter
from beatterm.model.track_params import DIRECTION, HUMANISE_TIME, TRACK_PARAMS, TRANSPOSE
from tests.model.edits.rhythms import song_of, track_of
from tests.session.fakes import make_song

PITCH = Param("pitch", 0.0, -48.0, 48.0, "st", step=1.0)
START = Param("start", 0.0)


@pytest.mark.parametrize("field", TRACK_PARAMS, ids=lambda field: field.param.name)
def test_every_setting_of_a_track_can_be_set(field: FieldParam) -> None:
    param = field.param
    for wanted in param.choices or (param.low, param.high):
        song = rows.set_track_value(song_of("x.x."), "A", "kick", field, wanted)
        assert field.value_in(track_of(song)) == wanted
        assert track_of(song).steps == track_of(song_of("x.x.")).steps
        assert rows.set_track_value(song, "A", "kick", field, param.default) == song_of("x.x.")


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        (DIRECTION, "sideways", "direction takes one of forward, reverse, pingpong, random, such as forward"),
        (HUMANISE_TIME, 0.6, "humanise_time takes a number from 0 to 0.5 steps, such as 0, not 0.6"),
        (TRANSPOSE, 1.5, "transpose takes a whole number from -48 to 48 st"),
    ],
)
def test_a_wrong_setting_says_its_rule(field: FieldParam, value: Any, said: str) -> None:
    with pytest.raises(EditError, match=said):
        rows.set_track_value(song_of("x"), "A", "kick", field, value)


def test_a_track_that_the_pattern_lacks_is_made() -> None:
    song = rows.set_track_value(make_song(), "A", "clap", TRANSPOSE, 3)
    assert track_of(song, "clap") == Track("clap", length=16, transpose=3)


def test_a_tracks_groove_is_one_there_is_or_none_or_the_songs() -> None:
    song = rows.set_track_groove(song_of("x"), "A", "kick", "mpc-16-58")
    song = rows.set_track_groove_amount(song, "A", "kick", 60)
    assert (track_of(song).groove, track_of(song).groove_amount) == ("mpc-16-58", 60)
    assert track_of(rows.set_track_groove(song, "A", "kick", NO_GROOVE)).groove == NO_GROOVE
    song = rows.set_track_groove_amount(rows.set_track_groove(song, "A", "kick", None), "A", "kick", None)
    assert song == song_of("x")
    with pytest.raises(EditError, match=r"no groove swingy. There is linn-8-54 … tr909-6, or none"):
        rows.set_track_groove(song, "A", "kick", "swingy")
    with pytest.raises(EditError, match="0 to 200 %, such as 80, not 201"):
        rows.set_track_groove_amount(song, "A", "kick", 201)


def test_a_pattern_has_its_own_metre_fill_and_chance_and_keeps_its_steps() -> None:
    song = rows.set_pattern_meter(make_song(), "A", Meter(7, 8))
    song = rows.set_pattern_chance(rows.set_pattern_fill(song, "A", True), "A", 150)
    before = pattern_of(make_song(), "A")
    assert pattern_of(song, "A") == replace(before, meter=Meter(7, 8), fill=True, chance=150)
    song = rows.set_pattern_chance(rows.set_pattern_fill(song, "A", False), "A", 100)
    assert rows.set_pattern_meter(song, "A", None) == make_song()


@pytest.mark.parametrize("meter", [Meter(0, 4), Meter(33, 4), Meter(4, 3), Meter(4, 64)])
def test_a_metre_that_there_is_not(meter: Meter) -> None:
    with pytest.raises(EditError, match="such as 7/8, not"):
        rows.set_pattern_meter(make_song(), "A", meter)


@pytest.mark.parametrize("percent", [-1, 201])
def test_a_patterns_chance_has_a_range(percent: int) -> None:
    with pytest.raises(EditError, match="0 to 200 %, such as 50"):
        rows.set_pattern_chance(make_song(), "A", percent)


def full_row() -> Track:
    """A row with everything that a row can have."""
    step = Step(90, (40,), 2, 50, True, 30, "2:4", 3, -20, 0.1, (("pitch", 2.0),))
    return Track(
        "kick", (step, None, step), 2, STEP_TICKS["1/8"], 60.0, "reverse", "tr909-1", 50, 0.1, 5, 3, 0.2
    )


def full_song() -> Song:
    song = make_song()
    pattern = replace(pattern_of(song, "A"), meter=Meter(3, 4), fill=True, chance=80)
    return song.with_pattern(pattern.with_track(full_row()))


def test_a_new_pattern_has_the_metre_and_the_rows_settings_but_no_steps() -> None:
    song, name = patterns.new_pattern(full_song(), "A")
    fresh, row = pattern_of(song, name), full_row()
    assert (fresh.meter, fresh.fill, fresh.chance) == (Meter(3, 4), False, 100)
    assert [track.length for track in fresh.tracks] == [2, 16, 12, 16]
    assert fresh.tracks[0] == replace(row, steps=())


def test_a_copied_pattern_has_everything() -> None:
    song, name = patterns.fork_pattern(full_song(), "A")
    assert pattern_of(song, name) == replace(pattern_of(full_song(), "A"), name=name)


def test_a_cleared_pattern_keeps_what_its_rows_have() -> None:
    row = track_of(patterns.clear_pattern(full_song(), "A"))
    assert row == replace(full_row(), steps=(None,) * 3)


def test_the_shape_of_a_sound_is_set_and_outlives_another_sound() -> None:
    song = sound.set_sound_value(song_of("x"), "kick", PITCH, 3.0)
    song = sound.set_sound_value(song, "kick", START, 0.25)
    assert song.setup("kick") == TrackSetup("kick", "kick", (("pitch", 3.0), ("start", 0.25)))
    song = patterns.set_track_sound(song, "kick", "boom")
    assert song.setup("kick") == TrackSetup("kick", "boom", (("pitch", 3.0), ("start", 0.25)))
    song = sound.set_sound_value(song, "kick", PITCH, 0.0)
    assert song.setup("kick").values == (("start", 0.25),)


def test_the_shape_of_a_sound_has_its_rule_and_a_track() -> None:
    with pytest.raises(EditError, match="pitch takes a number from -48 to 48 st, such as 0, not 49"):
        sound.set_sound_value(song_of("x"), "kick", PITCH, 49)
    with pytest.raises(EditError, match="no track hat"):
        sound.set_sound_value(song_of("x"), "hat", PITCH, 1)
