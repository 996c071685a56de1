"""Edits of how a track's sound is shaped, in every pattern of the song."""

from dataclasses import replace

from beatterm.model.edits.allowed import allowed
from beatterm.model.edits.errors import EditError
from beatterm.model.param import Param, Value, with_value
from beatterm.model.song import Song, TrackSetup


def set_sound_value(song: Song, track: str, param: Param, value: Value) -> Song:
    """Set a Param that shapes a track's sound; a default is not kept. EditError if it does not take that."""
    setup = setup_of(song, track)
    values = with_value(setup.values, param, allowed(param, value))
    return with_setup(song, replace(setup, values=values))


def setup_of(song: Song, track: str) -> TrackSetup:
    """What a track is; EditError if the song has none of that name."""
    if all(setup.name != track for setup in song.tracks):
        raise EditError(f"There is no track {track}.")
    return song.setup(track)


def with_setup(song: Song, setup: TrackSetup) -> Song:
    """The song with what a track is put in place of its namesake."""
    return replace(song, tracks=tuple(setup if old.name == setup.name else old for old in song.tracks))
