"""The inspector: what hits carry, locks, selections that differ, typed changes, what rows and songs have."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from textual.widgets import Input

from beatterm.engine.shape import SOUND_PARAMS
from beatterm.model.edits import steps
from beatterm.model.edits.errors import EditError
from beatterm.model.param import Param, Value
from beatterm.model.pattern import Track
from beatterm.model.step import Step
from beatterm.model.step_params import CHANCE, CONDITION, NUDGE, VELOCITY
from beatterm.model.time import Meter
from beatterm.ui.desk.knobs import knobs
from beatterm.ui.desk.turning import at_share, share, shown, span, wish, wish_fault
from tests.session.fakes import PARAMS, make_song
from tests.ui.rig import Rig, running

GAIN, CUTOFF = PARAMS.strip[0], PARAMS.strip[3]


def hit(rig: Rig, index: int = 0, track: str = "kick") -> Step | None:
    return steps.step_at(rig.song, "A", track, index)


def kick(rig: Rig) -> Track:
    return steps.fitting_track(steps.pattern_of(rig.song, "A"), "kick")


async def go(rig: Rig, key: str, *keys: str) -> None:
    """Press keys with the inspector's cursor on a knob."""
    if "tab" not in keys:
        await rig.press("tab")
    assert key in {knob.key for knob in knobs(rig.desk)}
    rig.desk.knob = key
    await rig.press(*keys)


async def answer(rig: Rig, text: str) -> None:
    rig.app.screen.query_one(Input).value = text
    await rig.press("enter")


@pytest.mark.parametrize(
    ("key", "keys", "holds"),
    [
        ("step.chance", "-", Step(chance=95)),
        ("step.condition", "+", Step(condition="fill")),
        ("step.ratchet", "+ +", Step(ratchet=3)),
        ("step.ramp", "-", Step(ramp=-10)),
        ("step.nudge", "+ +", Step(nudge=0.1)),
        ("step.nudge", "> >", Step(nudge=0.99)),
        ("step.gate", "<", Step(gate=50)),
        ("step.tie", "+", Step(tie=True)),
        ("step.hold", "+", Step(length=2)),
        ("step.tie", "+ d", Step()),
        ("sound-lock.pitch", "- -", Step(locks=(("pitch", -2.0),))),
        ("sound-lock.reverse", "+", Step(locks=(("reverse", "on"),))),
        ("mix-lock.gain_db", "+", Step(locks=(("gain_db", 0.5),))),
        ("mix-lock.gain_db", "+ d", Step()),
        ("mix-lock.gain_db", "+ -", Step(locks=(("gain_db", 0.0),))),
    ],
)
async def test_a_knob_turns_what_a_hit_carries(key: str, keys: str, holds: Step) -> None:
    async with running() as rig:
        await go(rig, key, keys)
        assert hit(rig) == holds


async def test_a_lock_starts_from_what_its_track_has() -> None:
    async with running((200, 50)) as rig:
        await go(rig, "strip.gain_db", "- - - -")
        knob = next(each for each in knobs(rig.desk) if each.key == "mix-lock.gain_db")
        assert (knob.text, knob.is_default) == ("-2.0 dB", True)
        rig.desk.knob = "mix-lock.gain_db"
        await rig.press("-")
        assert hit(rig) == Step(locks=(("gain_db", -2.5),))
        await rig.press("d")
        assert hit(rig) == Step()


async def test_a_selection_is_turned_relatively_and_says_where_it_differs() -> None:
    async with running() as rig:
        await rig.press("a v end")
        await go(rig, "step.velocity", "- -")
        assert [hit(rig, at) for at in (0, 6, 9)] == [Step(117), Step(90), Step(90)]
        assert "velocity mixed" in rig.text()
        assert "3 hits" in rig.text()
        await rig.press("u")
        assert [hit(rig, at) for at in (0, 6, 9)] == [Step(127), Step(), Step()]


@pytest.mark.parametrize(
    ("typed", "velocities"),
    [("90", [90, 90]), ("+10", [127, 110]), ("-5", [122, 95]), ("*.5", [64, 50]), ("/2", [64, 50])],
)
async def test_a_selection_takes_typed_values_and_changes(typed: str, velocities: list[int]) -> None:
    async with running() as rig:
        await rig.press("a v end")
        await go(rig, "step.velocity", "enter")
        await answer(rig, typed)
        found = [hit(rig, at) for at in (0, 6)]
        assert [step.velocity for step in found if step] == velocities


async def test_a_wrong_change_is_explained() -> None:
    async with running() as rig:
        await go(rig, "step.velocity", "enter")
        await answer(rig, "*loud")
        assert "*1.2; not *loud" in rig.text()


async def test_words_are_picked_from_a_list() -> None:
    async with running() as rig:
        await go(rig, "step.condition", "enter")
        assert "while a fill is on" in rig.text()
        await answer(rig, "3 of every 4")
        assert hit(rig) == Step(condition="3:4")


@pytest.mark.parametrize("keys", ["+", "enter", "d"])
async def test_on_a_rest_there_is_nothing_to_turn(keys: str) -> None:
    async with running() as rig:
        before = rig.song
        await rig.press("right")
        await go(rig, "step.rest", keys)
        assert rig.song is before
        assert "rest nothing" in rig.text()
        assert "A rest carries nothing" in rig.text()


@pytest.mark.parametrize(
    ("key", "keys", "holds"),
    [
        ("row.direction", "+", lambda rig: kick(rig).direction == "reverse"),
        ("row.humanise_time", "+ +", lambda rig: kick(rig).humanise_time == 0.02),
        ("row.humanise_velocity", ">", lambda rig: kick(rig).humanise_velocity == 10),
        ("row.transpose", "-", lambda rig: kick(rig).transpose == -1),
        ("row.shift", "+", lambda rig: kick(rig).shift == 0.02),
        ("row.groove", "+", lambda rig: kick(rig).groove == "none"),
        ("row.groove", "+ + +", lambda rig: kick(rig).groove == "linn-8-58"),
        ("row.groove", "+ d", lambda rig: kick(rig).groove is None),
        ("row.groove_amount", "-", lambda rig: kick(rig).groove_amount == 95),
        ("row.groove_amount", "- d", lambda rig: kick(rig).groove_amount is None),
        ("row.swing", "+", lambda rig: kick(rig).swing == 59),
        ("row.swing", "+ d", lambda rig: kick(rig).swing is None),
        ("row.length", "-", lambda rig: kick(rig).length == 15),
        ("pattern.fill", "+", lambda rig: rig.desk.pattern.fill),
        ("pattern.chance", "-", lambda rig: rig.desk.pattern.chance == 95),
        ("pattern.metre", "+ + +", lambda rig: rig.desk.pattern.meter == Meter(3, 2)),
        ("pattern.metre", "+ d", lambda rig: rig.desk.pattern.meter is None),
        ("pattern.length", "+", lambda rig: rig.desk.pattern.length == 17),
        ("sound.pitch", "+", lambda rig: rig.song.setup("kick").values == (("pitch", 1.0),)),
        ("sound.in_key", "+", lambda rig: rig.song.setup("kick").in_key),
        ("sound.sound", "+ +", lambda rig: rig.song.setup("kick").sound == "clap"),
        ("sound.sound", "+ d", lambda rig: rig.song.setup("kick").sound == "kick"),
        ("song.groove", "+", lambda rig: rig.song.groove == "linn-8-54"),
        ("song.groove_amount", "+", lambda rig: rig.song.groove_amount == 105),
        ("song.key", "+", lambda rig: str(rig.song.key) == "c major"),
        ("song.key", "+ d", lambda rig: rig.song.key is None),
    ],
)
async def test_rows_patterns_tracks_and_songs_have_knobs(
    key: str, keys: str, holds: Callable[[Rig], bool]
) -> None:
    async with running() as rig:
        await go(rig, key, keys)
        assert holds(rig)


async def test_the_tall_pane_shows_ranges() -> None:
    async with running((200, 50)) as rig:
        text = rig.text()
        for line in ("velocity         100", "1…127", "±0.99", "0…100", "of 79", "20…20k"):
            assert line in text


async def test_the_title_says_what_the_knob_takes() -> None:
    async with running() as rig:
        await go(rig, "step.chance", "right left")
        assert "step 1: chance  0…100 %  How often it sounds." in rig.text()


async def test_a_knob_is_found_by_its_name() -> None:
    async with running() as rig:
        await rig.press("tab /")
        await answer(rig, "mix of kick cutoff")
        assert rig.desk.knob == "strip.cutoff_hz"


async def test_moving_the_cursor_redraws_only_what_changed() -> None:
    async with running((200, 50)) as rig:
        pane = rig.app.screen.query_one("#inspector")
        before = pane.render_lines(pane.size.region)
        await rig.press("-")
        after = pane.render_lines(pane.size.region)
        assert sum(one is not other for one, other in zip(before, after, strict=True)) == 1


ALL_PARAMS = [*(each.param for each in (VELOCITY, CHANCE, CONDITION, NUDGE)), *SOUND_PARAMS, *PARAMS.strip]


@pytest.mark.parametrize("param", ALL_PARAMS, ids=lambda param: param.name)
def test_a_share_of_the_range_is_a_value_and_back(param: Param) -> None:
    for part in (0.0, 0.25, 0.5, 1.0):
        value = at_share(param, part)
        assert param.allows(value)
        assert param.choices or share(param, value) == pytest.approx(part, abs=0.11)
        assert shown(param, value)
    assert len(span(param)) <= 6


@pytest.mark.parametrize(
    ("param", "text", "before", "after"),
    [
        (VELOCITY.param, "+200", 100.0, 127.0),
        (VELOCITY.param, "=64", 100.0, 64.0),
        (VELOCITY.param, "*1.2", 50.0, 60.0),
        (NUDGE.param, "-0.2", 0.5, -0.2),
        (NUDGE.param, "+-0.2", 0.5, 0.3),
        (GAIN, "+3", -2.0, 1.0),
        (GAIN, "=+3", -2.0, 3.0),
        (GAIN, "-3 dB", -2.0, -3.0),
        (CUTOFF, "/2", 800.0, 400.0),
        (CUTOFF, "1.5k", 800.0, 1500.0),
        (CHANCE.param, "-10%", 50.0, 40.0),
        (CONDITION.param, "!2:4", "none", "!2:4"),
    ],
)
def test_typed_changes(param: Param, text: str, before: Value, after: Value) -> None:
    assert wish(param, text)(before) == after


@pytest.mark.parametrize("text", ["", "loud", "+", "+x", "/0", "*nan", "*inf", "+inf", "128", "0", "2.5"])
def test_typed_nonsense_is_refused(text: str) -> None:
    assert "velocity takes" in (wish_fault(VELOCITY.param, text) or "")
    with pytest.raises(EditError):
        wish(VELOCITY.param, text)


async def test_the_bottom_line_says_all_that_a_hit_carries() -> None:
    song = make_song()
    full = Step(
        100,
        chance=50,
        condition="2:4",
        ratchet=3,
        ramp=-50,
        nudge=-0.1,
        gate=60,
        tie=True,
        length=2,
        locks=(("cutoff_hz", 800.0), ("pitch", 2.0)),
    )
    song = steps.set_step(song, "A", "hat", 6, full)
    async with running((160, 24), replace(song, sections=())) as rig:
        await rig.press("j j j l l l l l l")
        said = "hat step 7: 100, held 2, chance 50%, 2:4, ratchet 3, ramp -50%, nudge -0.10, gate 60%, tied"
        assert f"{said}, cutoff 800 Hz, pitch +2 st" in rig.lines()[-1]


async def test_the_tall_panes_title_says_what_the_knob_does() -> None:
    async with running((200, 50)) as rig:
        await go(rig, "step.chance", "right left")
        assert "─ How often it sounds. ─" in rig.text()
