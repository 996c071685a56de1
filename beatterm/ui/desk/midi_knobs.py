"""Knobs of what a track sends to hardware: its output, and once it has one, channel, note, program and a
control change for every Param that hits can lock.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from beatterm.model.edits import midi as edits
from beatterm.model.edits.settings import set_output
from beatterm.model.field_param import OFF, FieldParam
from beatterm.model.list_params import FIRST_OUTPUT, holding, output_in
from beatterm.model.midi import MAX_CONTROL, MAX_FINE_CONTROL, Control, MidiOut
from beatterm.model.midi_params import BANK, MIDI_PARAMS, NONE
from beatterm.model.param import Param, Value
from beatterm.model.song import Song
from beatterm.ui.desk.desk import Desk
from beatterm.ui.desk.knob import Knob, Put, simple_knob
from beatterm.ui.desk.turning import label_of

KIND, CONTROLS = "midi", "midi-cc"
_FINE = " fine"
_NUMBERS = (
    *((number, False) for number in range(MAX_CONTROL + 1)),
    *((number, True) for number in range(MAX_FINE_CONTROL + 1)),
)


def midi_knobs(desk: Desk) -> Iterator[Knob]:
    """The knobs of the cursor's track; of one that is only heard, its output alone."""
    name = desk.track
    midi, group = desk.song.setup(name).midi, f"midi of {name}"
    yield _port_knob(desk, group, name, midi)
    if midi is None:
        return
    for field in MIDI_PARAMS:
        knob = simple_knob(KIND, group, field.param, field.value_in(midi), _field_put(name, field))
        yield replace(knob, text=NONE) if field is BANK and knob.is_default else knob
    for param in desk.session.params.lockable:
        yield _control_knob(name, param, midi.controls)


def _port_knob(desk: Desk, group: str, track: str, midi: MidiOut | None) -> Knob:
    """With a word more than a control can turn to: off forgets all that is sent."""
    sent = output_in(desk.midi.supply)
    now = OFF if midi is None else midi.port or FIRST_OUTPUT
    param = holding(replace(sent, default=OFF, choices=(OFF, *sent.choices)), now)

    def put(song: Song, wanted: Value) -> Song:
        if wanted == OFF:
            return edits.set_midi(song, track, None)
        return set_output(song, track, wanted)

    return simple_knob(KIND, group, param, now, put)


def _field_put(track: str, field: FieldParam) -> Put:
    return lambda song, wanted: edits.set_midi_field(song, track, **{field.field: field.write(wanted)})


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
