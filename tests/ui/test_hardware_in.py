"""What keyboards, pads and controllers do on the screen."""

import pytest

from beatterm.engine.messages import Audition, Queue
from beatterm.engine.midi.messages import Aim, MidiAsked, MidiPlayed
from beatterm.model.edits.midi import set_midi_field
from beatterm.model.step import Step
from beatterm.sequencer.live import Cue
from tests.ui.ports import SETUP, report
from tests.ui.rig import running


async def test_a_keyboard_plays_the_track_under_the_cursor() -> None:
    async with running(midi=SETUP) as rig:
        await rig.press("down")
        assert Aim("snare", Cue(pattern="A")) in rig.engine.sent
        await report(rig, MidiPlayed("keys", "", 64, 90, 1.0))
        assert rig.engine.sent[-1] == Audition("snare", None, 90)
        for _ in range(6):
            await rig.press("down")
        await report(rig, MidiPlayed("keys", "", 64, 90, 2.0), MidiPlayed("keys", "", 64, 0, 2.1))
        assert rig.engine.sent[-1] == Audition("bass", 64, 90)


async def test_what_the_engine_has_sounded_is_not_sounded_again() -> None:
    async with running(midi=SETUP) as rig:
        await report(
            rig, MidiPlayed("pads", "snare", None, 90, 1.0), MidiPlayed("pads", "gone", None, 90, 1.0)
        )
        assert not any(isinstance(command, Audition) for command in rig.engine.sent)


async def test_what_is_played_over_midi_is_recorded_at_its_time() -> None:
    async with running(midi=SETUP) as rig:
        await rig.press("o space")
        await rig.see(running=True, pattern="A", tick=0, tempo=92.0, heard_seconds=100.0)
        step = 60 / 92 / 4
        await report(rig, MidiPlayed("pads", "clap", None, 90, 100.0 + 4 * step))
        await rig.see(
            running=True,
            pattern="A",
            tick=5 * 840,
            pattern_tick=5 * 840,
            tempo=92.0,
            heard_seconds=100 + 5 * step,
        )
        assert rig.rhythm("clap") == "....?..........."
        await rig.press("u")
        assert set(rig.rhythm("clap")) <= {"."}


async def test_what_a_key_holds_is_recorded_as_long_as_it_is_held() -> None:
    step = 60 / 92 / 4
    async with running(midi=SETUP) as rig:
        rig.desk.edit("midi", lambda song: set_midi_field(song, "bass", channel=2))
        await rig.press("o space")

        async def see(at: int) -> None:
            now = {"tick": at * 840, "pattern_tick": at * 840, "heard_seconds": 100.0 + at * step}
            await rig.see(running=True, pattern="A", tempo=92.0, **now)

        await see(0)
        await report(rig, MidiPlayed("keys", "bass", 50, 90, 100.0 + 8 * step, 3))
        await see(10)
        await rig.press("up")
        await report(rig, MidiPlayed("keys", "bass", 50, 0, 100.0 + 11 * step, 3))
        await see(13)
        row = rig.song.patterns[0].track("bass")
        assert row is not None
        assert row.steps[8] == Step(90, (50,), length=3)


@pytest.mark.parametrize(("number", "shown"), [(1, "B"), (7, "A")])
async def test_a_program_chooses_a_pattern(number: int, shown: str) -> None:
    async with running((120, 30), midi=SETUP) as rig:
        await rig.press("space")
        await report(rig, MidiAsked("pattern", number))
        assert rig.desk.place.pattern == shown
        assert (Queue(Cue(pattern="B")) in rig.engine.sent) is (shown == "B")
        assert ("there are 2 patterns" in rig.text()) is (shown == "A")


async def test_hardware_arms_the_recorder() -> None:
    async with running(midi=SETUP) as rig:
        for what, is_armed in (
            ("record", True),
            ("record", True),
            ("record exit", False),
            ("record exit", False),
        ):
            await report(rig, MidiAsked(what))
            assert rig.desk.recorder.is_armed == is_armed
