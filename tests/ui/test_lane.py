"""The lane under the grid: what it draws, in both charsets, and how the mouse draws in it."""

from dataclasses import replace

import pytest
from rich.cells import cell_len
from textual.events import MouseScrollUp
from textual.widgets import Input

from beatterm.model.edits import steps
from beatterm.model.song import Song
from beatterm.model.step import Step
from beatterm.ui.desk.carrying import details
from beatterm.ui.desk.desk import Pane
from beatterm.ui.looks.glyphs import ASCII, UNICODE, Glyphs
from beatterm.ui.views.grid import Row
from beatterm.ui.views.lane import Form, LaneCell, LaneSheet
from beatterm.ui.widgets.cells import cell
from beatterm.ui.widgets.lane_cells import lane_cell
from tests.session.fakes import PARAMS, make_song
from tests.ui.rig import Rig, running


def sheet(form: Form, *cells: LaneCell | None) -> LaneSheet:
    return LaneSheet(form, (), 0, (), cells, 0, len(cells), 0, None, True)


def column(made: LaneSheet, rows: int, width: int = 3, glyphs: Glyphs = UNICODE, at: int = 0) -> list[str]:
    """One step from the top down."""
    drawn = [lane_cell(made, at, row, rows, width, glyphs)[0] for row in range(rows)]
    assert all(cell_len(text) == width for text in drawn)
    return [text.strip() for text in drawn]


@pytest.mark.parametrize(
    ("share", "rows", "drawn"),
    [
        (0.0, 3, ["", "", "▁"]),
        (0.5, 3, ["", "▄", "█"]),
        (1.0, 3, ["█", "█", "█"]),
        (0.3, 5, ["", "", "", "▄", "█"]),
    ],
)
def test_bars_grow_by_eighths_of_a_cell(share: float, rows: int, drawn: list[str]) -> None:
    assert column(sheet(Form.BARS, LaneCell(share, "", True)), rows) == drawn


def test_bars_in_ascii_are_told_by_height() -> None:
    made = [sheet(Form.BARS, LaneCell(share, "", True)) for share in (0.0, 0.4, 0.8, 1.0)]
    drawn = [tuple(column(each, 3, glyphs=ASCII)) for each in made]
    assert len(set(drawn)) == 4
    assert "".join(map("".join, drawn)).isascii()


@pytest.mark.parametrize(
    ("share", "drawn"),
    [
        (0.5, ["", "─", ""]),
        (0.51, ["", "▀", ""]),
        (0.49, ["", "▄", ""]),
        (1.0, ["█", "▀", ""]),
        (0.0, ["", "▄", "█"]),
    ],
)
def test_values_of_both_signs_have_a_middle(share: float, drawn: list[str]) -> None:
    assert column(sheet(Form.CENTRED, LaneCell(share, "", True)), 3) == drawn


def test_what_a_hit_only_borrows_is_a_line() -> None:
    assert column(sheet(Form.BARS, LaneCell(1.0, "", False)), 3) == ["─", "", ""]
    assert column(sheet(Form.BARS, LaneCell(0.0, "", False)), 3) == ["", "", "─"]


@pytest.mark.parametrize(
    ("word", "width", "rows", "drawn"),
    [
        ("2:4", 4, 3, ["2:4", "", ""]),
        ("2:4", 3, 3, ["2", ":", "4"]),
        ("!fill", 3, 3, ["!fi", "ll", ""]),
        ("!fill", 2, 3, ["!f", "il", "l"]),
        ("!fill", 2, 5, ["!", "f", "i", "l", "l"]),
        ("", 3, 3, ["", "", "▫"]),
    ],
)
def test_words_are_written_in_their_column(word: str, width: int, rows: int, drawn: list[str]) -> None:
    assert column(sheet(Form.WORDS, LaneCell(0.0, word, True)), rows, width) == drawn


def test_rests_are_dots_and_nothing_is_past_the_end() -> None:
    made = replace(sheet(Form.BARS, None, None), length=1)
    assert column(made, 3) == ["", "", "·"]
    assert column(made, 3, at=1) == ["", "", ""]


SIGNS = {
    "condition": Step(condition="2:4", chance=50),
    "chance": Step(chance=50, ratchet=2),
    "ratchet": Step(ratchet=2, nudge=0.1),
    "late": Step(nudge=0.1, tie=True),
    "early": Step(nudge=-0.1, tie=True),
    "tie": Step(tie=True, locks=(("pan", 0.5),)),
    "lock": Step(locks=(("pan", 0.5),)),
}


def drawn_cell(step: Step, width: int, glyphs: Glyphs) -> str:
    row = Row(1, "hat", (step,), 1, False, False, False, True, True)
    text = "".join(part for part, _ in cell(row, 0, width, glyphs, False))
    assert cell_len(text) == width
    return text


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
@pytest.mark.parametrize("name", SIGNS)
def test_the_most_telling_sign_is_drawn_in_every_width(name: str, glyphs: Glyphs) -> None:
    sign = getattr(glyphs, name)
    assert drawn_cell(SIGNS[name], 2, glyphs) == f"{sign} "
    assert drawn_cell(SIGNS[name], 3, glyphs) == f" {glyphs.hit}{sign}"
    assert f"{glyphs.hit}{sign}" in drawn_cell(SIGNS[name], 6, glyphs)


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
def test_no_sign_means_two_things(glyphs: Glyphs) -> None:
    signs = [glyphs.rest, glyphs.ghost, glyphs.hit, glyphs.accent, glyphs.hold]
    signs += [getattr(glyphs, name) for name in SIGNS]
    assert len(set(signs)) == len(signs)
    assert {cell_len(sign) for sign in signs} == {1}
    told = " ".join(sign for sign, _ in glyphs.legend()).split()
    assert set(signs) - {glyphs.rest} == set(told)


def test_wide_cells_say_more_and_notes_keep_their_names() -> None:
    assert drawn_cell(SIGNS["condition"], 5, UNICODE) == "  ■◐◇"
    pitched = Step(notes=(36,), chance=50)
    assert drawn_cell(pitched, 3, UNICODE) == "c2◇"
    assert drawn_cell(replace(pitched, notes=(39,)), 3, UNICODE) == "eb2"
    assert drawn_cell(replace(pitched, notes=(39, 43)), 6, UNICODE) == " eb2+◇"


def dense_song() -> Song:
    song = make_song()
    for at in range(0, 12, 2):
        song = steps.set_step(song, "A", "hat", at, Step(chance=10 * at, nudge=at / 20, condition="!fill"))
    return song


@pytest.mark.parametrize("charset", ["unicode", "ascii"])
@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 30), (200, 50)])
async def test_every_lane_fits_and_says_its_value(size: tuple[int, int], charset: str) -> None:
    async with running(size, dense_song(), charset=charset) as rig:
        await rig.press("j j j z")
        for what in details(PARAMS):
            assert what.label in rig.text()
            assert "hat 1" in rig.text()
            assert {cell_len(line) for line in rig.lines()} == {size[0]}
            assert charset == "unicode" or rig.text().isascii()
            await rig.press("pagedown")
        assert rig.desk.lane == "step.velocity"


async def test_on_a_small_full_screen_the_lane_gives_its_place_back() -> None:
    async with running((80, 24)) as rig:
        for _ in range(9):
            await rig.press("I")
            await rig.press("enter")
        await rig.press("z")
        assert "1…127" in rig.text()
        assert "Inspector" not in rig.text()
        await rig.press("escape")
        assert (rig.desk.pane, rig.desk.shows_lane) == (Pane.GRID, True)
        assert "Inspector" in rig.text()
        await rig.press("tab")
        assert rig.desk.pane is Pane.LANE
        assert "1…127" in rig.text()


async def test_a_value_redraws_only_the_lines_that_it_reaches() -> None:
    async with running((80, 24)) as rig:
        await rig.press("z")
        lane = rig.app.screen.query_one("#lane")
        before = lane.render_lines(lane.size.region)
        await rig.press("up")
        after = lane.render_lines(lane.size.region)
        same = [one is other for one, other in zip(before, after, strict=True)]
        assert same[0]
        assert same.count(False) <= 2


async def answer(rig: Rig, text: str) -> None:
    rig.app.screen.query_one(Input).value = text
    await rig.press("enter")


async def test_a_value_in_the_lane_is_undone_as_one() -> None:
    async with running() as rig:
        await rig.press("z up up up u")
        assert steps.step_at(rig.song, "A", "kick", 0) == Step()


async def test_a_typed_change_reaches_the_selection() -> None:
    async with running() as rig:
        await rig.press("z v end enter")
        await answer(rig, "*.5")
        assert rig.rhythm("kick") == "?.....?..?......"


async def test_the_lane_is_chosen_from_a_list() -> None:
    async with running() as rig:
        await rig.press("g l")
        await answer(rig, "mix lock cutoff")
        assert (rig.desk.pane, rig.desk.lane) == (Pane.LANE, "mix-lock.cutoff_hz")
        await rig.press("5")
        assert steps.step_at(rig.song, "A", "kick", 0) == Step(locks=(("cutoff_hz", 632.455532),))


async def test_words_and_counts_are_set_by_their_number() -> None:
    async with running() as rig:
        for lane, key in (("step.ratchet", "3"), ("step.tie", "2"), ("step.hold", "0")):
            rig.desk.lane = lane
            await rig.press("z" if rig.desk.pane is Pane.GRID else "home", key)
        assert steps.step_at(rig.song, "A", "kick", 0) == Step(ratchet=3, tie=True, length=10)


def spot(rig: Rig, step: int, row: int) -> tuple[int, int]:
    """The cell of the lane where a step is drawn, rows from the top of the bars."""
    plan = rig.app.screen.stage.sight.plan  # type: ignore[attr-defined]
    return plan.head.width + plan.raster.column(step) + 1, row + 1


async def test_a_stroke_of_the_mouse_draws_a_curve_and_undoes_as_one() -> None:
    async with running() as rig:
        await rig.press("j j j z pagedown pagedown pagedown pagedown")
        await rig.pilot.mouse_down("#lane", offset=spot(rig, 0, 0))
        for step, row in ((1, 1), (2, 2), (4, 4)):
            await rig.pilot.hover("#lane", offset=spot(rig, step, row))
        await rig.pilot.mouse_up("#lane", offset=spot(rig, 4, 4))
        found = [steps.step_at(rig.song, "A", "hat", at) for at in (0, 1, 2, 4)]
        assert [step.chance if step else None for step in found] == [100, None, 50, 0]
        assert rig.desk.place.step == 4
        await rig.press("u")
        assert steps.step_at(rig.song, "A", "hat", 4) == Step()


async def test_the_wheel_turns_and_names_are_picked() -> None:
    async with running() as rig:
        await rig.press("z")
        await rig.pilot._post_mouse_events([MouseScrollUp], "#lane", spot(rig, 6, 1))
        assert steps.step_at(rig.song, "A", "kick", 6) == Step(105)
        y = next(at for at, line in enumerate(rig.lines()) if "ratchet" in line)
        lane = rig.app.screen.query_one("#lane")
        offset = (rig.lines()[y].index("ratchet") + 1, y - lane.region.y)
        await rig.pilot.click("#lane", offset=offset)
        assert rig.desk.lane == "step.ratchet"


async def test_the_terminals_cursor_stands_in_the_lane() -> None:
    async with running() as rig:
        await rig.press("z right")
        lane = rig.app.screen.query_one("#lane").region
        x, y = rig.app.cursor_position
        assert (x, y) == (spot(rig, 1, 0)[0] - 1, lane.bottom - 1)
