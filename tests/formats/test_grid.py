"""Grids and their cells: what each character says, how lanes are laid out, how a pattern is shown."""

import pytest

from beatterm.engine.effects import PARAMS
from beatterm.formats.beat_text import parse_song
from beatterm.formats.errors import Fault
from beatterm.formats.grid_cells import format_cells, parse_cells, spoken_steps
from beatterm.formats.grid_text import format_grid, parse_grid
from beatterm.formats.show_text import show_pattern
from beatterm.model.pattern import Pattern, Steps, Track
from beatterm.model.step import Step
from beatterm.model.time import STEP_TICKS, Meter


def velocities(steps: Steps) -> list[int]:
    return [step.velocity if step else 0 for step in steps]


def test_every_character_of_a_drum_lane_has_its_velocity() -> None:
    assert velocities(parse_cells(".oxX123456789")) == [0, 35, 100, 127, 13, 25, 38, 51, 64, 76, 89, 102, 114]


def test_bars_and_spaces_are_layout() -> None:
    assert parse_cells(" x . | x.|o ") == parse_cells("x.x.o")


def test_notes_have_velocities_and_chords_are_sorted() -> None:
    steps = parse_cells("c2 eb2X c2o g2+c2X . x 7")
    assert steps == (
        Step(100, (36,)),
        Step(127, (39,)),
        Step(35, (36,)),
        Step(127, (36, 43)),
        None,
        Step(100),
        Step(89),
    )


def test_a_hold_lengthens_the_step_before_it() -> None:
    assert parse_cells("c2 - - . x - .") == (
        Step(100, (36,), 3),
        None,
        None,
        None,
        Step(100, (), 2),
        None,
        None,
    )
    assert parse_cells("x--.x-..")[0] == Step(100, (), 3)


@pytest.mark.parametrize(("cells", "offset"), [("x.-.", 2), ("- c2", 0), ("x..y", 3), ("c2 . h2 .", 5)])
def test_a_wrong_cell_is_pointed_at(cells: str, offset: int) -> None:
    with pytest.raises(Fault) as caught:
        parse_cells(cells)
    assert caught.value.offset == offset


@pytest.mark.parametrize("cell", ["c", "c2+", "c2+c2", "C2", "c10", "g#9", "c2Xo", "x.c2", "e2x"])
def test_what_is_no_note_is_refused(cell: str) -> None:
    with pytest.raises(Fault):
        parse_cells(f"c2 {cell}")


@pytest.mark.parametrize(
    ("steps", "cells"),
    [
        ((Step(), None, Step(127), Step(35)), "x . X o"),
        ((Step(87), Step(1), Step(110), Step(64)), "7 1 9 5"),
        ((Step(100, (36,), 3), None, None, None), "c2 - - ."),
        ((Step(100, (36,), 9), None, Step(127, (36, 43)), None), "c2 - c2+g2X ."),
        ((Step(100, (), 2), None), "x -"),
    ],
)
def test_steps_become_the_nearest_cells(steps: Steps, cells: str) -> None:
    assert " ".join(format_cells(steps)) == cells


def test_cells_say_of_a_step_what_they_can() -> None:
    assert spoken_steps((Step(87, (), 9), None)) == (Step(89, (), 2), None)


def test_lanes_are_laid_out_in_beats_and_bars() -> None:
    kick = Track("kick", parse_cells("x..." * 8))
    bass = Track("bass", parse_cells("c2 . . . eb2 - - -"))
    pattern = Pattern("A", 32, tracks=(kick, bass))
    assert format_grid(pattern, Meter()) == (
        "kick  | x... x... x... x... | x... x... x... x... |\nbass  | c2  .   .   .    eb2 -   -   - |\n"
    )


@pytest.mark.parametrize(
    ("meter", "step", "layout"),
    [
        (Meter(3, 4), "1/8", "x. x. x. | x. x. x."),
        (Meter(6, 8), "1/16", "x. x. x. x. x. x."),
        (Meter(4, 4), "1/16t", "x.x.x. x.x.x."),
        (Meter(4, 4), "1/8.", "x.x.x.x.x.x."),
        (Meter(4, 4), "1/1", "x | . | x | . | x | . | x | . | x | . | x | ."),
    ],
)
def test_the_metre_groups_the_cells(meter: Meter, step: str, layout: str) -> None:
    track = Track("hat", parse_cells("x." * 6))
    assert format_grid(Pattern("A", 12, STEP_TICKS[step], (track,)), meter) == f"hat  | {layout} |\n"


def test_comments_and_blank_lines_are_no_lanes() -> None:
    grid = "# drums\n\n  kick | x.x. |# first\n\thi-hat|..x.  # c#2 | x\nbass | c#2 . |"
    assert [lane.name for lane in parse_grid(grid)] == ["kick", "hi-hat", "bass"]
    assert parse_grid(grid)[2].steps == (Step(100, (37,)), None)


def test_a_pattern_is_shown_under_a_ruler_with_what_its_cells_cannot_say() -> None:
    song = parse_song(
        'beatterm = 1\n[pattern.A]\ngrid = """\nkick | x... x... x... x... x...\nhat | o.o.\n"""\n'
        '[pattern.A.track.hat]\nstep = "1/8t"\nswing = 62\nlength = 3\n'
        "steps.3 = { velocity = 30, hold = 9 }\n",
        PARAMS,
    )
    assert show_pattern(song, song.patterns[0]) == (
        "A  1/16  20 steps\n"
        "        1    2    3    4      1\n"
        "kick  | x... x... x... x... | x... |\n"
        "hat   | o.o - |  3 steps, 1/8t, swing 62\n"
        "hat 3: velocity 30, hold 9\n"
    )


def test_drums_are_shown_in_line_with_notes() -> None:
    song = parse_song(
        'beatterm = 1\n[pattern.A]\ngrid = """\nkick | x.x. x.\nbass | c2 - eb2 .\n"""\n', PARAMS
    )
    assert show_pattern(song, song.patterns[0]).splitlines()[1:] == [
        "        1                2",
        "kick  | x   .   x   .    x   . |",
        "bass  | c2  -   eb2 . |",
    ]


def test_an_empty_pattern_is_shown() -> None:
    song = parse_song("beatterm = 1\n[pattern.A]\n", PARAMS)
    assert show_pattern(song, song.patterns[0]) == "A  1/16  16 steps\n"
