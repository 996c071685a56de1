"""The mouse: a click strikes, a stroke paints, the wheel changes velocity, names and knobs answer."""

from beatterm.engine.messages import Audition, Play
from beatterm.model.edits import steps
from beatterm.model.mixer import GAIN
from beatterm.model.param import value_of
from beatterm.model.step import Step
from beatterm.sequencer.live import Cue
from beatterm.ui.desk.desk import Pane
from tests.ui.rig import Rig, running


def spot(rig: Rig, track: int, step: int) -> tuple[int, int]:
    """The cell of the first page where a step is drawn."""
    page = rig.app.screen.query_one("#page0")
    raster = page._raster  # type: ignore[attr-defined]
    return raster.column(step) + 1, track + 1


async def down(rig: Rig, track: int, step: int) -> None:
    await rig.pilot.mouse_down("#page0", offset=spot(rig, track, step))


async def over(rig: Rig, track: int, step: int) -> None:
    await rig.pilot.hover("#page0", offset=spot(rig, track, step))


async def up(rig: Rig, track: int, step: int) -> None:
    await rig.pilot.mouse_up("#page0", offset=spot(rig, track, step))


def cell_of(rig: Rig, text: str) -> tuple[int, int]:
    """Where a text stands on the screen."""
    for y, line in enumerate(rig.lines()):
        if text in line:
            return line.index(text), y
    raise AssertionError(f"{text} is not on the screen")


async def test_a_click_strikes_and_clears() -> None:
    async with running() as rig:
        await rig.pilot.click("#page0", offset=spot(rig, 1, 2))
        assert rig.rhythm("snare") == "..x.X.......X..o"
        assert (rig.desk.place.track, rig.desk.place.step) == (1, 2)
        assert rig.engine.sent[-1] == Audition("snare", None, 100)
        await rig.pilot.click("#page0", offset=spot(rig, 1, 2))
        assert rig.rhythm("snare") == "....X.......X..o"


async def test_a_stroke_paints_what_its_first_click_did_and_undoes_as_one() -> None:
    async with running() as rig:
        await down(rig, 0, 1)
        for step in (2, 3, 6, 7):
            await over(rig, 0, step)
        await up(rig, 0, 7)
        await over(rig, 0, 12)
        assert rig.rhythm("kick") == "xxxx..xx.x......"
        await rig.press("u")
        assert rig.rhythm("kick") == "x.....x..x......"


async def test_a_stroke_from_a_hit_clears() -> None:
    async with running() as rig:
        await down(rig, 0, 6)
        for step in (7, 8, 9):
            await over(rig, 0, step)
        await up(rig, 0, 9)
        assert rig.rhythm("kick") == "x..............."


async def test_two_strokes_are_two_edits() -> None:
    async with running() as rig:
        for step in (1, 2):
            await rig.pilot.click("#page0", offset=spot(rig, 0, step))
        await rig.press("u")
        assert rig.rhythm("kick").startswith("xx..")


async def test_a_stroke_goes_on_over_the_next_page() -> None:
    async with running((200, 50)) as rig:
        await rig.press("n")
        await down(rig, 2, 15)
        x, y = spot(rig, 2, 0)
        await rig.pilot.hover("#page1", offset=(x, y))
        await rig.pilot.mouse_up("#page1", offset=(x, y))
        assert [at for at, step in enumerate(rig.rhythm("clap", "B")) if step != "."][:6] == [
            4,
            12,
            15,
            16,
            20,
            28,
        ]


async def test_the_wheel_changes_velocity() -> None:
    async with running() as rig:
        page = rig.app.screen.query_one("#page0")
        await rig.pilot._post_mouse_events([_Wheel.up], "#page0", spot(rig, 0, 6))
        assert steps.step_at(rig.song, "A", "kick", 6) == Step(105)
        await rig.pilot._post_mouse_events([_Wheel.down, _Wheel.down], "#page0", spot(rig, 0, 6))
        assert steps.step_at(rig.song, "A", "kick", 6) == Step(95)
        assert page.display


async def test_the_ruler_moves_the_cursor() -> None:
    async with running() as rig:
        await rig.pilot.click("#page0", offset=spot(rig, -1, 9))
        assert (rig.desk.place.track, rig.desk.place.step) == (0, 9)
        assert not rig.session.is_dirty


async def test_a_name_goes_there_and_is_heard() -> None:
    async with running() as rig:
        await rig.pilot.click("#head", offset=(5, 3))
        assert rig.desk.place.track == 2
        assert rig.engine.sent == [Audition("clap")]


async def test_m_and_s_are_switches() -> None:
    async with running() as rig:
        x, y = cell_of(rig, "MS")
        await rig.pilot.click("#head", offset=(x, 2))
        await rig.pilot.click("#head", offset=(x + 1, 3))
        assert rig.song.mixer.strip("snare").mute
        assert rig.song.mixer.strip("clap").solo
        assert y == 2


async def test_transport_items_do_what_they_say() -> None:
    async with running((120, 40)) as rig:
        await rig.pilot.click("#transport", offset=cell_of(rig, "STOP"))
        assert rig.engine.sent == [Play(Cue(pattern="A"))]
        await rig.pilot.click("#transport", offset=cell_of(rig, "loop"))
        assert rig.desk.plays_song
        await rig.pilot.click("#transport", offset=cell_of(rig, "92.0"))
        assert type(rig.app.screen).__name__ == "FormScreen"


async def test_knobs_are_picked_and_turned() -> None:
    async with running((200, 50)) as rig:
        x, y = cell_of(rig, "gain")
        await rig.pilot.click("#mix", offset=(12, 3))
        assert (rig.desk.pane, rig.desk.knob, rig.desk.track) == (Pane.INSPECTOR, "strip.gain_db", "snare")
        inspector = rig.app.screen.query_one("#inspector")
        lines = [at for at, line in enumerate(rig.lines()) if "gain" in line[inspector.region.x :]]
        place = (10, lines[0] - inspector.region.y)
        await rig.pilot._post_mouse_events([_Wheel.up, _Wheel.up], "#inspector", place)
        assert value_of(rig.song.mixer.strip("snare").values, GAIN) == 1.0
        assert x and y


async def test_the_wheel_turns_what_is_under_it_and_moves_nothing_else() -> None:
    async with running((200, 50)) as rig:
        inspector = rig.app.screen.query_one("#inspector")
        x = inspector.region.x
        for name in ("cutoff", "chance"):
            y = next(at for at, line in enumerate(rig.lines()) if f" {name} " in line[x : x + 14])
            place = (10, y - inspector.region.y)
            await rig.pilot._post_mouse_events([_Wheel.down, _Wheel.down], "#inspector", place)
            await rig.pilot.click("#inspector", offset=place)
            assert rig.desk.pane is Pane.INSPECTOR
            await rig.press("escape")
        step = steps.step_at(rig.song, "A", "kick", 0)
        assert step is not None
        assert step.chance == 90
        assert [name for name, _ in step.locks] == ["cutoff_hz"]
        await rig.press("u")
        assert steps.step_at(rig.song, "A", "kick", 0) == Step(locks=step.locks)


async def test_patterns_and_sections_are_picked() -> None:
    async with running((200, 50)) as rig:
        pane = rig.app.screen.query_one("#sections")
        _, y = cell_of(rig, "hook")
        await rig.pilot.click("#sections", offset=(8, y - pane.region.y))
        assert (rig.desk.pane, rig.desk.section) == (Pane.SECTIONS, 1)
        await rig.pilot.click("#sections", offset=(2, 2))
        assert rig.desk.place.pattern == "B"


class _Wheel:
    """The wheel's events, which the Pilot has no words for."""

    from textual.events import MouseScrollDown as down
    from textual.events import MouseScrollUp as up
