"""Keys that move the cursor, select, and go from pane to pane."""

from beatterm.ui.actions.action import Action
from beatterm.ui.actions.groups import MOVE
from beatterm.ui.desk import moving
from beatterm.ui.desk.desk import Pane

_GRID = Pane.GRID


def _arrow(name: str, keys: tuple[str, ...], tracks_by: int, steps_by: int) -> tuple[Action, Action]:
    return (
        Action(
            f"move-{name}",
            keys,
            name.capitalize(),
            MOVE,
            moving.by(tracks_by, steps_by),
            _GRID,
            family=("arrows hjkl", "Move the cursor"),
        ),
        Action(
            f"select-{name}",
            (f"shift+{name}",),
            f"Select {name}",
            MOVE,
            moving.extend(tracks_by, steps_by),
            _GRID,
            family=("shift+arrows", "Select (as v and arrows)"),
            same_as="select",
        ),
    )


_ENDS = ("home end", "Row's ends")
_PAGES = ("pgup pgdn", "Pages")

ACTIONS: tuple[Action, ...] = (
    *_arrow("left", ("left", "h"), 0, -1),
    *_arrow("down", ("down", "j"), 1, 0),
    *_arrow("up", ("up", "k"), -1, 0),
    *_arrow("right", ("right", "l"), 0, 1),
    Action("row-start", ("home",), "First step", MOVE, moving.home, _GRID, family=_ENDS),
    Action("row-end", ("end",), "Last step", MOVE, moving.end, _GRID, family=_ENDS),
    Action("page-back", ("pageup",), "Page back", MOVE, moving.page(-1), _GRID, family=_PAGES),
    Action("page-on", ("pagedown",), "Page on", MOVE, moving.page(1), _GRID, family=_PAGES),
    Action("select", ("v",), "Select steps", MOVE, moving.select, _GRID),
    Action("select-rows", ("V",), "Select rows", MOVE, moving.select_rows, _GRID),
    Action("select-all", ("g v",), "Select the pattern", MOVE, moving.select_all),
    Action("back", ("escape",), "Unselect; back to grid", MOVE, moving.back),
    Action("pane-on", ("tab",), "Next pane", MOVE, moving.pane(1), hint="pane"),
    Action("pane-back", ("shift+tab",), "Pane before", MOVE, moving.pane(-1)),
)
