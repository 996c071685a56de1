"""Knobs of a row in its pattern, and of the pattern: lengths, order, feel, pitch, metre, fill and chance."""

from collections.abc import Iterator
from dataclasses import replace

from beatterm.model.edits import rows, steps
from beatterm.model.field_param import OFF, ON, FieldParam
from beatterm.model.groove import SHIPPED_GROOVES
from beatterm.model.param import Param, Value
from beatterm.model.pattern import NO_GROOVE, Pattern, Track
from beatterm.model.song import Song
from beatterm.model.song_params import AMOUNT, CHANCE, FILL, LENGTH, SWING
from beatterm.model.time import STEP_NAMES, STEP_TICKS, Meter
from beatterm.model.track_params import TRACK_PARAMS
from beatterm.ui.desk.desk import Desk
from beatterm.ui.desk.knob import Knob, Put, borrowed_knob, simple_knob
from beatterm.ui.desk.patterns import AS_PATTERN, STEP

AS_SONG = "song"
_BEATS = {2: 4, 4: 15, 8: 15, 16: 32}
"""Most beats of each unit that turning the knob comes past."""


def groove_names(song: Song) -> tuple[str, ...]:
    """The song's own grooves and the shipped ones."""
    return tuple(dict.fromkeys((*(groove.name for groove in song.grooves), *SHIPPED_GROOVES)))


def row_knobs(desk: Desk) -> Iterator[Knob]:
    """The knobs of the cursor's row."""
    if not desk.song.patterns:
        return
    owner = desk.pattern
    row = steps.fitting_track(owner, desk.track)
    group = f"{row.name} in {owner.name}"
    yield from _time_knobs(group, owner, row)
    yield _swing_knob(desk.song, group, owner.name, row)
    yield from _groove_knobs(desk.song, group, owner.name, row)
    for field in TRACK_PARAMS:
        put = _field_put(owner.name, row.name, field)
        yield simple_knob("row", group, field.param, field.value_in(row), put)


def _field_put(pattern: str, track: str, field: FieldParam) -> Put:
    return lambda song, wanted: rows.set_track_value(song, pattern, track, field, wanted)


def _time_knobs(group: str, owner: Pattern, row: Track) -> Iterator[Knob]:
    length = replace(LENGTH, default=float(owner.length))
    step = STEP_NAMES[row.step_ticks] if row.step_ticks else AS_PATTERN
    yield simple_knob(
        "row",
        group,
        length,
        float(row.length),
        lambda song, wanted: steps.set_track_length(song, owner.name, row.name, round(float(wanted))),
    )
    yield simple_knob(
        "row",
        group,
        STEP,
        step,
        lambda song, wanted: steps.set_track_step(song, owner.name, row.name, STEP_TICKS.get(str(wanted))),
    )


def _swing_knob(song: Song, group: str, pattern: str, row: Track) -> Knob:
    def put(song: Song, wanted: Value | None) -> Song:
        return steps.set_track_swing(song, pattern, row.name, None if wanted is None else float(wanted))

    return borrowed_knob("row", group, SWING, row.swing, song.swing, put)


def _groove_knobs(song: Song, group: str, pattern: str, row: Track) -> Iterator[Knob]:
    own = row.groove or AS_SONG
    choices = tuple(dict.fromkeys((AS_SONG, NO_GROOVE, *groove_names(song), own)))
    groove = Param("groove", AS_SONG, choices=choices, about="How it leans; the song's, none, or its own.")

    def put(song: Song, wanted: Value) -> Song:
        return rows.set_track_groove(song, pattern, row.name, None if wanted == AS_SONG else str(wanted))

    def put_amount(song: Song, wanted: Value | None) -> Song:
        percent = None if wanted is None else round(float(wanted))
        return rows.set_track_groove_amount(song, pattern, row.name, percent)

    yield simple_knob("row", group, groove, own, put)
    yield borrowed_knob("row", group, AMOUNT, row.groove_amount, song.groove_amount, put_amount)


def pattern_knobs(desk: Desk) -> Iterator[Knob]:
    """The knobs of the pattern on the screen."""
    if not desk.song.patterns:
        return
    owner, name = desk.pattern, desk.pattern.name

    def put_length(song: Song, wanted: Value) -> Song:
        return steps.set_pattern_length(song, name, round(float(wanted)))

    def put_fill(song: Song, wanted: Value) -> Song:
        return rows.set_pattern_fill(song, name, wanted == ON)

    def put_chance(song: Song, wanted: Value) -> Song:
        return rows.set_pattern_chance(song, name, round(float(wanted)))

    group = f"pattern {name}"
    yield simple_knob("pattern", group, LENGTH, float(owner.length), put_length)
    yield _meter_knob(group, owner)
    yield simple_knob("pattern", group, FILL, ON if owner.fill else OFF, put_fill)
    yield simple_knob("pattern", group, CHANCE, float(owner.chance), put_chance)


_METERS = {
    f"{beats}/{unit}": Meter(beats, unit) for unit, most in _BEATS.items() for beats in range(1, most + 1)
}


def _meter_knob(group: str, owner: Pattern) -> Knob:
    by_name = _METERS | ({str(owner.meter): owner.meter} if owner.meter else {})
    param = Param("metre", AS_SONG, choices=(AS_SONG, *by_name), about="Its bars; the song's, or its own.")

    def put(song: Song, wanted: Value) -> Song:
        return rows.set_pattern_meter(song, owner.name, by_name.get(str(wanted)))

    return simple_knob("pattern", group, param, str(owner.meter) if owner.meter else AS_SONG, put)
