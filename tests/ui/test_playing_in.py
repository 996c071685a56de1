"""The layers on the screen: what the keys play, when they are text, and that nothing sounds twice."""

from dataclasses import replace

import pytest

from beatterm.engine.messages import Snapshot, StartRoll, StopRoll
from beatterm.library.settings import Settings
from beatterm.model.edits.steps import step_at
from beatterm.model.song import Song, TrackSetup
from beatterm.model.step import Step
from beatterm.ui.desk.hands import Layer
from beatterm.ui.input.layouts import LAYOUTS
from tests.session.fakes import SOUND_NAMES, make_song
from tests.ui.fingers import S, heard, press_at
from tests.ui.rig import key_event, running


def wide_song() -> Song:
    """A song of 20 tracks: more than a bank of pads."""
    song = make_song()
    more = tuple(TrackSetup(f"t{at}", "rim") for at in range(20 - len(song.tracks)))
    return replace(song, tracks=(*song.tracks, *more))


async def test_sixteen_pads_play_the_tracks_from_the_bottom_left_on() -> None:
    async with running(song=wide_song()) as rig:
        names = [setup.name for setup in rig.song.tracks]
        await rig.press("i")
        for at, key in enumerate("zxcvasdfqwer1234"):
            await press_at(rig, (at, key))
            assert heard(rig)[-1][0] == names[at]
        await press_at(rig, (20, "*"), (21, "z"), (22, "v"), (23, "a"))
        assert [track for track, _, _ in heard(rig)[16:]] == [names[16], names[19]]


async def test_shift_is_an_accent_and_the_rest_of_the_keys_stay() -> None:
    async with running() as rig:
        await rig.press("i")
        await press_at(rig, (1, "Z"), (2, "A"), (3, "u"), (4, "z"))
        assert heard(rig) == [("kick", None, 127), ("open", None, 127), ("kick", None, 100)]
        await rig.press("down")
        assert rig.desk.place.track == 1


async def test_the_badge_names_the_layer() -> None:
    async with running() as rig:
        for keys, badge in (("", "EDIT"), ("i", "PADS"), ("escape t", "TRIGS"), ('escape "', "PIANO")):
            await rig.press(keys)
            assert rig.lines()[0].rstrip().endswith(badge)
        await rig.press("escape")
        assert rig.lines()[0].rstrip().endswith("EDIT")


async def test_trigs_toggle_the_steps_of_the_page() -> None:
    async with running() as rig:
        await rig.press("t")
        await press_at(rig, (1, "q"), (2, "w"), (3, "a"), (4, "K"))
        assert rig.rhythm("kick") == ".x....x.xx.....X"
        await rig.press("escape n pagedown t")
        await press_at(rig, (5, "w"))
        assert rig.rhythm("kick", "B")[17] == "x"


async def test_two_rows_are_a_piano() -> None:
    async with running() as rig:
        await rig.press('K j j j j j j "')
        await press_at(rig, *((at, key) for at, key in enumerate("zsxmq2uM")))
        assert heard(rig) == [
            ("bass", 36, 100),
            ("bass", 37, 100),
            ("bass", 38, 100),
            ("bass", 47, 100),
            ("bass", 48, 100),
            ("bass", 49, 100),
            ("bass", 59, 100),
            ("bass", 47, 127),
        ]


async def test_a_key_that_is_held_is_struck_once_more_at_most_and_recorded_once() -> None:
    async with running() as rig:
        await rig.press("i o")
        rig.desk.recorder.options = replace(rig.desk.recorder.options, quantise=0)
        for moment in (0.0, 0.5, 0.53, 0.56, 0.59):
            tick = round(moment * rig.song.tempo * 56)
            rig.engine.now = Snapshot(True, tick, "A", tick, tempo=rig.song.tempo, heard_seconds=100 + moment)
            await press_at(rig, (100 + moment, "v"))
        assert len(heard(rig)) == 2
        await rig.see(
            running=True, tick=8 * S, pattern="A", pattern_tick=8 * S, tempo=92.0, heard_seconds=101.3
        )
        assert rig.rhythm("hat") == "x.x.x.x.x.xo"
        rig.desk.recorder.end()
        assert step_at(rig.song, "A", "hat", 0) == Step()


async def test_fast_fingers_are_not_taken_for_a_held_key() -> None:
    async with running() as rig:
        await rig.press("i")
        await press_at(rig, *((at * 0.083, "z") for at in range(12)))
        assert len(heard(rig)) == 12


async def test_a_held_trig_toggles_once() -> None:
    async with running() as rig:
        await rig.press("t")
        await press_at(rig, (0.0, "w"), (0.4, "w"), (0.43, "w"), (0.46, "w"))
        assert rig.rhythm("kick") == "xx....x..x......"


async def test_a_key_struck_as_it_arrives_is_not_struck_again_by_the_screen() -> None:
    async with running() as rig:
        await rig.press("i")
        for at, key in enumerate("zxz"):
            rig.time[0] = float(at)
            event = key_event(key)
            rig.app._arrived(event)
            assert len(heard(rig)) == at + 1
            rig.send(event)
        await rig.settle()
        assert [track for track, _, _ in heard(rig)] == ["kick", "snare", "kick"]


async def test_a_key_is_left_to_the_screen_until_it_is_through_with_those_before() -> None:
    async with running() as rig:
        events = [key_event(key) for key in "iz"]
        for event in events:
            rig.app._arrived(event)
        assert heard(rig) == []
        for event in events:
            rig.send(event)
        await rig.settle()
        assert [track for track, _, _ in heard(rig)] == ["kick"]


async def test_after_the_first_of_two_keys_a_letter_is_no_pad() -> None:
    async with running() as rig:
        await rig.press("i g")
        event = key_event("z")
        rig.app._arrived(event)
        rig.send(event)
        await rig.settle()
        assert heard(rig) == []


@pytest.mark.parametrize("opens", [":", "?", "g n", "O"])
async def test_in_a_dialog_keys_are_text(opens: str) -> None:
    async with running() as rig:
        await rig.press("i")
        await rig.press(opens)
        for at, key in enumerate("zxcv"):
            rig.time[0] = float(at)
            event = key_event(key)
            rig.app._arrived(event)
            rig.send(event)
        await rig.settle()
        assert heard(rig) == []
        await rig.press("escape")
        await press_at(rig, (9.0, "z"))
        assert [track for track, _, _ in heard(rig)] == ["kick"]


async def test_note_repeat_is_a_latch() -> None:
    async with running() as rig:
        await rig.press("i 7")
        await press_at(rig, (1, "z"), (2, "x"), (3, "z"), (4, "8"), (5, "8"), (6, "c"))
        rolls = [each for each in rig.engine.sent if isinstance(each, StartRoll | StopRoll)]
        assert rolls == [
            StopRoll(None),
            StartRoll("kick", None, 100, S),
            StartRoll("snare", None, 100, S),
            StopRoll("kick"),
            StopRoll(None),
            StartRoll("snare", None, 100, 560),
            StopRoll(None),
        ]
        assert heard(rig) == [("clap", None, 100)]


async def test_the_rate_of_note_repeat_stands_in_the_badge() -> None:
    async with running() as rig:
        await rig.press("i 8")
        assert rig.lines()[0].rstrip().endswith("PADS 1/16t")
        await rig.press("8")
        assert rig.lines()[0].rstrip().endswith("PADS")


async def test_the_piano_shows_its_notes() -> None:
    async with running((200, 50)) as rig:
        await rig.press('K j j j j j j "')
        assert all(shown in rig.text() for shown in ("z c", "m b", "q c", "u b", "s c#"))
    async with running((80, 24)) as rig:
        await rig.press('K j j j j j j "')
        assert "Piano: bass" in rig.text()
        assert all(shown in rig.text() for shown in ("z c2", "m b2", "q c3", "u b3", "s c#2"))
        await rig.press("o")
        assert "Piano: bass, enters notes every 1" in rig.text()


async def test_stopping_ends_what_repeats() -> None:
    async with running() as rig:
        await rig.press("space i 7 z space")
        assert rig.engine.sent[-2] == StopRoll(None)
        assert rig.desk.instrument.rolling == ()


@pytest.mark.parametrize(
    ("size", "shown"), [((80, 24), True), ((120, 30), True), ((200, 50), True), ((60, 18), True)]
)
async def test_the_pads_are_shown_where_there_is_room(size: tuple[int, int], shown: bool) -> None:
    async with running(size) as rig:
        await rig.press("i")
        assert ("Pads, velocity 100" in rig.text()) is shown
        assert all(f" {key} {name}" in rig.text() for key, name in zip("zxcvasd", SOUND_NAMES, strict=True))
        await rig.press('escape "')
        assert "Piano" in rig.text()
        await rig.press("escape")
        assert "Pads" not in rig.text()


async def test_a_layout_is_chosen_and_remembered() -> None:
    kept: dict[str, object] = {}
    async with running(keep=kept.update) as rig:
        await rig.press("g i")
        for letter in "azerty":
            rig.send(key_event(letter))
        await rig.press("enter")
        assert kept == {"layout": "azerty"}
        await rig.press("i")
        await press_at(rig, (1, "w"), (2, "q"), (3, "&"))
        assert [track for track, _, _ in heard(rig)] == ["kick", "open"]


@pytest.mark.parametrize("layer", list(Layer))
@pytest.mark.parametrize("name", LAYOUTS)
async def test_every_layer_can_be_left_and_stops_on_every_layout(layer: Layer, name: str) -> None:
    async with running(settings=Settings(layout=name)) as rig:
        rig.desk.hands.layer = layer
        await rig.press("down")
        await rig.press("space f9 f7 f8 escape")
        assert rig.desk.hands.layer is Layer.EDIT
        assert rig.desk.recorder.is_armed
        assert rig.engine.now.running
