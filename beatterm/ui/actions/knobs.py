"""Keys of the inspector: choose a knob and turn it."""

from beatterm.ui.actions.action import Action
from beatterm.ui.actions.groups import KNOBS
from beatterm.ui.desk import inspecting
from beatterm.ui.desk.desk import Pane

_KNOB = Pane.INSPECTOR

_CHOOSE = ("arrows hjkl", "Choose a knob")
_CHOOSE_GROUP = ("pgup pgdn", "Group before, next")
_TURN = ("- +", "Turn")
_TURN_FAR = ("< >", "Turn ten at once")

ACTIONS: tuple[Action, ...] = (
    Action(
        "knob-back",
        ("left", "h", "up", "k"),
        "Knob before",
        KNOBS,
        inspecting.choose(-1),
        _KNOB,
        family=_CHOOSE,
    ),
    Action(
        "knob-on",
        ("right", "l", "down", "j"),
        "Next knob",
        KNOBS,
        inspecting.choose(1),
        _KNOB,
        family=_CHOOSE,
    ),
    Action(
        "group-back",
        ("pageup",),
        "Group before",
        KNOBS,
        inspecting.choose_group(-1),
        _KNOB,
        family=_CHOOSE_GROUP,
    ),
    Action(
        "group-on",
        ("pagedown",),
        "Next group",
        KNOBS,
        inspecting.choose_group(1),
        _KNOB,
        family=_CHOOSE_GROUP,
    ),
    Action("turn-down", ("-",), "Turn down", KNOBS, inspecting.turn(-1), _KNOB, family=_TURN),
    Action("turn-up", ("+", "="), "Turn up", KNOBS, inspecting.turn(1), _KNOB, "turn", _TURN),
    Action(
        "turn-far-down",
        ("<",),
        "Turn far down",
        KNOBS,
        inspecting.turn(-inspecting.COARSE),
        _KNOB,
        family=_TURN_FAR,
    ),
    Action(
        "turn-far-up",
        (">",),
        "Turn far up",
        KNOBS,
        inspecting.turn(inspecting.COARSE),
        _KNOB,
        family=_TURN_FAR,
    ),
    Action(
        "knob-reset",
        ("d", "delete", "backspace"),
        "Back to its default",
        KNOBS,
        inspecting.reset,
        _KNOB,
        "default",
    ),
    Action("knob-type", ("enter",), "Type a value…", KNOBS, inspecting.type_in, _KNOB, "type"),
)
