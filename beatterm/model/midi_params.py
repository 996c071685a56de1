"""The settings of a MidiOut as Params: the inspector and controls of hardware read them from here.

Its port and its control changes are not among them: they are chosen from what the studio and the track have.
"""

from beatterm.model.field_param import OFF, ON, FieldParam, whole_field
from beatterm.model.midi import CHANNELS, DRUM_CHANNEL, MAX_BANK, PROGRAMS
from beatterm.model.note import HIGHEST_NOTE, note_name
from beatterm.model.param import Param

DRUM_MAP, NONE = "drum map", "none"
_NOTES = (DRUM_MAP, *map(note_name, range(HIGHEST_NOTE + 1)))
_PROGRAMS = (NONE, *map(str, range(1, PROGRAMS + 1)))
_NO_BANK = -1.0

CHANNEL = whole_field(
    Param("channel", float(DRUM_CHANNEL), 1.0, CHANNELS, step=1.0, whole=True, about="MIDI channel."),
    "channel",
)
NOTE = FieldParam(
    Param("note", DRUM_MAP, choices=_NOTES, about="What a hit without notes plays; its name's GM drum."),
    "note",
    lambda note: DRUM_MAP if note is None else _NOTES[note + 1],
    lambda value: None if value == DRUM_MAP else _NOTES.index(str(value)) - 1,
)
PROGRAM = FieldParam(
    Param("program", NONE, choices=_PROGRAMS, about="Chosen when it starts to play."),
    "program",
    lambda program: NONE if program is None else str(program),
    lambda value: None if value == NONE else int(value),
)
BANK = FieldParam(
    Param(
        "bank", _NO_BANK, _NO_BANK, MAX_BANK, step=1.0, whole=True, about="Chosen with the program; -1: none."
    ),
    "bank",
    lambda bank: _NO_BANK if bank is None else float(bank),
    lambda value: round(float(value)) if float(value) >= 0 else None,
)
AUDIO = FieldParam(
    Param("audio", OFF, choices=(OFF, ON), about="Its own sound is heard beside the hardware."),
    "audio",
    lambda audio: ON if audio else OFF,
    lambda value: value == ON,
)
MIDI_PARAMS: tuple[FieldParam, ...] = (CHANNEL, NOTE, PROGRAM, BANK, AUDIO)
"""In the order of the inspector."""
