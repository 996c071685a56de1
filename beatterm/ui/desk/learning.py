"""MIDI learn: the next control that is moved turns the knob under the inspector's cursor from then on."""

from beatterm.model.edits.errors import EditError
from beatterm.model.midi_setup import Learned
from beatterm.ui.desk.desk import Desk
from beatterm.ui.desk.inspecting import current
from beatterm.ui.desk.knob import Knob


def learn(desk: Desk) -> None:
    """Wait for a control to be moved, or wait no more."""
    knob = current(desk)
    if desk.midi.learning:
        desk.midi.learn("")
        desk.front.tell("Learns nothing.")
        return
    desk.midi.learn(path_of(desk, knob))
    desk.front.tell(f"Move a MIDI control: it will turn {knob.group}, {knob.label}. esc leaves.")


def path_of(desk: Desk, knob: Knob) -> str:
    """How a knob is called by what has learned it. EditError for one that no control can turn."""
    name = knob.param.name
    if knob.kind == "strip":
        return f"mixer.{desk.track}.{name}"
    if knob.kind == "sound" and desk.session.params.lock(name) is not None:
        return f"sound.{desk.track}.{name}"
    if knob.kind in desk.session.params.effects:
        return f"effect.{knob.kind}.{name}"
    raise EditError("Controls turn knobs of a track's sound and mix, and of effects; go to one of those.")


def learned(desk: Desk, what: Learned) -> None:
    """Say what was learned."""
    desk.front.tell(
        f"{what.port} channel {what.channel} cc {what.number} turns {desk.midi.name_of(what.path)}."
    )
