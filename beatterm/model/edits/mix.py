"""Edits of the mixer, of tempo and swing, and the choice of kit."""

from dataclasses import replace

from beatterm.model.edits.allowed import allowed
from beatterm.model.mixer import Strip
from beatterm.model.param import Param, Value, with_value
from beatterm.model.song import MAX_SWING, MAX_TEMPO, MIN_TEMPO, STRAIGHT, Song


def _with_strip(song: Song, strip: Strip) -> Song:
    return replace(song, mixer=song.mixer.with_strip(strip))


def toggle_mute(song: Song, track: str) -> Song:
    """Mute a track, or let it sound again."""
    strip = song.mixer.strip(track)
    return _with_strip(song, replace(strip, mute=not strip.mute))


def toggle_solo(song: Song, track: str) -> Song:
    """Solo a track, or end its solo."""
    strip = song.mixer.strip(track)
    return _with_strip(song, replace(strip, solo=not strip.solo))


def unmute_all(song: Song) -> Song:
    """No track muted."""
    for strip in song.mixer.strips:
        song = _with_strip(song, replace(strip, mute=False))
    return song


def unsolo_all(song: Song) -> Song:
    """No track soloed."""
    for strip in song.mixer.strips:
        song = _with_strip(song, replace(strip, solo=False))
    return song


def set_strip_value(song: Song, track: str, param: Param, value: Value) -> Song:
    """Set a Param of a track's strip."""
    strip = song.mixer.strip(track)
    return _with_strip(song, replace(strip, values=with_value(strip.values, param, allowed(param, value))))


def set_master_value(song: Song, param: Param, value: Value) -> Song:
    """Set a Param of the master."""
    values = with_value(song.mixer.master, param, allowed(param, value))
    return replace(song, mixer=replace(song.mixer, master=values))


def set_effect_value(song: Song, effect: str, param: Param, value: Value) -> Song:
    """Set a Param of a shared effect."""
    values = with_value(song.mixer.effect(effect), param, allowed(param, value))
    return replace(song, mixer=song.mixer.with_effect(effect, values))


def set_tempo(song: Song, tempo: float) -> Song:
    """Set the tempo, kept to a thousandth and within its range."""
    return replace(song, tempo=round(max(MIN_TEMPO, min(MAX_TEMPO, tempo)), 3))


def set_swing(song: Song, percent: float) -> Song:
    """Set the song's swing, kept within 50-75."""
    return replace(song, swing=max(STRAIGHT, min(MAX_SWING, percent)))


def set_kit(song: Song, kit: str) -> Song:
    """Name another kit."""
    return replace(song, kit=kit)
