"""MIDI learn: the next control that is moved turns the knob under the inspector's cursor, or the one that is
tried out, from then on.
"""

from beatterm.model.edits.errors import EditError
from beatterm.model.midi_setup import Learned
from beatterm.model.turnable import (
    EFFECT,
    LOCK,
    MASTER,
    MIDI,
    MIXER,
    OF_TRACKS,
    PATTERN,
    SONG,
    SOUND,
    STEP,
    TRACK,
    TUNER,
)
from beatterm.ui.desk.carrying import FIELD, MIX_LOCK, SOUND_LOCK, refuse_rest
from beatterm.ui.desk.desk import Desk
from beatterm.ui.desk.inspecting import current
from beatterm.ui.desk.knob import Knob
from beatterm.ui.desk.midi_knobs import CONTROLS
from beatterm.ui.desk.step_knobs import REST_KEY
from beatterm.ui.desk.tuner import tuner_of
from beatterm.ui.desk.turning import label_of

_KINDS = {
    FIELD: STEP,
    SOUND_LOCK: LOCK,
    MIX_LOCK: LOCK,
    "row": TRACK,
    "pattern": PATTERN,
    "sound": SOUND,
    "strip": MIXER,
    "midi": MIDI,
    "song": SONG,
    "master": MASTER,
}
"""Kinds of knobs, and what they are to those who learn them; all others are effects."""


def learn(desk: Desk) -> None:
    """Wait for a control to be moved, or wait no more."""
    if not _is_left(desk):
        knob = current(desk)
        _wait(desk, path_of(desk, knob), f"{knob.group}, {knob.label}")


def learn_tried(desk: Desk) -> None:
    """The same for what is tried out: the control turns whatever is called like it, whenever it is tried."""
    if not _is_left(desk):
        param = tuner_of(desk).param
        _wait(desk, f"{TUNER}.{param.name}", label_of(param))


def _is_left(desk: Desk) -> bool:
    """Whether something was being learned, which is over now."""
    was = bool(desk.midi.learning)
    if was:
        desk.midi.learn("")
        desk.front.tell("Learns nothing.")
    return was


def _wait(desk: Desk, path: str, name: str) -> None:
    desk.midi.learn(path)
    desk.front.tell(f"Move a MIDI control: it will turn {name}. m again leaves.")


def path_of(desk: Desk, knob: Knob) -> str:
    """How a knob is called by what has learned it. EditError for one that no control can turn now."""
    if knob.key == REST_KEY:
        refuse_rest(desk)
    if knob.kind == MIDI and desk.song.setup(desk.track).midi is None:
        raise EditError(f"{desk.track} is not sent to hardware yet; choose its output first (enter).")
    if knob.kind == CONTROLS:
        raise EditError(f"{knob.label}: a control would pass by the numbers of others; enter picks one.")
    kind = _KINDS.get(knob.kind, EFFECT)
    owner = desk.track if kind in OF_TRACKS else knob.kind if kind == EFFECT else ""
    return ".".join(filter(None, (kind, owner, knob.param.name)))


def learned(desk: Desk, what: Learned) -> None:
    """Say what was learned."""
    desk.front.tell(
        f"{what.port} channel {what.channel} cc {what.number} turns {desk.midi.name_of(what.path)}."
    )
