"""Edits of what a track or a pattern has as a whole: direction, feel, groove, metre, fill and chance."""

from dataclasses import replace

from beatterm.model.edits.allowed import allowed
from beatterm.model.edits.errors import EditError
from beatterm.model.edits.grooves import groove_of
from beatterm.model.edits.steps import on_track, pattern_of
from beatterm.model.field_param import FieldParam
from beatterm.model.param import Value
from beatterm.model.pattern import MAX_CHANCE_SCALE, MAX_GROOVE_AMOUNT, NO_GROOVE
from beatterm.model.song import Song
from beatterm.model.time import Meter

MAX_BEATS = 32
UNITS = (1, 2, 4, 8, 16, 32)


def set_track_value(song: Song, pattern: str, track: str, field: FieldParam, value: Value) -> Song:
    """Give a track of a pattern one of TRACK_PARAMS; EditError if the Param does not take it."""
    wanted = allowed(field.param, value)
    return on_track(song, pattern, track, lambda row: field.put(row, wanted))


def set_track_groove(song: Song, pattern: str, track: str, name: str | None) -> Song:
    """Give a track a groove of its own; `NO_GROOVE` leaves the song's, None follows it."""
    wanted = name if name in (None, NO_GROOVE) else groove_of(song, str(name)).name
    return on_track(song, pattern, track, lambda row: replace(row, groove=wanted))


def set_track_groove_amount(song: Song, pattern: str, track: str, percent: int | None) -> Song:
    """Apply so much of a track's groove; None: as much as the song says."""
    if percent is not None and not 0 <= percent <= MAX_GROOVE_AMOUNT:
        raise EditError(f"A groove is applied by 0 to {MAX_GROOVE_AMOUNT} %, such as 80, not {percent}.")
    return on_track(song, pattern, track, lambda row: replace(row, groove_amount=percent))


def set_pattern_meter(song: Song, pattern: str, meter: Meter | None) -> Song:
    """Give a pattern a metre of its own; None: the song's. Its steps stay as they are."""
    if meter is not None and not (1 <= meter.beats <= MAX_BEATS and meter.unit in UNITS):
        units = ", ".join(map(str, UNITS))
        raise EditError(f"A metre is 1 to {MAX_BEATS} beats of {units}, such as 7/8, not {meter}.")
    return song.with_pattern(replace(pattern_of(song, pattern), meter=meter))


def set_pattern_fill(song: Song, pattern: str, fill: bool) -> Song:
    """Let a pattern be a fill all through, or not."""
    return song.with_pattern(replace(pattern_of(song, pattern), fill=fill))


def set_pattern_chance(song: Song, pattern: str, percent: int) -> Song:
    """Scale all chances of a pattern; what is certain stays so."""
    if not 0 <= percent <= MAX_CHANCE_SCALE:
        raise EditError(f"A pattern's chance is 0 to {MAX_CHANCE_SCALE} %, such as 50, not {percent}.")
    return song.with_pattern(replace(pattern_of(song, pattern), chance=percent))
