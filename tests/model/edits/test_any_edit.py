"""Laws of every edit: any song becomes a song that a file can say, and what was not meant stays as it is."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beatterm.engine.effects import PARAMS
from beatterm.formats.beat_text import format_song, parse_song
from beatterm.model.carried import Carried, setting
from beatterm.model.edits import (
    generate,
    grooves,
    midi,
    patterns,
    pitch,
    regions,
    rows,
    sound,
    steps,
    takes,
    values,
)
from beatterm.model.edits import settings as settings_of
from beatterm.model.edits.errors import EditError
from beatterm.model.edits.regions import Region
from beatterm.model.groove import SHIPPED_GROOVES, Groove
from beatterm.model.list_params import GROOVE, KEY, METRE, ROW_GROOVE, STEP
from beatterm.model.pattern import NO_GROOVE
from beatterm.model.song import Song
from beatterm.model.song_params import BORROWED_PARAMS, LENGTH, PATTERN_PARAMS, SONG_PARAMS
from beatterm.model.step_params import STEP_PARAMS
from beatterm.model.time import STEP_TICKS
from beatterm.model.track_params import TRACK_PARAMS
from tests.model.strategies import KEYS, METERS, midi_outs, setups, values_of
from tests.model.strategies import patterns as drawn_patterns

Place = tuple[str, str]
"""A pattern and a track of a song."""
Draw = Callable[[st.SearchStrategy[Any]], Any]
Edit = Callable[[Draw, Song, Place], Song]

SEEDS = st.integers(0, 2**63 - 1)
SHARES = st.floats(0, 1)
INDEXES = st.integers(0, 20)
SMALL = st.integers(-13, 13)
PRESSES = st.integers(-30, 30) | st.floats(-9, 9)
NOTES = st.sets(st.integers(0, 127), max_size=4).map(tuple)
STEP_VALUES = st.sampled_from(sorted(STEP_TICKS.values()))
LOCKABLE = st.sampled_from(PARAMS.lockable)
CARRIED = st.sampled_from(STEP_PARAMS).map(setting) | LOCKABLE.map(Carried)


def region(draw: Draw, place: Place) -> Region:
    first = draw(INDEXES)
    return Region(place[0], (place[1],), first, first + draw(INDEXES))


def _set_value(draw: Draw, song: Song, place: Place) -> Song:
    what = draw(CARRIED)
    return values.set_value(song, region(draw, place), what, draw(values_of(what.param)))


def _set_in_row(draw: Draw, song: Song, place: Place) -> Song:
    param = draw(
        st.sampled_from(
            (LENGTH, STEP, ROW_GROOVE, *BORROWED_PARAMS, *(field.param for field in TRACK_PARAMS))
        )
    )
    return settings_of.set_in_row(song, *place, param, draw(values_of(param)))


def _set_in_pattern(draw: Draw, song: Song, place: Place) -> Song:
    param = draw(st.sampled_from((*PATTERN_PARAMS, METRE)))
    return settings_of.set_in_pattern(song, place[0], param, draw(values_of(param)))


def _set_in_song(draw: Draw, song: Song, place: Place) -> Song:
    param = draw(st.sampled_from((*(field.param for field in SONG_PARAMS), GROOVE, KEY)))
    return settings_of.set_in_song(song, param, draw(values_of(param)))


def _track_groove(draw: Draw, song: Song, place: Place) -> Song:
    name = draw(st.none() | st.sampled_from((NO_GROOVE, *SHIPPED_GROOVES)))
    return rows.set_track_groove_amount(
        rows.set_track_groove(song, *place, name), *place, draw(st.none() | st.integers(0, 200))
    )


def _euclid(draw: Draw, song: Song, place: Place) -> Song:
    of = draw(st.none() | st.integers(1, 40))
    pulses, rotation, accents = draw(INDEXES), draw(SMALL), draw(st.integers(0, 4))
    return generate.euclid(song, *place, pulses, of, rotation, accents, set_length=draw(st.booleans()))


def _randomise(draw: Draw, song: Song, place: Place) -> Song:
    pitches = draw(st.none() | st.tuples(st.integers(0, 60), st.integers(61, 127)))
    return generate.randomise(
        song,
        place[0],
        [place[1]],
        draw(SEEDS),
        draw(SHARES),
        weighting=draw(st.floats(-1, 1)),
        keep=draw(st.booleans()),
        pitches=pitches,
    )


def _record_hit(draw: Draw, song: Song, place: Place) -> Song:
    nudge, velocity, quantise = (
        draw(st.floats(-0.5, 0.5)),
        draw(st.integers(1, 127)),
        draw(st.integers(0, 100)),
    )
    return takes.record_hit(
        song, *place, draw(INDEXES), nudge, velocity, draw(NOTES), quantise, again=draw(st.booleans())
    )


def _record_roll(draw: Draw, song: Song, place: Place) -> Song:
    first = draw(INDEXES)
    return takes.record_roll(
        song, *place, first, first + draw(INDEXES), draw(STEP_VALUES), draw(st.integers(1, 127)), draw(NOTES)
    )


def _paste(draw: Draw, song: Song, place: Place) -> Song:
    clip = regions.copy(song, region(draw, place))
    return regions.paste(song, place[0], (place[1],), draw(INDEXES), clip)


ROW_EDITS: dict[str, Edit] = {
    "set a value": _set_value,
    "add to a value": lambda draw, song, place: values.add_value(
        song, region(draw, place), draw(CARRIED), draw(PRESSES)
    ),
    "clear a value": lambda draw, song, place: values.clear_value(song, region(draw, place), draw(CARRIED)),
    "set in a row": _set_in_row,
    "lend to a row": lambda draw, song, place: settings_of.lend_to_row(
        song, *place, draw(st.sampled_from(BORROWED_PARAMS))
    ),
    "set a track's groove": _track_groove,
    "euclid": _euclid,
    "randomise": _randomise,
    "mutate": lambda draw, song, place: generate.mutate(
        song, place[0], [place[1]], draw(SEEDS), draw(SHARES)
    ),
    "fill every": lambda draw, song, place: steps.fill_every(song, *place, draw(INDEXES), offset=draw(SMALL)),
    "keep in key": lambda draw, song, place: pitch.keep_in_key(song, region(draw, place)),
    "transpose": lambda draw, song, place: pitch.transpose(song, region(draw, place), draw(SMALL)),
    "transpose by degrees": lambda draw, song, place: pitch.transpose_degrees(
        song, region(draw, place), draw(SMALL)
    ),
    "invert": lambda draw, song, place: pitch.invert(song, region(draw, place), draw(SMALL)),
    "mirror": lambda draw, song, place: pitch.mirror(song, region(draw, place)),
    "record a hit": _record_hit,
    "record a roll": _record_roll,
    "erase steps": lambda draw, song, place: takes.erase_steps(song, *place, draw(INDEXES), draw(INDEXES)),
    "enter notes": lambda draw, song, place: takes.enter_notes(song, *place, draw(INDEXES), draw(NOTES), 90),
    "paste": _paste,
}


def _sound_value(draw: Draw, song: Song, place: Place) -> Song:
    param = draw(st.sampled_from(PARAMS.sound))
    return sound.set_sound_value(song, place[1], param, draw(values_of(param)))


def _extract(draw: Draw, song: Song, place: Place) -> Song:
    names = [setup.name for setup in song.tracks]
    step_ticks, slots = draw(STEP_VALUES), draw(st.integers(1, 64))
    return grooves.add_groove(song, grooves.extract_groove(song, place[0], names, "mine", step_ticks, slots))


def _set_control(draw: Draw, song: Song, place: Place) -> Song:
    number, fine = draw(st.integers(-1, 128)), draw(st.booleans())
    return midi.set_control(song, place[1], draw(LOCKABLE), number, fine)


SONG_EDITS: dict[str, Edit] = {
    "set in the song": _set_in_song,
    "set in a pattern": _set_in_pattern,
    "set the key": lambda draw, song, place: pitch.set_key(song, draw(st.none() | KEYS)),
    "keep a track in key": lambda draw, song, place: pitch.set_in_key(song, place[1], draw(st.booleans())),
    "shape a sound": _sound_value,
    "set a pattern's metre": lambda draw, song, place: rows.set_pattern_meter(
        song, place[0], draw(st.none() | METERS)
    ),
    "make a pattern a fill": lambda draw, song, place: rows.set_pattern_fill(
        song, place[0], draw(st.booleans())
    ),
    "set a pattern's chance": lambda draw, song, place: rows.set_pattern_chance(
        song, place[0], draw(st.integers(0, 200))
    ),
    "set the song's groove": lambda draw, song, place: grooves.set_song_groove(
        song, draw(st.sampled_from(("", *SHIPPED_GROOVES)))
    ),
    "set how much groove": lambda draw, song, place: grooves.set_song_groove_amount(
        song, draw(st.integers(0, 200))
    ),
    "take a groove": _extract,
    "remove a groove": lambda draw, song, place: grooves.remove_groove(
        song, draw(st.sampled_from([each.name for each in song.grooves] or ["late"]))
    ),
    "variations": lambda draw, song, place: generate.variations(song, place[0], draw(SEEDS), draw(SHARES))[0],
    "new pattern": lambda draw, song, place: patterns.new_pattern(song, place[0])[0],
    "fork a pattern": lambda draw, song, place: patterns.fork_pattern(song, place[0])[0],
    "remove a track": lambda draw, song, place: patterns.remove_track(song, place[1]),
    "send a track": lambda draw, song, place: midi.set_midi(song, place[1], draw(st.none() | midi_outs())),
    "send it on another channel": lambda draw, song, place: midi.set_midi_field(
        song, place[1], channel=draw(st.integers(-1, 20))
    ),
    "send a control": _set_control,
    "clear a control": lambda draw, song, place: midi.clear_control(song, place[1], draw(LOCKABLE)),
    "another sound": lambda draw, song, place: patterns.set_track_sound(song, place[1], "boom"),
}


@st.composite
def small_songs(draw: st.DrawFn) -> Song:
    """Two patterns of up to three tracks, a groove of its own, and at times a key."""
    names = ["kick", "hat", "bass"]
    own = Groove("late", time=(0.0, 0.1))
    return Song(
        meter=draw(METERS),
        groove=draw(st.sampled_from(("", "late", "mpc-16-58"))),
        key=draw(st.none() | KEYS),
        tracks=tuple(draw(setups(name)) for name in names),
        patterns=(draw(drawn_patterns("A", names, ("late",))), draw(drawn_patterns("B", names, ("late",)))),
        grooves=(own,),
    )


def others(song: Song, place: Place) -> Song:
    """A song without one row of one pattern."""
    pattern = song.pattern(place[0])
    assert pattern is not None
    tracks = tuple(track for track in pattern.tracks if track.name != place[1])
    return song.with_pattern(replace(pattern, tracks=tracks))


@pytest.mark.parametrize("name", [*ROW_EDITS, *SONG_EDITS])
@settings(max_examples=12)
@given(data=st.data())
def test_any_song_becomes_one_that_a_file_can_say(name: str, data: st.DataObject) -> None:
    song = data.draw(small_songs())
    place = (data.draw(st.sampled_from("AB")), data.draw(st.sampled_from(("kick", "hat", "bass"))))
    try:
        after = (ROW_EDITS | SONG_EDITS)[name](data.draw, song, place)
    except EditError as refusal:
        assert str(refusal).endswith(".")
        return
    assert parse_song(format_song(after, PARAMS), PARAMS) == after
    if name in ROW_EDITS:
        assert others(after, place) == others(song, place)
