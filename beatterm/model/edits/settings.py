"""Edits by Param: what a song, a pattern or a row of one has as a Param is set here, whoever turns it, the
inspector or a control of hardware.
"""

from beatterm.model.edits import grooves, mix, rows, steps
from beatterm.model.field_param import ON
from beatterm.model.param import Param, Value
from beatterm.model.song import Song
from beatterm.model.song_params import AMOUNT, FILL, LENGTH, SWING, TEMPO
from beatterm.model.track_params import TRACK_PARAMS


def set_in_song(song: Song, param: Param, value: Value) -> Song:
    """Set one of SONG_PARAMS; EditError if the song cannot have it."""
    match param.name:
        case TEMPO.name:
            return mix.set_tempo(song, float(value))
        case SWING.name:
            return mix.set_swing(song, float(value))
    return grooves.set_song_groove_amount(song, round(float(value)))


def set_in_pattern(song: Song, pattern: str, param: Param, value: Value) -> Song:
    """Set one of PATTERN_PARAMS; EditError if the pattern cannot have it."""
    match param.name:
        case LENGTH.name:
            return steps.set_pattern_length(song, pattern, round(float(value)))
        case FILL.name:
            return rows.set_pattern_fill(song, pattern, value == ON)
    return rows.set_pattern_chance(song, pattern, round(float(value)))


def set_in_row(song: Song, pattern: str, track: str, param: Param, value: Value) -> Song:
    """Set a row's length, one of BORROWED_PARAMS or one of TRACK_PARAMS; EditError if it cannot have it."""
    match param.name:
        case LENGTH.name:
            return steps.set_track_length(song, pattern, track, round(float(value)))
        case SWING.name:
            return steps.set_track_swing(song, pattern, track, float(value))
        case AMOUNT.name:
            return rows.set_track_groove_amount(song, pattern, track, round(float(value)))
    field = next(each for each in TRACK_PARAMS if each.param.name == param.name)
    return rows.set_track_value(song, pattern, track, field, value)


def lend_to_row(song: Song, pattern: str, track: str, param: Param) -> Song:
    """Take one of BORROWED_PARAMS from a row: it has the song's again."""
    if param.name == SWING.name:
        return steps.set_track_swing(song, pattern, track, None)
    return rows.set_track_groove_amount(song, pattern, track, None)
