"""Edits of what a track sends to hardware."""

from dataclasses import replace
from typing import Any

import pytest

from beatterm.model.edits.errors import EditError
from beatterm.model.edits.midi import clear_control, set_control, set_midi, set_midi_field
from beatterm.model.midi import Control, MidiOut, clash, is_port_name
from beatterm.model.mixer import GAIN, PAN
from tests.session.fakes import make_song


def test_a_track_is_sent_and_not_sent() -> None:
    song = set_midi(make_song(), "hat", MidiOut("drums", 10, note=42))
    assert song.setup("hat").midi == MidiOut("drums", 10, note=42)
    assert song.setup("kick").midi is None
    assert set_midi(song, "hat", None) == make_song()


def test_one_field_changes_and_a_track_that_was_only_heard_is_sent_from_then_on() -> None:
    song = set_midi_field(set_midi_field(make_song(), "hat", channel=3), "hat", port="synth")
    assert song.setup("hat").midi == MidiOut("synth", 3)


def test_a_control_is_set_moved_and_cleared() -> None:
    song = set_control(set_control(make_song(), "hat", PAN, 10, fine=True), "hat", GAIN, 7)
    midi = song.setup("hat").midi
    assert midi is not None
    assert midi.controls == (Control("gain_db", 7), Control("pan", 10, fine=True))
    moved = set_control(song, "hat", PAN, 12)
    assert moved.setup("hat").midi == replace(midi, controls=(Control("gain_db", 7), Control("pan", 12)))
    assert clear_control(moved, "hat", PAN).setup("hat").midi == MidiOut(controls=(Control("gain_db", 7),))
    assert clear_control(make_song(), "hat", PAN) == make_song()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"channel": 0}, "The channel is a whole number from 1 to 16, not 0."),
        ({"channel": 17}, "not 17"),
        ({"note": 128}, "The note is a whole number from 0 to 127"),
        ({"program": 0}, "The program is a whole number from 1 to 128"),
        ({"bank": 16384}, "The bank is a whole number from 0 to 16383"),
        ({"channel": 2.5}, "not 2.5"),
        ({"port": " synth"}, "The name of a port has 1 to 48 characters"),
        ({"port": "x" * 49}, "1 to 48 characters"),
        ({"controls": (Control("pan", 120),)}, "A control change is a number from 0 to 119, not 120."),
        ({"controls": (Control("pan", 32, True),)}, "A fine control change is a number from 0 to 31"),
        (
            {"controls": (Control("gain_db", 10), Control("pan", 10))},
            "Control change 10 is taken by gain_db; choose another for pan.",
        ),
    ],
)
def test_what_midi_cannot_say_is_refused(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(EditError) as caught:
        set_midi_field(make_song(), "hat", **changes)
    assert message in str(caught.value)


def test_a_track_that_is_not_there_is_refused() -> None:
    with pytest.raises(EditError, match="There is no track flute"):
        set_midi(make_song(), "flute", MidiOut())


def test_a_fine_control_takes_two_numbers() -> None:
    pan, other = Control("pan", 10, fine=True), Control("reverb", 42)
    assert pan.numbers == (10, 42)
    assert clash((pan, Control("delay", 91), other)) == (pan, other)
    assert clash((pan, Control("reverb", 43))) is None


def test_names_of_ports() -> None:
    assert all(map(is_port_name, ("synth", "Volca Drum", "TR-8S: MIDI 1", "ü", "x" * 48)))
    assert not any(map(is_port_name, ("", " a", "a ", "a\nb", "\x7f", "x" * 49)))
