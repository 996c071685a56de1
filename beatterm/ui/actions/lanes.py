"""Keys of the lane under the grid: one value of the row's hits, step by step."""

from beatterm.ui.actions.action import Action
from beatterm.ui.actions.groups import LANES
from beatterm.ui.desk import lanes, moving
from beatterm.ui.desk.desk import Pane

_LANE = Pane.LANE

_STEP = ("left right", "Step before, next (h l)")
_ENDS = ("home end", "Row's ends")
_TURN = ("up down - +", "Turn (also k j)")
_TURN_FAR = ("< >", "Turn ten at once")
_NEXT = ("pgup pgdn", "Another value")
_ROW = ("K J", "Row above, below")
_SELECT = ("shift+arrows", "Select (as v and arrows)")
_DIGITS = ("1 … 9 0", "Tenths of range; counts")


def _select(name: str, by: int) -> Action:
    return Action(
        f"lane-select-{name}",
        (f"shift+{name}",),
        f"Select {name}",
        LANES,
        moving.extend(0, by),
        _LANE,
        family=_SELECT,
        same_as="lane-select",
    )


_DIGIT_KEYS = tuple(
    Action(
        f"lane-{number}",
        (f"{number}",),
        f"Value {number} of 10" if number else "Value 10 of 10",
        LANES,
        lanes.digit(number),
        _LANE,
        family=_DIGITS,
    )
    for number in (*range(1, 10), 0)
)

ACTIONS: tuple[Action, ...] = (
    Action("lane", ("z",), "Open the lane; close it", LANES, lanes.toggle),
    Action("lane-choose", ("g l",), "Lane of another value…", LANES, lanes.choose),
    Action("lane-left", ("left", "h"), "Step before", LANES, moving.by(0, -1), _LANE, family=_STEP),
    Action("lane-right", ("right", "l"), "Next step", LANES, moving.by(0, 1), _LANE, family=_STEP),
    Action("lane-start", ("home",), "First step", LANES, moving.home, _LANE, family=_ENDS),
    Action("lane-end", ("end",), "Last step", LANES, moving.end, _LANE, family=_ENDS),
    Action("lane-up", ("up", "+", "=", "k"), "Turn up", LANES, lanes.turn(1), _LANE, "turn", _TURN),
    Action("lane-down", ("down", "-", "j"), "Turn down", LANES, lanes.turn(-1), _LANE, family=_TURN),
    Action("lane-far-down", ("<",), "Far down", LANES, lanes.turn(-lanes.COARSE), _LANE, family=_TURN_FAR),
    Action("lane-far-up", (">",), "Far up", LANES, lanes.turn(lanes.COARSE), _LANE, family=_TURN_FAR),
    *_DIGIT_KEYS,
    Action("lane-type", ("enter",), "Type a value, a change…", LANES, lanes.type_in, _LANE, "type"),
    Action("lane-reset", ("d", "delete", "backspace"), "Take it off", LANES, lanes.reset, _LANE, "off"),
    Action("lane-before", ("pageup",), "Value before", LANES, lanes.next_lane(-1), _LANE, family=_NEXT),
    Action("lane-next", ("pagedown",), "Next value", LANES, lanes.next_lane(1), _LANE, "lane", _NEXT),
    Action("lane-row-up", ("K",), "Row above", LANES, lanes.change_row(-1), _LANE, family=_ROW),
    Action("lane-row-down", ("J",), "Row below", LANES, lanes.change_row(1), _LANE, family=_ROW),
    Action("lane-select", ("v",), "Select steps", LANES, moving.select, _LANE, "select"),
    Action("lane-select-row", ("V",), "Select the row", LANES, moving.select_rows, _LANE),
    _select("left", -1),
    _select("right", 1),
)
