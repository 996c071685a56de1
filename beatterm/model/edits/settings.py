"""Edits by Param: what a song, a pattern, a row of one or a track has as a Param is set here, whoever turns
it, the inspector or a control of hardware.
"""

from beatterm.model.edits import grooves, mix, patterns, pitch, rows, steps
from beatterm.model.edits.midi import set_midi_field
from beatterm.model.edits.sound import set_sound_value
from beatterm.model.field_param import ON
from beatterm.model.list_params import (
    AS_SONG,
    FIRST_OUTPUT,
    GROOVE,
    IN_KEY,
    KEY,
    METRE,
    NO_KEY,
    ROW_GROOVE,
    SOUND,
    STEP,
    meter_named,
)
from beatterm.model.param import Param, Value
from beatterm.model.scale import key_named
from beatterm.model.song import Song
from beatterm.model.song_params import AMOUNT, FILL, LENGTH, SWING, TEMPO
from beatterm.model.time import STEP_TICKS
from beatterm.model.track_params import TRACK_PARAMS


def set_in_song(song: Song, param: Param, value: Value) -> Song:
    """Set one of SONG_PARAMS, GROOVE or KEY; EditError if the song cannot have it."""
    match param.name:
        case TEMPO.name:
            return mix.set_tempo(song, float(value))
        case SWING.name:
            return mix.set_swing(song, float(value))
        case GROOVE.name:
            return grooves.set_song_groove(song, str(value))
        case KEY.name:
            return pitch.set_key(song, None if value == NO_KEY else key_named(str(value)))
    return grooves.set_song_groove_amount(song, round(float(value)))


def set_in_pattern(song: Song, pattern: str, param: Param, value: Value) -> Song:
    """Set one of PATTERN_PARAMS or METRE; EditError if the pattern cannot have it."""
    match param.name:
        case LENGTH.name:
            return steps.set_pattern_length(song, pattern, round(float(value)))
        case FILL.name:
            return rows.set_pattern_fill(song, pattern, value == ON)
        case METRE.name:
            return rows.set_pattern_meter(song, pattern, meter_named(str(value)))
    return rows.set_pattern_chance(song, pattern, round(float(value)))


def set_in_row(song: Song, pattern: str, track: str, param: Param, value: Value) -> Song:
    """Set a row's length, step or groove, one of BORROWED_PARAMS or of TRACK_PARAMS; EditError if it cannot
    have it.
    """
    match param.name:
        case LENGTH.name:
            return steps.set_track_length(song, pattern, track, round(float(value)))
        case SWING.name:
            return steps.set_track_swing(song, pattern, track, float(value))
        case AMOUNT.name:
            return rows.set_track_groove_amount(song, pattern, track, round(float(value)))
        case STEP.name:
            return steps.set_track_step(song, pattern, track, STEP_TICKS.get(str(value)))
        case ROW_GROOVE.name:
            return rows.set_track_groove(song, pattern, track, None if value == AS_SONG else str(value))
    field = next(each for each in TRACK_PARAMS if each.param.name == param.name)
    return rows.set_track_value(song, pattern, track, field, value)


def lend_to_row(song: Song, pattern: str, track: str, param: Param) -> Song:
    """Take one of BORROWED_PARAMS from a row: it has the song's again."""
    if param.name == SWING.name:
        return steps.set_track_swing(song, pattern, track, None)
    return rows.set_track_groove_amount(song, pattern, track, None)


def set_in_track(song: Song, track: str, param: Param, value: Value) -> Song:
    """Set what a track plays, whether it is in key, or a Param that shapes its sound; EditError if it cannot
    have it.
    """
    match param.name:
        case SOUND.name:
            return patterns.set_track_sound(song, track, str(value))
        case IN_KEY.name:
            return pitch.set_in_key(song, track, value == ON)
    return set_sound_value(song, track, param, value)


def set_output(song: Song, track: str, word: Value) -> Song:
    """Send a track to another output, by one of the words of OUTPUT."""
    return set_midi_field(song, track, port="" if word == FIRST_OUTPUT else str(word))
