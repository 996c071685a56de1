"""Knobs of a row in its pattern, and of the pattern: lengths, order, feel, pitch, metre, fill and chance."""

from collections.abc import Iterator
from dataclasses import replace

from beatterm.model.edits import steps
from beatterm.model.edits.settings import lend_to_row, set_in_pattern, set_in_row
from beatterm.model.field_param import OFF, ON
from beatterm.model.list_params import AS_PATTERN, AS_SONG, METRE, STEP, holding, row_groove_in
from beatterm.model.param import Param, Value
from beatterm.model.pattern import Pattern, Track
from beatterm.model.song import Song
from beatterm.model.song_params import AMOUNT, CHANCE, FILL, LENGTH, SWING
from beatterm.model.time import STEP_NAMES
from beatterm.model.track_params import TRACK_PARAMS
from beatterm.ui.desk.desk import Desk
from beatterm.ui.desk.knob import Knob, Put, borrowed_knob, simple_knob


def row_knobs(desk: Desk) -> Iterator[Knob]:
    """The knobs of the cursor's row."""
    if not desk.song.patterns:
        return
    owner = desk.pattern
    row = steps.fitting_track(owner, desk.track)
    group = f"{row.name} in {owner.name}"
    yield from _time_knobs(group, owner, row)
    yield _borrowed(group, owner.name, row, SWING, row.swing, desk.song.swing)
    yield from _groove_knobs(desk.song, group, owner.name, row)
    for field in TRACK_PARAMS:
        put = _row_put(owner.name, row.name, field.param)
        yield simple_knob("row", group, field.param, field.value_in(row), put)


def _row_put(pattern: str, track: str, param: Param) -> Put:
    return lambda song, wanted: set_in_row(song, pattern, track, param, wanted)


def _borrowed(group: str, pattern: str, row: Track, param: Param, own: Value | None, lent: Value) -> Knob:
    """A knob of what the song lends to a row."""

    def put(song: Song, wanted: Value | None) -> Song:
        if wanted is None:
            return lend_to_row(song, pattern, row.name, param)
        return set_in_row(song, pattern, row.name, param, wanted)

    return borrowed_knob("row", group, param, own, lent, put)


def _time_knobs(group: str, owner: Pattern, row: Track) -> Iterator[Knob]:
    length = replace(LENGTH, default=float(owner.length))
    step = STEP_NAMES[row.step_ticks] if row.step_ticks else AS_PATTERN
    yield simple_knob("row", group, length, float(row.length), _row_put(owner.name, row.name, LENGTH))
    yield simple_knob("row", group, STEP, step, _row_put(owner.name, row.name, STEP))


def _groove_knobs(song: Song, group: str, pattern: str, row: Track) -> Iterator[Knob]:
    own = row.groove or AS_SONG
    groove = holding(row_groove_in(song), own)
    yield simple_knob("row", group, groove, own, _row_put(pattern, row.name, groove))
    yield _borrowed(group, pattern, row, AMOUNT, row.groove_amount, song.groove_amount)


def pattern_knobs(desk: Desk) -> Iterator[Knob]:
    """The knobs of the pattern on the screen."""
    if not desk.song.patterns:
        return
    owner, name = desk.pattern, desk.pattern.name
    group = f"pattern {name}"
    yield simple_knob("pattern", group, LENGTH, float(owner.length), _pattern_put(name, LENGTH))
    own = str(owner.meter) if owner.meter else AS_SONG
    yield simple_knob("pattern", group, holding(METRE, own), own, _pattern_put(name, METRE))
    yield simple_knob("pattern", group, FILL, ON if owner.fill else OFF, _pattern_put(name, FILL))
    yield simple_knob("pattern", group, CHANCE, float(owner.chance), _pattern_put(name, CHANCE))


def _pattern_put(pattern: str, param: Param) -> Put:
    return lambda song, wanted: set_in_pattern(song, pattern, param, wanted)
