"""Knobs: everything with a value, under one roof for the inspector: the selected hits, their row, the
pattern, the track's sound, strip and MIDI, the song, the master and each shared effect.
"""

from collections.abc import Iterator

from beatterm.model.edits import mix
from beatterm.model.edits.settings import set_in_song, set_in_track
from beatterm.model.field_param import OFF, ON
from beatterm.model.list_params import IN_KEY, KEY, NO_KEY, groove_in, holding, sound_of
from beatterm.model.mixer import MASTER_PARAMS
from beatterm.model.param import Param, value_of
from beatterm.model.pattern import NO_GROOVE
from beatterm.model.song_params import AMOUNT, SWING, TEMPO
from beatterm.ui.desk.desk import Desk
from beatterm.ui.desk.knob import Knob, Put, simple_knob
from beatterm.ui.desk.midi_knobs import midi_knobs
from beatterm.ui.desk.row_knobs import pattern_knobs, row_knobs
from beatterm.ui.desk.step_knobs import step_knobs

__all__ = ["Knob", "knobs"]


def knobs(desk: Desk) -> tuple[Knob, ...]:
    """All knobs that the cursor's place offers, in the inspector's order."""
    tracks = _track_knobs(desk) if desk.song.tracks else ()
    return (*tracks, *_song_knobs(desk), *_effect_knobs(desk))


def _track_knobs(desk: Desk) -> Iterator[Knob]:
    yield from step_knobs(desk)
    yield from row_knobs(desk)
    yield from pattern_knobs(desk)
    yield from _sound_knobs(desk)
    yield from _strip_knobs(desk)
    yield from midi_knobs(desk)


def _sound_knobs(desk: Desk) -> Iterator[Knob]:
    setup = desk.song.setup(desk.track)
    name, group = setup.name, f"sound of {setup.name}"
    for param in desk.session.params.sound:
        yield simple_knob("sound", group, param, value_of(setup.values, param), _sound_put(name, param))
    in_key = ON if setup.in_key else OFF
    yield simple_knob("sound", group, IN_KEY, in_key, _sound_put(name, IN_KEY))
    played = sound_of(setup, desk.midi.supply)
    yield simple_knob("sound", group, played, setup.sound, _sound_put(name, played))


def _sound_put(name: str, param: Param) -> Put:
    return lambda song, wanted: set_in_track(song, name, param, wanted)


def _strip_knobs(desk: Desk) -> Iterator[Knob]:
    name = desk.track
    values = desk.song.mixer.strip(name).values
    for param in desk.session.params.strip:
        yield simple_knob("strip", f"mix of {name}", param, value_of(values, param), _strip_put(name, param))


def _strip_put(name: str, param: Param) -> Put:
    return lambda song, wanted: mix.set_strip_value(song, name, param, wanted)


def _song_knobs(desk: Desk) -> Iterator[Knob]:
    song = desk.song
    own = song.groove or NO_GROOVE
    groove = holding(groove_in(song), own)
    yield simple_knob("song", "song", TEMPO, song.tempo, _song_put(TEMPO))
    yield simple_knob("song", "song", SWING, song.swing, _song_put(SWING))
    yield simple_knob("song", "song", groove, own, _song_put(groove))
    yield simple_knob("song", "song", AMOUNT, float(song.groove_amount), _song_put(AMOUNT))
    yield simple_knob("song", "song", KEY, str(song.key) if song.key else NO_KEY, _song_put(KEY))
    for param in MASTER_PARAMS:
        yield simple_knob("master", "master", param, value_of(song.mixer.master, param), _master_put(param))


def _song_put(param: Param) -> Put:
    return lambda song, wanted: set_in_song(song, param, wanted)


def _master_put(param: Param) -> Put:
    return lambda song, wanted: mix.set_master_value(song, param, wanted)


def _effect_knobs(desk: Desk) -> Iterator[Knob]:
    for effect, params in desk.session.params.effects.items():
        values = desk.song.mixer.effect(effect)
        for param in params:
            yield simple_knob(effect, effect, param, value_of(values, param), _effect_put(effect, param))


def _effect_put(effect: str, param: Param) -> Put:
    return lambda song, wanted: mix.set_effect_value(song, effect, param, wanted)
