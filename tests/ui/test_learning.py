"""Controls of hardware learned for what the screen can turn."""

from dataclasses import replace

import pytest

from beatterm.engine.edits import SetMixer
from beatterm.engine.midi.messages import MidiTurned
from beatterm.model.edits.midi import set_midi_field
from beatterm.model.field_param import OFF
from beatterm.model.midi_setup import Learned
from beatterm.ui.desk import learning
from beatterm.ui.desk.desk import Pane
from beatterm.ui.desk.knobs import knobs
from beatterm.ui.desk.midi_knobs import CONTROLS
from tests.ui.ports import LEARNED, SETUP, report
from tests.ui.rig import Rig, running


async def test_a_control_is_learned_for_the_knob_under_the_cursor() -> None:
    async with running((120, 30), midi=replace(SETUP, learned=())) as rig:
        await rig.press("tab")
        rig.desk.knob = "strip.gain_db"
        await rig.press("m")
        assert "LEARN" in rig.text()
        await report(rig, MidiTurned("keys", 2, 21, 1.0))
        assert rig.desk.midi.setup.learned == (Learned("keys", 2, 21, "mixer.kick.gain_db"),)
        assert "keys channel 2 cc 21 turns mix of kick, gain_db" in rig.text()
        assert "LEARN" not in rig.text()
        assert isinstance(rig.engine.sent[-1], SetMixer)
        await rig.press("u")
        assert rig.song.mixer.strips == ()


@pytest.mark.parametrize(
    ("knob", "path"),
    [
        ("strip.pan", "mixer.kick.pan"),
        ("sound.pitch", "sound.kick.pitch"),
        ("delay.feedback", "effect.delay.feedback"),
        ("song.tempo", "song.tempo"),
        ("master.gain_db", "master.gain_db"),
        ("row.swing", "track.kick.swing"),
        ("pattern.chance", "pattern.chance"),
        ("step.velocity", "step.velocity"),
        ("mix-lock.pan", "lock.pan"),
        ("sound.sound", "sound.kick.sound"),
        ("song.groove", "song.groove"),
        ("row.groove", "track.kick.groove"),
    ],
)
async def test_knobs_of_every_kind_can_be_learned(knob: str, path: str) -> None:
    async with running(midi=SETUP) as rig:
        await rig.press("tab")
        rig.desk.knob = knob
        await rig.press("m")
        assert rig.desk.midi.learning == path
        await rig.press("escape")
        assert rig.desk.midi.learning == ""
        assert rig.desk.pane is Pane.INSPECTOR


async def test_every_knob_of_the_inspector_can_be_learned_and_turned() -> None:
    """All but the numbers of control changes. Off is no output to turn to: it forgets all that is sent."""
    setup = replace(SETUP, learned=())
    async with running(midi=setup) as rig:
        rig.desk.edit("midi", lambda song: set_midi_field(song, "kick", channel=2))
        for knob in [each for each in knobs(rig.desk) if each.kind != CONTROLS]:
            words = tuple(word for word in knob.param.choices if (knob.key, word) != ("midi.output", OFF))
            ends = (words[0], words[-1]) if words else (knob.param.low, knob.param.high)
            path = learning.path_of(rig.desk, knob)
            rig.desk.midi.change(replace(setup, learned=(Learned("keys", 1, 20, path),)))
            for share, end in zip((0.0, 1.0), ends, strict=True):
                rig.desk.midi.take([MidiTurned("keys", 1, 20, share)])
                turned = next(each for each in knobs(rig.desk) if each.key == knob.key)
                assert turned.value == end, path


@pytest.mark.parametrize(
    ("knob", "sent", "words"),
    [("midi-cc.pan", True, "pan: a control would pass by"), ("midi.output", False, "kick is not sent to")],
)
async def test_what_no_control_can_turn_says_why(knob: str, sent: bool, words: str) -> None:
    async with running((140, 30), midi=SETUP) as rig:
        if sent:
            rig.desk.edit("midi", lambda song: set_midi_field(song, "kick", channel=2))
        await rig.press("tab")
        rig.desk.knob = knob
        await rig.press("m")
        assert words in rig.text()
        assert rig.desk.midi.learning == ""


async def test_setup_shows_a_list_that_a_control_goes_through() -> None:
    learned = (replace(LEARNED, path="sound.kick.sound"), replace(LEARNED, path="sound.gong.sound"))
    async with running((120, 30), midi=replace(SETUP, learned=learned)) as rig:
        await rig.press("5")
        assert "cc 74   sound of kick, sound" in rig.text()
        assert "sound.gong.sound (not in this song)" in rig.text()


async def test_a_control_turns_the_hits_at_the_cursor_and_a_run_of_turns_is_one_undo() -> None:
    velocity = Learned("keys", 1, 20, "step.velocity")
    async with running(midi=replace(SETUP, learned=(velocity,))) as rig:
        before = rig.song
        for share in (0.2, 0.6, 1.0):
            await report(rig, MidiTurned("keys", 1, 20, share))
        assert velocities(rig)[:2] == [127, 100]
        await rig.press("right right right right right right")
        await report(rig, MidiTurned("keys", 1, 20, 0.0))
        assert velocities(rig)[:2] == [127, 1]
        await rig.press("u")
        assert velocities(rig)[:2] == [127, 100]
        await rig.press("u")
        assert rig.song == before


def velocities(rig: Rig) -> list[int]:
    """Those of the kick's hits."""
    row = rig.song.patterns[0].track("kick")
    return [step.velocity for step in row.steps if step] if row else []


async def test_a_pattern_that_a_control_shortens_keeps_the_cursor_inside() -> None:
    length = Learned("keys", 1, 20, "pattern.length")
    async with running(midi=replace(SETUP, learned=(length,))) as rig:
        await rig.press("end")
        for name in ("pattern.length", *(f"track.{each.name}.length" for each in rig.song.tracks)):
            rig.desk.midi.change(replace(SETUP, learned=(replace(length, path=name),)))
            await report(rig, MidiTurned("keys", 1, 20, 0.0))
        assert rig.song.patterns[0].length == 1
        assert rig.desk.place == rig.desk.place.within(rig.song)


async def test_what_is_tried_out_learns_a_control_and_is_turned_by_it_alone() -> None:
    gain = Learned("keys", 1, 7, "mixer.kick.gain_db")
    async with running((120, 30), midi=replace(SETUP, learned=(gain,))) as rig:
        await rig.press("f e", "m")
        assert rig.desk.tuner is not None
        name = rig.desk.tuner.param.name
        await report(rig, MidiTurned("keys", 1, 30, 1.0))
        assert rig.desk.midi.setup.learned[-1] == Learned("keys", 1, 30, f"tuner.{name}")
        assert rig.desk.tuner.values[name] == rig.desk.tuner.param.high
        await report(rig, MidiTurned("keys", 1, 7, 1.0), MidiTurned("keys", 1, 30, 0.0))
        assert rig.desk.tuner.values[name] == rig.desk.tuner.param.low
        await rig.press("escape")
        assert rig.song.mixer.strips == ()
        await report(rig, MidiTurned("keys", 1, 30, 0.5))
        assert rig.desk.midi.name_of(f"tuner.{name}") == f"what is tried out, {name}"
