"""Edits of what a track sends to hardware, in every pattern of the song."""

from dataclasses import replace
from typing import Any

from beatterm.model.edits.errors import EditError
from beatterm.model.edits.sound import setup_of, with_setup
from beatterm.model.midi import (
    CHANNELS,
    MAX_BANK,
    MAX_CONTROL,
    MAX_FINE_CONTROL,
    MAX_PORT_NAME,
    PROGRAMS,
    Control,
    MidiOut,
    clash,
    is_port_name,
)
from beatterm.model.note import HIGHEST_NOTE
from beatterm.model.param import Param
from beatterm.model.song import Song

_RANGES = {
    "channel": (1, CHANNELS),
    "note": (0, HIGHEST_NOTE),
    "program": (1, PROGRAMS),
    "bank": (0, MAX_BANK),
}


def set_midi(song: Song, track: str, midi: MidiOut | None) -> Song:
    """Have a track sent to hardware in this way; None: not at all. EditError if there is no such track, or
    MIDI cannot say that.
    """
    setup = setup_of(song, track)
    return with_setup(song, replace(setup, midi=midi and _checked(midi)))


def set_midi_field(song: Song, track: str, **changes: Any) -> Song:
    """Set some fields of a track's MidiOut; a track that was only heard is sent from now on."""
    return set_midi(song, track, replace(setup_of(song, track).midi or MidiOut(), **changes))


def set_control(song: Song, track: str, param: Param, number: int, fine: bool = False) -> Song:
    """Send a Param of a track as a control change too."""
    others = _without(setup_of(song, track).midi, param)
    return set_midi_field(song, track, controls=(*others, Control(param.name, number, fine)))


def clear_control(song: Song, track: str, param: Param) -> Song:
    """Do not send a Param of a track any more."""
    midi = setup_of(song, track).midi
    return set_midi(song, track, midi and replace(midi, controls=_without(midi, param)))


def _without(midi: MidiOut | None, param: Param) -> tuple[Control, ...]:
    return tuple(control for control in midi.controls if control.param != param.name) if midi else ()


def _checked(midi: MidiOut) -> MidiOut:
    """The same with its controls sorted, or an EditError."""
    if midi.port and not is_port_name(midi.port):
        raise EditError(
            f"The name of a port has 1 to {MAX_PORT_NAME} characters, without a space at either end."
        )
    for name, (low, high) in _RANGES.items():
        value = getattr(midi, name)
        if value is not None and not (isinstance(value, int) and low <= value <= high):
            raise EditError(f"The {name} is a whole number from {low} to {high}, not {value}.")
    for control in midi.controls:
        highest = MAX_FINE_CONTROL if control.fine else MAX_CONTROL
        if not 0 <= control.number <= highest:
            kind = "fine control change" if control.fine else "control change"
            raise EditError(f"A {kind} is a number from 0 to {highest}, not {control.number}.")
    pair = clash(midi.controls)
    if pair is not None:
        first, second = pair
        taken = f"Control change {second.number} is taken by {first.param}"
        raise EditError(f"{taken}; choose another for {second.param}.")
    return replace(midi, controls=tuple(sorted(midi.controls, key=lambda control: control.param)))
