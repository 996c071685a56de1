"""Recording on the screen: takes, steps entered one by one, tapped tempo, and how it is asked for."""

from dataclasses import replace

from textual.widgets import Input

from beatterm.engine.messages import SetClick, Snapshot
from beatterm.library.settings import Settings
from beatterm.model.edits.steps import step_at
from beatterm.model.step import Step
from beatterm.ui.input.layouts import QWERTY
from tests.ui.fingers import S, press_at
from tests.ui.rig import key_event, running


async def test_a_take_is_recorded_and_taken_back_as_one() -> None:
    async with running() as rig:
        rig.desk.recorder.options = replace(rig.desk.recorder.options, quantise=100)
        await rig.press("i o space")
        first = rig.song
        for at, key in ((0.1, "x"), (1, "c"), (4.2, "x")):
            tick = round(at * S)
            rig.engine.now = Snapshot(True, tick, "A", tick, tempo=92.0, heard_seconds=float(at))
            await press_at(rig, (at, key))
            await rig.press("right")
        await rig.see(
            running=True, tick=6 * S, pattern="A", pattern_tick=6 * S, tempo=92.0, heard_seconds=6.0
        )
        assert rig.rhythm("snare").startswith("x...x")
        assert rig.rhythm("clap").startswith(".x")
        assert "Undo" in rig.text() or rig.session.is_dirty
        await rig.press("u")
        assert rig.song == first


async def test_the_pattern_that_is_recorded_into_comes_onto_the_screen() -> None:
    async with running() as rig:
        await rig.press("P i o space")
        await rig.see(running=True, pattern="B", section=1)
        assert rig.desk.place.pattern == "B"
        await rig.press("escape N")
        await rig.see(running=True, pattern="B", section=1)
        assert rig.desk.place.pattern == "A", "who looks at another one meanwhile may"
        await rig.press("o")
        await rig.see(running=True, pattern="B", section=1)
        assert rig.desk.place.pattern == "A"


async def test_steps_are_entered_one_by_one() -> None:
    async with running() as rig:
        await rig.press("K j j j j j j o O")
        await rig.press("escape")
        rig.desk.hands.edit_step = 2
        await rig.press('D "')
        await press_at(rig, (1, "z"), (2, "="), (3, "m"))
        await rig.press("enter")
        await press_at(rig, (4, "q"))
        lane = [step_at(rig.song, "A", "bass", at) for at in range(10)]
        assert lane[0] == Step(notes=(36,), length=4)
        assert lane[4] == Step(notes=(47,))
        assert lane[6] is None
        assert lane[8] == Step(notes=(48,))
        await rig.press("backspace backspace backspace")
        assert [step_at(rig.song, "A", "bass", at) is None for at in (0, 4, 8)] == [False, True, True]
        assert rig.desk.place.step == 4


async def test_tempo_is_tapped_by_when_keys_arrived() -> None:
    async with running() as rig:
        events = [key_event("T") for _ in range(4)]
        for at, event in enumerate(events):
            rig.time[0] = at * 0.4
            rig.app._arrived(event)
        rig.time[0] = 9.0
        for event in events:
            rig.send(event)
        await rig.settle()
        assert rig.song.tempo == 150.0


async def test_record_and_fill_and_the_count_in_are_shown() -> None:
    for size in ((60, 18), (80, 24), (200, 50)):
        async with running(size) as rig:
            await rig.press("o i")
            assert "REC" in rig.lines()[0]
            await rig.see(running=True, tick=-1, pattern="A", pattern_tick=-1, fill="bar")
            assert "in 1 " in rig.lines()[0]
            assert "FILL 1" in rig.lines()[0]
            await rig.see(running=True, tick=-4 * 3360, pattern="A", pattern_tick=-4 * 3360, fill="on")
            assert "in 4 " in rig.lines()[0]
            assert "PADS" in rig.lines()[0]


async def test_how_to_record_is_asked_and_remembered() -> None:
    kept: dict[str, object] = {}
    async with running(keep=kept.update) as rig:
        await rig.press("O")
        answers = ("50", "replace", "2", "on", "4")
        for field, answer in zip(rig.app.screen.query(Input), answers, strict=True):
            field.value = answer
        await rig.press("enter")
        assert kept == {"quantise": 50, "record": "replace", "count_in": 2, "click": True, "edit_step": 4}
        options = rig.desk.recorder.options
        assert (options.quantise, options.replaces, options.count_in_bars) == (50, True, 2)
        assert rig.desk.hands.edit_step == 4
        assert SetClick(True) in rig.engine.sent


async def test_settings_are_how_the_player_begins() -> None:
    settings = Settings(layout="dvorak", quantise=20, record="replace", count_in=3, click=True, edit_step=2)
    async with running(settings=settings) as rig:
        assert rig.desk.hands.layout.name == "dvorak"
        assert rig.desk.recorder.options.replaces
        assert rig.desk.hands.click
    own = ("1234567890", "zertyuiopa", "sdfghjklmq", "xcvbnw,.-ü")
    async with running(settings=Settings(layout="custom", custom_layout=own)) as rig:
        assert rig.desk.hands.layout.pads[:4] == tuple("xcvb")
    async with running(settings=Settings(layout="custom")) as rig:
        assert rig.desk.hands.layout is QWERTY
        assert "custom_layout" in rig.text()
    async with running(settings=Settings(layout="qwert")) as rig:
        assert "no layout qwert" in rig.text()
