"""Trying out: what the tuner shows is heard, leaving restores everything, taking is undone as one."""

from dataclasses import replace

import pytest

from beatterm.engine.edits import SetTracks
from beatterm.engine.messages import Play, Stop
from tests.session.fakes import make_song
from tests.ui.rig import running
from tests.ui.tuning import fill, grid_row, tuned

TRIES = {
    "euclid": "f e 5 down down 2",
    "fill": "f n 3 down 1",
    "rotate": "f o - -",
    "random": "f r r r down 8 0",
    "mutate": "f m r down 9 0",
    "variations": "f v + + down r",
    "groove": "Q g > > - - down 5 0",
    "track's groove": "Q t > > down 5 0",
    "key": "Y k right right down right",
    "pattern": "g m 7 down + down + down 5 0",
}
"""Keys that open each tuner and turn something in it."""


@pytest.mark.parametrize("keys", TRIES.values(), ids=TRIES)
async def test_what_is_tried_out_is_seen_and_heard_but_not_kept(keys: str) -> None:
    async with running() as rig:
        first = rig.song
        await rig.press(keys)
        assert rig.song != first
        assert rig.engine.project.song == rig.song
        assert not rig.session.is_dirty
        assert "*" not in rig.lines()[1]
        assert "Try out" in rig.text()
        assert "TRY" in rig.lines()[0]


@pytest.mark.parametrize("keys", TRIES.values(), ids=TRIES)
async def test_escape_restores_all_as_it_was(keys: str) -> None:
    async with running() as rig:
        first, place = rig.song, rig.desk.place
        lines = rig.lines()[1:-1]
        await rig.press(keys)
        await rig.press("escape")
        assert rig.song is first
        assert rig.engine.project.song == first
        assert rig.desk.place == place
        assert not rig.session.is_dirty
        assert rig.session.undo() is None
        assert rig.lines()[1:-1] == lines


@pytest.mark.parametrize("keys", TRIES.values(), ids=TRIES)
async def test_enter_keeps_it_as_one_edit(keys: str) -> None:
    async with running() as rig:
        first = rig.song
        await rig.press(keys)
        await rig.press("enter")
        kept = rig.song
        assert kept != first
        assert rig.session.is_dirty
        assert rig.engine.project.song == kept
        await rig.press("u")
        assert rig.song == first
        assert rig.session.undo() is None
        await rig.press("U")
        assert rig.song == kept


async def test_every_turn_is_drawn_in_the_grid() -> None:
    async with running() as rig:
        drawn = []
        await rig.press("f e 1")
        for _ in range(4):
            await rig.press("+")
            drawn.append(grid_row(rig, 1))
        assert len(set(drawn)) == 4


async def test_the_pattern_that_plays_changes_at_once() -> None:
    async with running() as rig:
        await rig.press("space f e 5 6")
        assert [type(each) for each in rig.engine.sent[1:]] == [SetTracks] * 2
        await rig.press("escape")
        assert rig.engine.project.song == rig.session.song == make_song()


async def test_a_take_that_is_recorded_ends_first() -> None:
    async with running() as rig:
        await rig.press("o space i z")
        rig.engine.now = replace(rig.engine.now, tick=900, pattern_tick=900, pattern="A")
        await rig.press("escape f e 5")
        assert rig.desk.tuner is not None
        await rig.press("z z")
        assert rig.engine.project.song == rig.song
        await rig.press("escape")
        assert not rig.session.preview.is_open


async def test_the_line_below_says_what_is_turned() -> None:
    async with running() as rig:
        await rig.press("f e 5")
        assert rig.lines()[-1].startswith(" hits 5 hits ")
        assert "take" in rig.lines()[-1]
        assert "leave" in rig.lines()[-1]


async def test_play_and_stop_still_work() -> None:
    async with running() as rig:
        await rig.press("f e 5 space space")
        assert [type(each) for each in rig.engine.sent[-2:]] == [Play, Stop]
        assert rig.desk.tuner is not None


OTHER_KEYS = "x a D C . B w q n N F X m s : tab g z p v e"


async def test_nothing_else_can_be_edited_meanwhile() -> None:
    async with running() as rig:
        await rig.press("f e 5")
        shown, sent = rig.song, list(rig.engine.sent)
        await rig.press(OTHER_KEYS)
        assert rig.song is shown
        assert rig.engine.sent == sent
        assert type(rig.app.screen).__name__ == "MainScreen"
        await rig.press("escape")
        assert rig.song == make_song()


async def test_the_mouse_turns_the_tuner_and_nothing_else() -> None:
    async with running() as rig:
        await rig.press("f e 5")
        shown = rig.song
        await rig.pilot.click("#page0", offset=(5, 2))
        await rig.pilot.click("#head", offset=(2, 2))
        assert rig.song is shown
        await rig.pilot.click("#inspector", offset=(6, 3))
        assert rig.desk.tuner is not None
        assert rig.desk.tuner.param.name == "rotation"
        await rig.pilot.click("#inspector", offset=(70, 12))
        assert rig.desk.tuner is not None


async def test_the_transport_bar_changes_nothing_meanwhile() -> None:
    async with running() as rig:
        await rig.press("f e 5")
        shown = rig.song
        for column in range(0, 60, 3):
            await rig.pilot.click("#transport", offset=(column, 0))
            assert type(rig.app.screen).__name__ == "MainScreen"
        assert rig.song is shown
        assert rig.desk.tuner is not None


async def test_a_number_is_typed_digit_by_digit() -> None:
    async with running() as rig:
        await rig.press("f e down 1 2")
        assert tuned(rig, "steps") == 12.0
        await rig.press("up 1 1")
        assert tuned(rig, "hits") == 11.0


async def test_a_number_that_does_not_fit_is_refused_with_the_rule() -> None:
    async with running() as rig:
        await rig.press("f e 5")
        shown = rig.song
        await rig.press("down 9 9")
        assert "steps takes a whole number from 1 to 16 steps, not 99." in rig.text()
        assert tuned(rig, "steps") == 9.0
        await rig.press("escape f e 5")
        assert rig.song == shown
        await rig.press("down down down down 3")
        assert "t picks turns over from a list." in rig.text()


async def test_a_typed_value_is_checked_before_it_is_tried() -> None:
    async with running() as rig:
        await rig.press("f n t")
        await fill(rig, "many")
        assert "every takes a whole number from 1 to 16 steps, not many." in rig.text()
        await fill(rig, "5")
        assert rig.rhythm("kick") == "x....x....x....x"


async def test_a_word_is_picked_from_a_list() -> None:
    async with running() as rig:
        await rig.press("Q g t")
        await rig.press("m p c - 1 6 - 5 8 enter")
        assert rig.song.groove == "mpc-16-58"
        await rig.press("enter")
        assert rig.song.groove == "mpc-16-58"
        assert rig.session.is_dirty


async def test_without_something_to_try_out_its_keys_say_where_to_begin() -> None:
    async with running() as rig:
        await rig.press(":")
        await rig.press("r o l l enter")
        assert "Nothing is being tried out" in rig.text()


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 30), (200, 50)])
async def test_the_grid_stays_in_sight_at_every_size(size: tuple[int, int]) -> None:
    async with running(size) as rig:
        before = grid_row(rig, 3)
        await rig.press("f r")
        assert "Try out: Random hits on kick" in rig.text()
        assert "density" in rig.text()
        assert grid_row(rig, 3) == before
