"""The screen as text, at every size: no line sticks out, and what must be there is there."""

import pytest
from rich.cells import cell_len

from beatterm.engine.messages import DeviceState, Notice, Snapshot
from beatterm.model.kit import Kit, Layer, Sound
from beatterm.model.time import SIXTEENTH_TICKS
from tests.ui.rig import Rig, running

SIZES = [(60, 18), (80, 24), (120, 40), (200, 50)]
ALWAYS = (
    "STOP",
    "1.1.1",
    "92.0",
    "EDIT",
    "night-bus.beat",
    "kick",
    "bass",
    "step",
    "velocity",
    "load",
    "xruns",
)
AT_200 = (
    "Inspector",
    "Mix",
    "Master and kit",
    "Patterns and sections",
    "Keys",
    "reverb",
    "verse",
    "hook",
    "limiter",
)
PLAYING = {
    "running": True,
    "pattern": "A",
    "tick": 22 * SIXTEENTH_TICKS,
    "pattern_tick": 22 * SIXTEENTH_TICKS,
    "queued": "B",
    "peaks": (0.5, 0.1),
    "master": (0.5, 0.25),
    "reduction_db": -1.5,
    "load": 0.31,
    "xruns": 3,
}


def fits(rig: Rig, size: tuple[int, int]) -> None:
    lines = rig.lines()
    assert len(lines) == size[1]
    assert {cell_len(line) for line in lines} == {size[0]}


@pytest.mark.parametrize("charset", ["unicode", "ascii"])
@pytest.mark.parametrize("size", SIZES)
async def test_every_line_is_as_wide_as_the_screen(size: tuple[int, int], charset: str) -> None:
    async with running(size, charset=charset) as rig:
        for keys in ("", "tab", "tab", "g", "escape ?", "escape :"):
            await rig.press(keys)
            fits(rig, size)


@pytest.mark.parametrize("size", SIZES)
async def test_what_must_be_there_is_there(size: tuple[int, int]) -> None:
    async with running(size) as rig:
        text = rig.text()
        assert [word for word in ALWAYS if word not in text] == []


async def test_a_large_screen_uses_its_room() -> None:
    async with running((200, 50)) as rig:
        text = rig.text()
        assert [word for word in AT_200 if word not in text] == []


async def test_the_mix_has_all_columns_and_the_kit_says_what_it_leaves_out() -> None:
    async with running((200, 50)) as rig:
        heads = next(line for line in rig.lines() if "resonance" in line and "gain" in line)
        assert heads.split("resonance")[1].split()[:2] == ["reverb", "delay"]
        sounds = tuple(Sound(f"drum-{at}", (Layer(127, ("x.wav",)),)) for at in range(40))
        rig.shelf.kits["deep"] = Kit("deep", title="Deep", about="long " * 20, sounds=sounds)
        await rig.press("g k")
        await rig.press("d e e p enter")
        await rig.see()
        assert "long…" in rig.text() and "drum-17" in rig.text() and "and 22 more" in rig.text()


async def test_ascii_is_ascii() -> None:
    async with running((200, 50), charset="ascii") as rig:
        await rig.see(**PLAYING)
        for keys in (
            "tab",
            "tab",
            "?",
            "escape :",
            "escape Z",
            "escape g o",
            "escape escape g",
            "escape e q",
        ):
            assert rig.text().isascii()
            await rig.press(keys)
        rig.app.perform(lambda desk: desk.front.warn("Out of tune."))
        await rig.settle()
        assert rig.text().isascii()


async def test_the_transport_tells_how_it_goes() -> None:
    async with running((120, 40)) as rig:
        rig.engine.waiting = [DeviceState("HDA Intel", 48000, 128, 0.0053, False)]
        await rig.see(**PLAYING)
        top = "\n".join(rig.lines()[:2])
        said = (
            "PLAY",
            "2.2.3",
            "A → B",
            "-6.0 dB",
            "limit -1.5 dB",
            "load 31%",
            "xruns 3",
            "HDA Intel",
            "48 kHz",
        )
        assert [word for word in said if word not in top] == []


async def test_what_has_no_room_in_the_transport_is_left_out_or_cut_with_a_sign() -> None:
    async with running((80, 24)) as rig:
        await rig.press("P o")
        await rig.see(running=True, pattern="A", section=0, queued="B", tempo=92.0)
        assert "A → B  song: ver… L" in rig.lines()[0]
        assert "sw" not in rig.lines()[0]


async def test_no_sound_card_is_said() -> None:
    async with running((80, 24)) as rig:
        rig.engine.waiting = [DeviceState("null", 48000, 128, 0.0, True)]
        await rig.see()
        assert "no sound card" in rig.lines()[1]


@pytest.mark.parametrize("size", [(59, 18), (60, 17), (20, 5), (1, 1)])
async def test_too_small_says_what_it_needs(size: tuple[int, int]) -> None:
    async with running(size) as rig:
        fits(rig, size)
        if size[0] > 30:
            assert "beatterm needs 60x18" in rig.text()
            assert f"This window is {size[0]}x{size[1]}" in rig.text()


async def test_growing_again_brings_everything_back() -> None:
    async with running((80, 24)) as rig:
        before = rig.text()
        for size in ((30, 8), (200, 50), (60, 18), (80, 24)):
            await rig.pilot.resize_terminal(*size)
            await rig.see()
            fits(rig, size)
        assert rig.text() == before


@pytest.mark.parametrize("keys", ["?", ":", "Z", "g o", "g", "enter q"])
async def test_resizing_with_something_open_while_playing_is_harmless(keys: str) -> None:
    async with running((80, 24)) as rig:
        await rig.press(keys)
        for size in ((30, 8), (200, 50), (60, 18)):
            await rig.pilot.resize_terminal(*size)
            await rig.see(**PLAYING)
            fits(rig, size)
        await rig.press("escape")


async def test_more_tracks_than_rows_scroll_with_the_cursor() -> None:
    async with running((60, 18)) as rig:
        for _ in range(20):
            await rig.press("I")
            await rig.press("enter")
        assert "27" in rig.text()
        assert "▲" in rig.lines()[2]
        await rig.press(" ".join(["up"] * 26))
        assert " 1 kick" in rig.text()
        assert "▼" in rig.lines()[2]


async def test_long_patterns_turn_pages_with_the_cursor() -> None:
    async with running((80, 24)) as rig:
        await rig.press("n")
        assert "1  ·  ·" in rig.lines()[2]
        await rig.press("pagedown")
        assert "5  ·  ·" in rig.lines()[2]
        await rig.press("home")
        assert "1  ·  ·" in rig.lines()[2]


async def test_the_view_follows_the_playhead_when_asked() -> None:
    async with running((80, 24)) as rig:
        await rig.press("n")
        at_20 = {"running": True, "pattern": "B", "pattern_tick": 20 * SIXTEENTH_TICKS}
        await rig.see(**at_20)
        assert "▼" not in rig.lines()[2]
        await rig.press("G")
        await rig.see(**at_20)
        assert "▼" in rig.lines()[2]
        await rig.see(**(at_20 | {"pattern": "A"}))
        assert rig.desk.place.pattern == "A"


async def test_rows_shorter_than_the_pattern_have_a_playhead_of_their_own() -> None:
    async with running((80, 24)) as rig:
        await rig.see(running=True, pattern="A", pattern_tick=14 * SIXTEENTH_TICKS)
        page = rig.app.screen.query_one("#page0")
        assert page._ruler_head == 14  # type: ignore[attr-defined]
        assert page._heads == (14, 14, 14, 2, 14, 14, 14)  # type: ignore[attr-defined]


async def test_long_news_and_errors_stand_long_enough_to_be_read() -> None:
    async with running((80, 24)) as rig:
        rig.engine.waiting = [Notice("The sound card was unplugged; the beat goes on without sound.", True)]
        await rig.see()
        for _ in range(30):
            rig.app.tick()
        assert "The sound card was unplugged" in rig.lines()[-1]
        for _ in range(200):
            rig.app.tick()
        await rig.settle()
        assert "kick step 1: 100" in rig.lines()[-1]


async def test_a_full_step_of_the_playhead_draws_each_line_once() -> None:
    """The second time around, every line comes out of the page's store."""
    async with running((80, 24)) as rig:
        page = rig.app.screen.query_one("#page0")
        for step in range(17):
            await rig.see(running=True, pattern="A", pattern_tick=step * SIXTEENTH_TICKS)
        kept = dict(page._lines)  # type: ignore[attr-defined]
        await rig.see(running=True, pattern="A", pattern_tick=5 * SIXTEENTH_TICKS)
        assert page.render_lines(page.size.region)[1] is kept[0, 5]


async def test_one_step_leaves_other_lines_as_they_were() -> None:
    async with running((80, 24)) as rig:
        page = rig.app.screen.query_one("#page0")
        before = page.render_lines(page.size.region)
        await rig.press("enter")
        after = page.render_lines(page.size.region)
        assert [one is other for one, other in zip(before, after, strict=True)] == [True, False, *[True] * 6]


async def test_the_terminals_cursor_stands_on_the_step() -> None:
    async with running((80, 24)) as rig:
        await rig.press("down right right")
        x, y = rig.app.cursor_position
        assert rig.lines()[y][x] == "·"
        await rig.press("enter")
        assert rig.lines()[y][x] == "■"


async def test_the_screens_clock_strikes_once_more_while_the_app_closes() -> None:
    async with running((80, 24)) as rig:
        await rig.press("n", "G")
        rig.engine.now = Snapshot(running=True, pattern="B", pattern_tick=20 * SIXTEENTH_TICKS)
    rig.app.tick()
    assert not rig.app.screen_stack
