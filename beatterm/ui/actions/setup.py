"""Keys of Setup: audio, clock, Link and MIDI ports; and learning, in the inspector."""

from beatterm.ui.actions.action import Action
from beatterm.ui.actions.groups import KNOBS, SETUP
from beatterm.ui.desk import learning, ports, setup, setup_place
from beatterm.ui.desk.desk import Pane

_HERE = Pane.SETUP

_CHOOSE = ("arrows hjkl", "Choose a value")
_ENDS = ("home end", "First, last line")
_TURN = ("- +", "Turn, switch on and off")
_TURN_FAR = ("< >", "Turn ten at once")

ACTIONS: tuple[Action, ...] = (
    Action("setup", ("5", "f6"), "Setup: MIDI, clock, sound", SETUP, setup.toggle),
    Action(
        "setup-left", ("left", "h"), "Value before", SETUP, setup_place.move(0, -1), _HERE, family=_CHOOSE
    ),
    Action("setup-right", ("right", "l"), "Next value", SETUP, setup_place.move(0, 1), _HERE, family=_CHOOSE),
    Action("setup-up", ("up", "k"), "Line above", SETUP, setup_place.move(-1, 0), _HERE, family=_CHOOSE),
    Action("setup-down", ("down", "j"), "Line below", SETUP, setup_place.move(1, 0), _HERE, family=_CHOOSE),
    Action("setup-first", ("home",), "First line", SETUP, setup_place.to_end(0), _HERE, family=_ENDS),
    Action("setup-last", ("end",), "Last line", SETUP, setup_place.to_end(-1), _HERE, family=_ENDS),
    Action("setup-enter", ("enter",), "Switch, pick or type", SETUP, setup.enter, _HERE, "change"),
    Action("setup-less", ("-",), "Turn down", SETUP, setup.turn(-1), _HERE, family=_TURN),
    Action("setup-more", ("+", "="), "Turn up", SETUP, setup.turn(1), _HERE, "turn", _TURN),
    Action("setup-far-less", ("<",), "Far down", SETUP, setup.turn(-setup.COARSE), _HERE, family=_TURN_FAR),
    Action("setup-far-more", (">",), "Far up", SETUP, setup.turn(setup.COARSE), _HERE, family=_TURN_FAR),
    Action("add-output", ("a",), "Add an output…", SETUP, ports.add_out, _HERE, "output"),
    Action("add-input", ("A",), "Add an input…", SETUP, ports.add_in, _HERE, "input"),
    Action("port-name", ("r",), "Rename the port…", SETUP, ports.rename, _HERE, "rename"),
    Action("port-match", ("m",), "Another port for it…", SETUP, ports.choose_port, _HERE),
    Action("port-test", ("p",), "Send it a test note", SETUP, ports.test, _HERE, "test"),
    Action(
        "port-remove", ("d", "delete", "backspace"), "Remove the port…", SETUP, ports.remove, _HERE, "remove"
    ),
    Action("learn", ("m",), "Learn a MIDI control", KNOBS, learning.learn, Pane.INSPECTOR, "learn"),
)
