"""Knobs of hardware: what a path means, what value a knob gives, and the edit that comes of it."""

from itertools import pairwise
from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatterm.engine.effects import PARAMS
from beatterm.engine.midi.controls import scaled
from beatterm.engine.midi.curves import share_of
from beatterm.engine.midi.encoding import control, fine_control
from beatterm.engine.midi.incoming import Incoming
from beatterm.engine.midi.learned import Place, place_of, turned, value_at
from beatterm.engine.midi.turning import Turned
from beatterm.model.midi_setup import InPort, Learned
from beatterm.model.mixer import Strip
from beatterm.model.param import Param, ParamTable
from beatterm.model.song import Song, TrackSetup

SONG = Song(tracks=(TrackSetup("kick", "kick"), TrackSetup("snare", "snare")))
STRIP = [f"mixer.snare.{param.name}" for param in PARAMS.strip]
SOUND = [f"sound.kick.{param.name}" for param in PARAMS.sound]
EFFECTS = [f"effect.{effect}.{param.name}" for effect, params in PARAMS.effects.items() for param in params]
ALL = [*STRIP, *SOUND, *EFFECTS]
CUTOFF = Param("cutoff_hz", 20000.0, 20.0, 20000.0, "Hz", ratio=True)

shares = st.floats(0.0, 1.0)
params = st.sampled_from([place.param for path in ALL if (place := place_of(SONG, PARAMS, path))])


def turn(song: Song, path: str, share: float) -> Song:
    """The song after a knob was turned."""
    edit = turned(song, PARAMS, Learned("keys", 1, 20, path), share)
    assert edit is not None
    return edit(song)


def found(path: str) -> Place:
    place = place_of(SONG, PARAMS, path)
    assert place is not None
    return place


@pytest.mark.parametrize("path", ALL)
def test_every_param_can_be_learned(path: str) -> None:
    place = found(path)
    values = [value_at(place.param, number / 127) for number in range(128)]
    assert len(set(values)) >= min(20, len(place.param.choices) or 20)
    assert all(turn(SONG, path, number / 127) is not None for number in range(128))


@pytest.mark.parametrize("path", ALL)
def test_both_ends_are_reached(path: str) -> None:
    param = found(path).param
    first, last = (param.choices[0], param.choices[-1]) if param.choices else (param.low, param.high)
    assert (value_at(param, 0.0), value_at(param, 1.0)) == (first, last)


@given(params, shares, shares)
def test_further_is_never_less(param: Param, one: float, other: float) -> None:
    lower, higher = (value_at(param, share) for share in sorted((one, other)))
    if param.choices:
        assert param.choices.index(str(lower)) <= param.choices.index(str(higher))
    else:
        assert float(lower) <= float(higher)


@given(params, st.floats(allow_nan=False))
def test_whatever_a_knob_says_is_allowed(param: Param, share: float) -> None:
    assert param.allows(value_at(param, share))


def test_a_strip_s_value_goes_to_its_track() -> None:
    strips = turn(SONG, "mixer.snare.gain_db", 1.0).mixer.strips
    assert strips == (Strip("snare", values=(("gain_db", 12.0),)),)


def test_a_sound_s_value_goes_to_its_track() -> None:
    song = turn(SONG, "sound.kick.pitch", 0.75)
    assert song.setup("kick").values == (("pitch", 24.0),)
    assert song.setup("snare").values == ()


def test_an_effect_s_value_goes_to_the_effect() -> None:
    assert turn(SONG, "effect.reverb.size", 1.0).mixer.effect("reverb") == (("size", 1.0),)


def test_the_middle_of_a_knob_is_the_middle_of_the_stage() -> None:
    aside = turn(SONG, "mixer.kick.pan", 0.9)
    assert aside.mixer.strips == (Strip("kick", values=(("pan", 0.8),)),)
    assert turn(aside, "mixer.kick.pan", share_of(64, 7)) == SONG


def test_choices_have_equal_slots() -> None:
    param = Param("filter", "off", choices=("off", "low", "band", "high"))
    counts = dict.fromkeys(param.choices, 0)
    for number in range(128):
        counts[str(value_at(param, share_of(number, 7)))] += 1
    assert list(counts.values()) == [32, 32, 32, 32]


def test_frequencies_go_by_octaves() -> None:
    values = [float(value_at(CUTOFF, number / 10)) for number in range(11)]
    steps = [log(later / earlier) for earlier, later in pairwise(values)]
    assert max(steps) - min(steps) < 0.001


def test_whole_numbers_stay_whole() -> None:
    param = Param("count", 1.0, 1.0, 8.0, whole=True)
    assert {value_at(param, number / 127) for number in range(128)} == {
        float(number) for number in range(1, 9)
    }


@given(st.sampled_from(PARAMS.lockable), shares, st.booleans())
def test_what_a_track_sends_a_learned_knob_reads(param: Param, share: float, fine: bool) -> None:
    """Two beatterms by a cable: the second is where the first is, as near as the numbers allow."""
    top = (1 << 14) - 1 if fine else (1 << 7) - 1
    number = scaled(param, value_at(param, share), top)
    messages = fine_control(1, 10, number) if fine else (control(1, 10, number),)
    incoming = Incoming(InPort("cable"))
    *_, received = [value for data in messages for value in incoming.read(data, SONG)]
    assert isinstance(received, Turned)
    again = scaled(param, value_at(param, received.value), top)
    assert abs(again - number) <= 1


def test_files_get_short_numbers() -> None:
    assert value_at(CUTOFF, 0.123456789) == 46.925
    assert value_at(Param("size", 0.5), 1 / 3) == 0.33333


def test_a_path_has_a_name_for_the_screen() -> None:
    names = ("mixer.snare.cutoff_hz", "sound.kick.decay_ms", "effect.delay.feedback")
    assert [found(path).name for path in names] == [
        "mix of snare, cutoff_hz",
        "sound of kick, decay_ms",
        "delay, feedback",
    ]


@pytest.mark.parametrize(
    "path",
    [
        "",
        ".",
        "..",
        "mixer",
        "mixer.snare",
        "mixer.snare.",
        "mixer..gain_db",
        "mixer.clap.gain_db",
        "mixer.snare.size",
        "sound.snare.gain_db",
        "sound.clap.pitch",
        "effect.reverb.cutoff_hz",
        "effect.chorus.size",
        "effect.size",
        "song.snare.gain_db",
        "mixer.snare.gain_db.more",
    ],
)
def test_what_a_song_lacks_is_nothing(path: str) -> None:
    assert place_of(SONG, PARAMS, path) is None
    assert turned(SONG, PARAMS, Learned("keys", 1, 20, path), 0.5) is None


@given(st.text(max_size=30), shares)
def test_any_path_at_all(path: str, share: float) -> None:
    assert turned(SONG, ParamTable(), Learned("keys", 1, 20, path), share) is None
    assert place_of(Song(), PARAMS, f"mixer.{path}") is None
