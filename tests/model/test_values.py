"""Notes, step values, Params, tracks and strips: the smallest pieces of sheet music."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatterm.model.mixer import GAIN, PAN, Mixer, Strip, audible
from beatterm.model.note import note_name, note_number
from beatterm.model.param import Param, value_of, with_value
from beatterm.model.pattern import Track
from beatterm.model.step import Step
from beatterm.model.time import PPQN, STEP_NAMES, STEP_TICKS, Meter


@pytest.mark.parametrize(
    ("name", "number"), [("c4", 60), ("c-1", 0), ("g9", 127), ("eb2", 39), ("d#2", 39), ("b3", 59)]
)
def test_notes_by_name(name: str, number: int) -> None:
    assert note_number(name) == number


@given(st.integers(0, 127))
def test_every_note_has_a_name_that_is_read_back(number: int) -> None:
    assert note_number(note_name(number)) == number


@pytest.mark.parametrize("name", ["", "h2", "c", "c10", "c##2", "g#9", "cb-1", "C2", " c2", "c2 "])
def test_what_is_no_note_is_refused(name: str) -> None:
    with pytest.raises(ValueError):
        note_number(name)


def test_step_values_are_what_musicians_mean() -> None:
    assert STEP_TICKS["1/4"] == PPQN
    assert 3 * STEP_TICKS["1/8t"] == STEP_TICKS["1/4"]
    assert 5 * STEP_TICKS["1/16q"] == STEP_TICKS["1/4"]
    assert 2 * STEP_TICKS["1/8."] == 3 * STEP_TICKS["1/8"]
    assert len(STEP_NAMES) == len(STEP_TICKS)


def test_bars() -> None:
    assert Meter(4, 4).bar_ticks == 4 * PPQN
    assert Meter(7, 8).bar_ticks == 7 * PPQN // 2
    assert str(Meter(7, 8)) == "7/8"


def test_a_track_is_at_least_as_long_as_it_sounds() -> None:
    assert Track("a", (Step(),), length=4).steps == (Step(), None, None, None)
    assert Track("a", (Step(), None)).length == 2
    assert Track("a", (Step(), None, Step()), length=2).steps[2] == Step()


def test_defaults_are_not_stored() -> None:
    values = with_value(with_value((), PAN, 0.5), GAIN, -3.0)
    assert values == (("gain_db", -3.0), ("pan", 0.5))
    assert value_of(values, PAN) == 0.5
    assert with_value(values, PAN, 0.0) == (("gain_db", -3.0),)


@pytest.mark.parametrize("value", [True, "x", None, float("nan"), 1.1, -1.1])
def test_a_param_refuses_what_lies_outside(value: object) -> None:
    assert not PAN.allows(value)


def test_a_choice_takes_its_words_only() -> None:
    param = Param("mode", "off", choices=("off", "on"))
    assert param.allows("on")
    assert not param.allows("up")
    assert not param.allows(1.0)


def test_solo_silences_the_others_and_mute_goes_before_it() -> None:
    mixer = Mixer((Strip("a", solo=True), Strip("b", solo=True, mute=True)))
    assert [audible(mixer, name) for name in "abc"] == [True, False, False]


def test_a_strip_at_its_defaults_is_not_kept() -> None:
    mixer = Mixer().with_strip(Strip("a", mute=True))
    assert mixer.strip("a").mute
    assert mixer.with_strip(Strip("a")) == Mixer()
