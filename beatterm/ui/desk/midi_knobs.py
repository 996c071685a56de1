"""Knobs of what a track sends to hardware: its output, and once it has one, channel, note, program and a
control change for every Param that hits can lock.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from beatterm.model.edits import midi as edits
from beatterm.model.field_param import OFF, ON
from beatterm.model.midi import (
    CHANNELS,
    DRUM_CHANNEL,
    MAX_BANK,
    MAX_CONTROL,
    MAX_FINE_CONTROL,
    PROGRAMS,
    Control,
    MidiOut,
)
from beatterm.model.note import HIGHEST_NOTE, note_name
from beatterm.model.param import Param, Value
from beatterm.model.song import Song
from beatterm.ui.desk.desk import Desk
from beatterm.ui.desk.knob import Knob, Put, simple_knob
from beatterm.ui.desk.turning import label_of

KIND, CONTROLS = "midi", "midi-cc"
FIRST, DRUM_MAP, NONE = "first output", "drum map", "none"
_NOTES = (DRUM_MAP, *map(note_name, range(HIGHEST_NOTE + 1)))
_PROGRAMS = (NONE, *map(str, range(1, PROGRAMS + 1)))
_FINE = " fine"
_NUMBERS = (
    *((number, False) for number in range(MAX_CONTROL + 1)),
    *((number, True) for number in range(MAX_FINE_CONTROL + 1)),
)
NOTE = Param("note", DRUM_MAP, choices=_NOTES, about="What a hit without notes plays; its name's GM drum.")
PROGRAM = Param("program", NONE, choices=_PROGRAMS, about="Chosen when it starts to play.")
BANK = Param("bank", -1.0, -1.0, MAX_BANK, step=1.0, whole=True, about="Chosen with the program; -1: none.")
CHANNEL = Param("channel", float(DRUM_CHANNEL), 1.0, CHANNELS, step=1.0, whole=True, about="MIDI channel.")
AUDIO = Param("audio", OFF, choices=(OFF, ON), about="Its own sound is heard beside the hardware.")


def midi_knobs(desk: Desk) -> Iterator[Knob]:
    """The knobs of the cursor's track; of one that is only heard, its output alone."""
    name = desk.track
    midi, group = desk.song.setup(name).midi, f"midi of {name}"
    yield _port_knob(desk, group, name, midi)
    if midi is None:
        return
    for field in _fields(midi):
        knob = simple_knob(KIND, group, field.param, field.value, _field_put(name, field))
        yield replace(knob, text=NONE) if field.param is BANK and knob.is_default else knob
    for param in desk.session.params.lockable:
        yield _control_knob(name, param, midi.controls)


def _port_knob(desk: Desk, group: str, track: str, midi: MidiOut | None) -> Knob:
    names = [FIRST, *(port.name for port in desk.midi.setup.outs)]
    now = OFF if midi is None else midi.port or FIRST
    choices = tuple(dict.fromkeys((OFF, *names, now)))
    param = Param("output", OFF, choices=choices, about="Where its notes go; Setup (5) has the outputs.")

    def put(song: Song, wanted: Value) -> Song:
        if wanted == OFF:
            return edits.set_midi(song, track, None)
        return edits.set_midi_field(song, track, port="" if wanted == FIRST else str(wanted))

    return simple_knob(KIND, group, param, now, put)


@dataclass(frozen=True, slots=True)
class _Field:
    """A field of MidiOut as the value of a Param, and back."""

    name: str
    param: Param
    value: Value

    def changes(self, wanted: Value) -> dict[str, object]:
        """The field's new value, as the edit takes it."""
        match self.name:
            case "audio":
                return {self.name: wanted == ON}
            case "note":
                return {self.name: None if wanted == DRUM_MAP else _NOTES.index(str(wanted)) - 1}
            case "bank":
                return {self.name: round(float(wanted)) if float(wanted) >= 0 else None}
            case _:
                return {self.name: None if wanted == NONE else int(wanted)}


def _fields(midi: MidiOut) -> tuple[_Field, ...]:
    return (
        _Field("channel", CHANNEL, float(midi.channel)),
        _Field("note", NOTE, DRUM_MAP if midi.note is None else _NOTES[midi.note + 1]),
        _Field("program", PROGRAM, NONE if midi.program is None else str(midi.program)),
        _Field("bank", BANK, -1.0 if midi.bank is None else float(midi.bank)),
        _Field("audio", AUDIO, ON if midi.audio else OFF),
    )


def _field_put(track: str, field: _Field) -> Put:
    return lambda song, wanted: edits.set_midi_field(song, track, **field.changes(wanted))


def _control_knob(track: str, sent: Param, controls: tuple[Control, ...]) -> Knob:
    """The number that a Param is sent by; those of the track's other controls are not offered."""
    own = next((each for each in controls if each.param == sent.name), None)
    taken = {number for each in controls if each is not own for number in each.numbers}
    words = _words(frozenset(taken))
    about = f"{label_of(sent)} as a control change; fine: 14 bits."
    param = Param(sent.name, NONE, choices=words, about=about)
    now = _word(own) if own is not None else NONE

    def put(song: Song, wanted: Value) -> Song:
        if wanted == NONE:
            return edits.clear_control(song, track, sent)
        number, is_fine = str(wanted).removesuffix(_FINE), str(wanted).endswith(_FINE)
        return edits.set_control(song, track, sent, int(number), is_fine)

    return simple_knob(CONTROLS, f"controls of {track}", param, now, put)


@lru_cache(maxsize=256)
def _words(taken: frozenset[int]) -> tuple[str, ...]:
    """What a Param may be sent by while other numbers are taken. Kept: the inspector asks at every key."""
    every = (Control("", *number) for number in _NUMBERS)
    return (NONE, *(_word(each) for each in every if not taken & set(each.numbers)))


def _word(control: Control) -> str:
    return f"{control.number}{_FINE if control.fine else ''}"
