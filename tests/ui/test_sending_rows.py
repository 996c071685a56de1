"""What a track sends, set in the inspector."""

import pytest

from beatterm.model.edits.midi import set_midi_field
from beatterm.model.midi import Control, MidiOut
from tests.session.fakes import make_song
from tests.ui.ports import SETUP
from tests.ui.rig import Rig, running


async def go(rig: Rig, knob: str, keys: str) -> MidiOut | None:
    """Press keys with the inspector's cursor on a knob; what the first track sends then."""
    await rig.press("tab")
    rig.desk.knob = knob
    await rig.press(keys)
    return rig.song.tracks[0].midi


@pytest.mark.parametrize(
    ("knob", "keys", "wanted"),
    [
        ("midi.output", "+", MidiOut("")),
        ("midi.output", "+ +", MidiOut("synth")),
        ("midi.output", "+ d", None),
    ],
)
async def test_a_track_is_sent_to_an_output(knob: str, keys: str, wanted: MidiOut | None) -> None:
    async with running(midi=SETUP) as rig:
        assert await go(rig, knob, keys) == wanted


@pytest.mark.parametrize(
    ("knob", "keys", "wanted"),
    [
        ("midi.channel", "-", MidiOut(channel=9)),
        ("midi.note", "+", MidiOut(note=0)),
        ("midi.note", "> > > > +", MidiOut(note=40)),
        ("midi.note", "> d", MidiOut()),
        ("midi.program", "+ +", MidiOut(program=2)),
        ("midi.bank", "+", MidiOut(bank=0)),
        ("midi.bank", "+ -", MidiOut()),
        ("midi.audio", "+", MidiOut(audio=True)),
        ("midi-cc.pan", "> +", MidiOut(controls=(Control("pan", 10),))),
        ("midi-cc.pan", "> d", MidiOut()),
    ],
)
async def test_what_a_track_sends_is_turned_in_the_inspector(knob: str, keys: str, wanted: MidiOut) -> None:
    song = set_midi_field(make_song(), "kick")
    async with running(song=song, midi=SETUP) as rig:
        assert await go(rig, knob, keys) == wanted
        await rig.press("tab shift+tab", *["u"] * 6)
        assert rig.song == song


async def test_no_bank_is_said_in_a_word() -> None:
    async with running((200, 50), song=set_midi_field(make_song(), "kick", program=3)) as rig:
        await go(rig, "midi.bank", "+ -")
        assert "midi of kick: bank none" in rig.lines()[-1]


async def test_a_number_that_is_taken_is_not_offered() -> None:
    song = set_midi_field(make_song(), "kick", controls=(Control("gain_db", 0), Control("reverb", 2, True)))
    async with running(song=song) as rig:
        midi = await go(rig, "midi-cc.pan", "+ + +")
        assert midi is not None
        assert Control("pan", 4) in midi.controls
