"""Chance: how often, how independent, and how steady its rolls are."""

from dataclasses import replace
from itertools import combinations
from math import sqrt

import pytest

from beatterm.model.step import Step
from beatterm.sequencer.chance import CHANCE, ORDER, TIME, VELOCITY, keys_of, roll, share
from tests.material import song_of
from tests.sequencer.listening import S, grid, heard, lane, passes

ROLLS = 1_000_000
KEY = keys_of(7, "A", "hat")[CHANCE]


@pytest.fixture(scope="module")
def million() -> list[float]:
    """Rolls one after the other, as a track has them."""
    return [share(KEY, number) for number in range(ROLLS)]


@pytest.mark.parametrize("percent", [1, 5, 25, 50, 75, 95, 99])
def test_a_million_rolls_come_as_often_as_they_should(million: list[float], percent: int) -> None:
    assert abs(sum(each * 100 < percent for each in million) / ROLLS - percent / 100) < 0.002


def test_rolls_lie_from_0_to_below_1(million: list[float]) -> None:
    assert 0.0 <= min(million) < 1e-5
    assert 1 - 1e-5 < max(million) < 1.0


@pytest.mark.parametrize("apart", [1, 2, 3, 4, 12, 16, 64])
def test_a_roll_says_nothing_about_the_next(million: list[float], apart: int) -> None:
    assert abs(correlation(million[:-apart:5], million[apart::5])) < 4 / sqrt(ROLLS / 5)


def correlation(a: list[float], b: list[float]) -> float:
    middle_a, middle_b = sum(a) / len(a), sum(b) / len(b)
    together = sum((x - middle_a) * (y - middle_b) for x, y in zip(a, b, strict=False))
    alone = (sum((x - middle) ** 2 for x in each) for each, middle in ((a, middle_a), (b, middle_b)))
    return together / sqrt(next(alone) * next(alone))


def test_seeds_patterns_tracks_and_purposes_roll_for_themselves() -> None:
    names = [
        (7, "A", "hat"),
        (8, "A", "hat"),
        (7, "B", "hat"),
        (7, "A", "kick"),
        (7, "Ah", "at"),
        (-7, "A", "hat"),
    ]
    keys = [key for each in names for key in keys_of(*each)]
    assert len(set(keys)) == len(keys)
    count = 5000
    rolled = [[share(key, number) for number in range(count)] for key in keys]
    worst = max(abs(correlation(a, b)) for a, b in combinations(rolled, 2))
    assert worst < 5 / sqrt(count)


def test_rolls_are_the_same_on_every_machine_and_for_ever() -> None:
    """Songs sound tomorrow as they do today: these figures must never change."""
    keys = keys_of(7, "A", "hat")
    assert [roll(keys[purpose], 3) % 1000 for purpose in (CHANCE, ORDER, TIME, VELOCITY)] == [
        64,
        342,
        320,
        387,
    ]


@pytest.mark.parametrize(("chance", "expected"), [(0, "." * 64), (100, "x" * 64)])
def test_never_and_always(chance: int, expected: str) -> None:
    assert grid(song_of(lane("a", [Step(chance=chance)])), 64) == expected


def test_a_patterns_chance_scales_those_of_its_steps_and_leaves_what_is_certain() -> None:
    song = song_of(lane("a", [Step(chance=50), Step(chance=0), Step(), None]))

    def scaled(percent: int) -> str:
        return grid(song.with_pattern(replace(song.patterns[0], chance=percent)), 64)

    assert scaled(0) == "..x." * 16
    assert scaled(200) == "x.x." * 16
    softer, plain = scaled(60), scaled(100)
    assert 0 < softer.count("x") < plain.count("x")
    assert all(one == "x" for few, one in zip(softer, plain, strict=True) if few == "x")


def test_another_seed_rolls_anew() -> None:
    song = song_of(lane("a", [Step(chance=50)]))
    assert grid(song, 64) == grid(song, 64)
    assert grid(song, 64) != grid(replace(song, seed=1), 64)


def test_one_roll_decides_on_a_whole_ratchet_and_chord() -> None:
    song = song_of(lane("a", [Step(chance=50, ratchet=4, notes=(40, 47)), None, None, None]))
    turns = [event.tick // (4 * S) for event in heard(song, 64)]
    assert {turns.count(turn) for turn in range(16)} == {0, 8}
    assert "x" in passes(song, "a", 4)
