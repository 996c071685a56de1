"""Euclidean rhythms, against those that Toussaint's paper lists."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatterm.model.edits import steps
from beatterm.model.edits.errors import EditError
from beatterm.model.edits.euclid import rhythm
from beatterm.model.edits.generate import euclid
from beatterm.model.step import Step
from tests.model.edits.rhythms import song_of, text_of, track_of

TOUSSAINT = (
    *("x.x", "x.x..", "x.xx", "x.x.x", "x.x.x..", "x..x..x.", "x.x.x.x", "x.x.x.x..", "x..x..x..x."),
    *("x.xxxx", "x.xx.xx", "x.xx.xx.", "x.x.x.x.x", "x.x.x.x.x..", "x..x.x..x.x.", "x..x..x..x..x..."),
    *("x.xxxxxx", "x.xx.x.xx.x.", "x..x.x.x..x.x.x.", "x.xx.x.x.xx.x.x."),
    *("x..x.x.x.x.x..x.x.x.x.x.", "x.xx.x.x.x.x.xx.x.x.x.x."),
)


def text(pulses: int, of: int) -> str:
    return "".join("x" if struck else "." for struck in rhythm(pulses, of))


@pytest.mark.parametrize("expected", TOUSSAINT)
def test_the_traditional_rhythms(expected: str) -> None:
    assert text(expected.count("x"), len(expected)) == expected


@given(st.integers(1, 64).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_hits_are_as_even_as_they_can_be(rhythm_of: tuple[int, int]) -> None:
    pulses, of = rhythm_of
    drawn = text(pulses, of)
    assert (len(drawn), drawn.count("x")) == (of, pulses)
    if pulses:
        assert drawn[0] == "x"
        gaps = {len(gap) for gap in drawn[1:].split("x")}
        assert max(gaps) - min(gaps) <= 1


@pytest.mark.parametrize(
    ("rotation", "expected"),
    [(0, "x..x..x."), (1, ".x..x..x"), (-1, "..x..x.x"), (8, "x..x..x."), (-8, "x..x..x.")],
)
def test_rotation_moves_it_later(rotation: int, expected: str) -> None:
    assert text_of(euclid(song_of("........"), "A", "kick", 3, rotation=rotation)) == expected


def test_fewer_steps_than_the_row_are_repeated() -> None:
    assert text_of(euclid(song_of("................"), "A", "kick", 2, 5)) == "x.x..x.x..x.x..x"


@pytest.mark.parametrize(("of", "expected", "length"), [(5, "x.x..X..", 5), (12, "x..x.X..x.x.", 12)])
def test_the_length_may_follow(of: int, expected: str, length: int) -> None:
    pulses = sum(sign in "xX" for sign in expected[:of])
    song = euclid(song_of(".....X.."), "A", "kick", pulses, of, set_length=True)
    assert (text_of(song), track_of(song).length) == (expected, length)


def test_silent_steps_past_the_rows_end_stay() -> None:
    song = steps.set_track_length(song_of("....X..X"), "A", "kick", 4)
    assert text_of(euclid(song, "A", "kick", 1)) == "x...X..X"


def test_hits_that_stay_keep_what_they_carry_and_others_are_fresh() -> None:
    rich = Step(90, chance=40, ratchet=3)
    song = steps.set_step(song_of("........"), "A", "kick", 3, rich)
    song = steps.set_step(song, "A", "kick", 4, rich)
    row = track_of(euclid(song, "A", "kick", 3, fresh=Step(notes=(40,)))).steps
    assert row == (Step(notes=(40,)), None, None, rich, None, None, Step(notes=(40,)), None)


def test_accents_are_spread_over_the_hits() -> None:
    song = euclid(song_of("................"), "A", "kick", 8, accents=3)
    assert text_of(song) == "X.x.x.X.x.x.X.x."
    assert text_of(euclid(song, "A", "kick", 8, accents=2)) == "X.x.x.x.X.x.x.x."
    assert text_of(euclid(song, "A", "kick", 8)) == text_of(song)
    assert text_of(euclid(song_of("........"), "A", "kick", 4, accents=2, rotation=1)) == ".X.x.X.x"


def test_unaccented_ghosts_stay_ghosts() -> None:
    assert text_of(euclid(song_of("xooo"), "A", "kick", 4, accents=1)) == "Xooo"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"pulses": 9}, "8 steps take 0 to 8 hits"),
        ({"pulses": -1}, "0 to 8 hits"),
        ({"pulses": 3, "steps": 9}, "1 to 8 steps of kick, such as 8, not 9"),
        ({"pulses": 0, "steps": 0}, "1 to 8 steps"),
        ({"pulses": 3, "steps": 257, "set_length": True}, "1 to 256 steps"),
        ({"pulses": 3, "accents": 4}, "3 hits take 0 to 3 accents"),
    ],
)
def test_what_cannot_be_spread_is_refused(options: dict[str, Any], said: str) -> None:
    with pytest.raises(EditError, match=said):
        euclid(song_of("........"), "A", "kick", **options)


def test_no_hits_empty_the_row() -> None:
    assert text_of(euclid(song_of("x.xX"), "A", "kick", 0)) == "...."


def test_fill_every_can_begin_later() -> None:
    song = song_of("o.......")
    assert text_of(steps.fill_every(song, "A", "kick", 4, offset=2)) == "..x...x."
    assert text_of(steps.fill_every(song, "A", "kick", 4, offset=5)) == ".x...x.."
    assert text_of(steps.fill_every(song, "A", "kick", 4, offset=-4)) == "o...x..."
