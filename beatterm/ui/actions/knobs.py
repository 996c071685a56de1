"""Keys of the inspector: choose a knob and turn it."""

from beatterm.ui.actions.action import Action
from beatterm.ui.actions.groups import KNOBS
from beatterm.ui.desk import inspecting
from beatterm.ui.desk.desk import Pane

_KNOB = Pane.INSPECTOR

_CHOOSE = ("arrows hjkl", "Choose a knob")
_CHOOSE_GROUP = ("pgup pgdn", "Group before, next")
_ENDS = ("home end", "First, last knob")
_TURN = ("- +", "Turn")
_TURN_FAR = ("< >", "Turn ten at once")

ACTIONS: tuple[Action, ...] = (
    Action("knob-back", ("left", "h"), "Knob before", KNOBS, inspecting.choose(-1), _KNOB, family=_CHOOSE),
    Action("knob-on", ("right", "l"), "Next knob", KNOBS, inspecting.choose(1), _KNOB, family=_CHOOSE),
    Action("knob-up", ("up", "k"), "Knob above", KNOBS, inspecting.choose_line(-1), _KNOB, family=_CHOOSE),
    Action("knob-down", ("down", "j"), "Knob below", KNOBS, inspecting.choose_line(1), _KNOB, family=_CHOOSE),
    Action("knob-first", ("home",), "First knob", KNOBS, inspecting.to_start, _KNOB, family=_ENDS),
    Action("knob-last", ("end",), "Last knob", KNOBS, inspecting.to_end, _KNOB, family=_ENDS),
    Action("knob-find", ("/",), "Find a knob…", KNOBS, inspecting.find, _KNOB, "find"),
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
    Action("knob-type", ("enter",), "Type a value, a change…", KNOBS, inspecting.type_in, _KNOB, "type"),
)
