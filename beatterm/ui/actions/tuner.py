"""Keys of the tuner: they hold, and nearly no others, while something is tried out."""

from beatterm.ui.actions.action import Action
from beatterm.ui.actions.groups import TUNER
from beatterm.ui.desk import learning, tuner
from beatterm.ui.desk.desk import Pane

_TUNER = Pane.TUNER

_CHOOSE = ("up down", "Choose a line (k j)")
_TURN = ("- +", "Turn and hear it (h l)")
_TURN_FAR = ("< >", "Turn ten at once")

_DIGITS = tuple(
    Action(
        f"tuner-{digit}",
        (digit,),
        f"Type {digit}",
        TUNER,
        tuner.digit(digit),
        _TUNER,
        family=("0 … 9", "Type a number"),
    )
    for digit in "0123456789"
)

ACTIONS: tuple[Action, ...] = (
    Action("tuner-take", ("enter",), "Take it (u takes it back)", TUNER, tuner.take, _TUNER, "take"),
    Action("tuner-leave", ("escape",), "Leave all as it was", TUNER, tuner.leave, _TUNER, "leave"),
    Action("tuner-back", ("up", "k"), "Line before", TUNER, tuner.choose(-1), _TUNER, family=_CHOOSE),
    Action("tuner-on", ("down", "j"), "Next line", TUNER, tuner.choose(1), _TUNER, family=_CHOOSE),
    Action("tuner-less", ("left", "h", "-"), "Turn down", TUNER, tuner.turn(-1), _TUNER, family=_TURN),
    Action("tuner-more", ("+", "right", "l", "="), "Turn up", TUNER, tuner.turn(1), _TUNER, "turn", _TURN),
    Action(
        "tuner-far-less", ("<",), "Down by ten", TUNER, tuner.turn(-tuner.COARSE), _TUNER, family=_TURN_FAR
    ),
    Action("tuner-far-more", (">",), "Up by ten", TUNER, tuner.turn(tuner.COARSE), _TUNER, family=_TURN_FAR),
    *_DIGITS,
    Action("tuner-type", ("t",), "Type it, or pick it…", TUNER, tuner.type_in, _TUNER),
    Action(
        "tuner-default", ("d", "delete", "backspace"), "Back to its default", TUNER, tuner.default, _TUNER
    ),
    Action("tuner-learn", ("m",), "Learn a MIDI control", TUNER, learning.learn_tried, _TUNER),
    Action("tuner-roll", ("r",), "Roll the dice again", TUNER, tuner.roll, _TUNER, "roll"),
)
