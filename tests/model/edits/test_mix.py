"""Edits of the mixer, tempo, swing and kit."""

import pytest

from beatterm.model.edits import mix
from beatterm.model.edits.errors import EditError
from beatterm.model.mixer import GAIN, audible
from beatterm.model.param import Param, value_of
from tests.session.fakes import PARAMS, make_song


def test_mute_and_solo_come_and_go() -> None:
    song = make_song()
    for toggle in (mix.toggle_mute, mix.toggle_solo):
        once = toggle(song, "hat")
        assert once != song
        assert toggle(once, "hat") == song


def test_all_mutes_and_all_solos_end_apart() -> None:
    song = make_song()
    for name in ("kick", "hat"):
        song = mix.toggle_solo(mix.toggle_mute(song, name), name)
    unmuted = mix.unmute_all(song)
    assert [audible(unmuted.mixer, name) for name in ("kick", "snare", "hat")] == [True, False, True]
    assert mix.unsolo_all(unmuted) == make_song()
    assert not audible(mix.unsolo_all(song).mixer, "hat")


@pytest.mark.parametrize("param", PARAMS.strip, ids=lambda param: param.name)
def test_a_strip_takes_what_its_params_allow(param: Param) -> None:
    wanted = param.choices[-1] if param.choices else (param.high + param.low) / 4
    song = mix.set_strip_value(make_song(), "hat", param, wanted)
    assert value_of(song.mixer.strip("hat").values, param) == wanted
    assert mix.set_strip_value(song, "hat", param, param.default) == make_song()
    with pytest.raises(EditError, match=param.name):
        mix.set_strip_value(song, "hat", param, param.high + 99999 if not param.choices else "bogus")


def test_master_and_effects_take_values() -> None:
    size = PARAMS.effects["reverb"][0]
    song = mix.set_effect_value(mix.set_master_value(make_song(), GAIN, -3.0), "reverb", size, 0.8)
    assert value_of(song.mixer.master, GAIN) == -3.0
    assert value_of(song.mixer.effect("reverb"), size) == 0.8
    with pytest.raises(EditError):
        mix.set_master_value(song, GAIN, 99.0)
    with pytest.raises(EditError):
        mix.set_effect_value(song, "reverb", size, "large")


@pytest.mark.parametrize(("wanted", "kept"), [(174.2226, 174.223), (1, 20), (9999, 400)])
def test_tempo_stays_in_its_range(wanted: float, kept: float) -> None:
    assert mix.set_tempo(make_song(), wanted).tempo == kept


@pytest.mark.parametrize(("wanted", "kept"), [(62, 62), (10, 50), (99, 75)])
def test_swing_stays_in_its_range(wanted: float, kept: float) -> None:
    assert mix.set_swing(make_song(), wanted).swing == kept


def test_kit_is_named() -> None:
    assert mix.set_kit(make_song(), "deep").kit == "deep"
