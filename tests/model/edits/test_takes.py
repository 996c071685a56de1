"""Recording, as edits: hits, rolls, replacing, and notes step by step."""

import pytest

from beatterm.model.edits.errors import EditError
from beatterm.model.edits.steps import set_step, set_track_length, set_track_step
from beatterm.model.edits.takes import enter_notes, erase_steps, record_hit, record_roll
from beatterm.model.song import Song
from beatterm.model.step import Step
from beatterm.model.time import STEP_TICKS
from tests.model.edits.rhythms import song_of, text_of, track_of

RICH = Step(80, (40, 43), 3, 50, True, 30, "2:4", 4, -50, 0.3, (("pitch", 2.0),))


def kick(song: Song, index: int) -> Step | None:
    return track_of(song).steps[index]


@pytest.mark.parametrize(
    ("nudge", "quantise", "kept"),
    [(0.4, 0, 0.4), (0.4, 50, 0.2), (-0.4, 75, -0.1), (0.4, 100, 0.0), (-1.5, 0, -0.99), (-0.00001, 0, 0.0)],
)
def test_a_hit_lands_as_played_or_nearer_to_the_grid(nudge: float, quantise: int, kept: float) -> None:
    song = record_hit(song_of("...."), "A", "kick", 2, nudge, 90, (36,), quantise)
    assert track_of(song).steps == (None, None, Step(90, (36,), nudge=kept), None)


@pytest.mark.parametrize("quantise", [-1, 101])
def test_the_pull_to_the_grid_has_a_range(quantise: int) -> None:
    with pytest.raises(EditError, match="0 to 100 %, such as 50"):
        record_hit(song_of("...."), "A", "kick", 2, 0.0, 90, (), quantise)


def test_a_hit_that_is_there_keeps_what_else_it_carries() -> None:
    song = record_hit(set_step(song_of("."), "A", "kick", 0, RICH), "A", "kick", 0, -0.2, 200, (50,))
    assert kick(song, 0) == Step(127, (50,), 3, 50, True, 30, "2:4", 4, -50, -0.2, (("pitch", 2.0),))
    song = record_hit(set_step(song_of("."), "A", "kick", 0, RICH), "A", "kick", 0, 0.3, 80)
    assert kick(song, 0) == RICH


def test_a_step_outside_the_row_is_refused() -> None:
    with pytest.raises(EditError, match="4 steps"):
        record_hit(song_of("...."), "A", "kick", 4, 0.0, 90)


def again(first: Step, nudge: float, velocity: int, notes: tuple[int, ...] = ()) -> Step | None:
    song = set_step(song_of("."), "A", "kick", 0, first)
    return kick(record_hit(song, "A", "kick", 0, nudge, velocity, notes, again=True), 0)


def test_the_same_take_strikes_a_step_again() -> None:
    assert again(Step(100, nudge=-0.1), 0.1, 60) == Step(60, nudge=0.1), "near: the later one counts"
    assert again(Step(100, nudge=-0.3), 0.3, 60) == Step(100, nudge=-0.3, ratchet=2), "far: a ratchet"
    assert again(Step(100, ratchet=8), 0.3, 60) == Step(100, ratchet=8)
    assert again(Step(100, (40,)), 0.3, 110, (36,)) == Step(110, (36, 40)), "other notes: a chord"
    assert again(Step(100, (36, 40)), 0.1, 60, (40,)) == Step(60, (36, 40), nudge=0.1)
    assert again(Step(100), 0.0, 90, (36,)) == Step(100, (36,))


def test_replacing_clears_what_is_passed() -> None:
    assert text_of(erase_steps(song_of("xoXxo"), "A", "kick", 1, 3)) == "x...o"
    assert erase_steps(song_of("xoX"), "A", "hat", 0, 2) == song_of("xoX")


def roll(first: int, last: int, step: str, row: str = "1/16", length: int = 8) -> list[tuple[int, int, int]]:
    """Index, length and ratchet of each hit of a roll over a row that was struck on every step."""
    song = set_track_step(song_of("x" * length), "A", "kick", STEP_TICKS[row])
    song = record_roll(song, "A", "kick", first, last, STEP_TICKS[step], 70, (40,))
    steps = enumerate(track_of(song).steps)
    return [(at, step.length, step.ratchet) for at, step in steps if step and step.velocity == 70]


@pytest.mark.parametrize(
    ("step", "row", "expected"),
    [
        ("1/16", "1/16", [(1, 1, 1), (2, 1, 1), (3, 1, 1), (4, 1, 1)]),
        ("1/32", "1/16", [(1, 1, 2), (2, 1, 2), (3, 1, 2), (4, 1, 2)]),
        ("1/8", "1/16", [(2, 2, 1), (4, 2, 1)]),
        ("1/16t", "1/16", [(0, 2, 3), (2, 2, 3), (4, 2, 3)]),
        ("1/8t", "1/16", [(0, 4, 3), (4, 4, 3)]),
        ("1/16.", "1/16", [(0, 3, 2), (3, 3, 2)]),
        ("1/64", "1/2", [(1, 1, 8), (2, 1, 8), (3, 1, 8), (4, 1, 8)]),
    ],
)
def test_a_roll_becomes_hits_and_ratchets(step: str, row: str, expected: list[tuple[int, int, int]]) -> None:
    assert roll(1, 4, step, row) == expected


def test_a_roll_that_the_rows_end_cuts_is_shorter() -> None:
    assert roll(6, 99, "1/16t", length=7) == [(6, 1, 1)]
    assert roll(4, 6, "1/8t", length=7) == [(4, 3, 2)]


def test_a_group_of_a_roll_replaces_what_it_covers() -> None:
    song = record_roll(song_of("xxxx"), "A", "kick", 0, 1, STEP_TICKS["1/16t"], 70, (40, 40, 38))
    assert track_of(song).steps == (Step(70, (38, 40), 2, ratchet=3), None, Step(), Step())


def test_a_roll_stays_within_what_sounds() -> None:
    song = set_track_length(song_of("........"), "A", "kick", 4)
    assert text_of(record_roll(song, "A", "kick", 2, 7, STEP_TICKS["1/16"], 100)) == "..xx...."


def test_notes_are_entered_and_hits_keep_the_rest() -> None:
    assert kick(enter_notes(song_of("."), "A", "kick", 0, (43, 40, 43), 90), 0) == Step(90, (40, 43))
    song = set_step(song_of("."), "A", "kick", 0, RICH)
    assert kick(enter_notes(song, "A", "kick", 0, (), 0), 0) == Step(
        1, (), 3, 50, True, 30, "2:4", 4, -50, 0.3, (("pitch", 2.0),)
    )
