"""Keys that write steps: strike, velocity, copy and paste, rotate, fill."""

from beatterm.ui.actions.action import Action
from beatterm.ui.actions.groups import STEPS
from beatterm.ui.desk import details, hearing, steps
from beatterm.ui.desk.desk import Pane

_GRID = Pane.GRID

_FILLS = tuple(
    Action(
        f"fill-{every}",
        (f"f {every}",),
        f"Fill every {every} steps"
        if every > 1
        else "Fill every step"
        if every
        else "Empty the row (fill 0)",
        STEPS,
        steps.fill(every),
        _GRID,
        family=("f 1 … 9", "Every n-th step (0: none)"),
    )
    for every in range(10)
)

_VELOCITY = ("- +", "Velocity")
_ROTATE = ("< >", "Rotate the row")
_NUDGE = ("; '", "Nudge earlier, later")

ACTIONS: tuple[Action, ...] = (
    Action("toggle", ("enter",), "Strike or clear the step", STEPS, steps.toggle, _GRID, "step"),
    Action("softer", ("-",), "Softer", STEPS, steps.velocity(-5), _GRID, family=_VELOCITY),
    Action("louder", ("+", "="), "Louder", STEPS, steps.velocity(5), _GRID, "velocity", _VELOCITY),
    Action("accent", ("a",), "Accent", STEPS, steps.accent, _GRID, "accent"),
    Action("ghost", ("A",), "Ghost note", STEPS, steps.ghost, _GRID),
    Action("clear", ("d", "delete", "backspace"), "Clear", STEPS, steps.clear, _GRID),
    Action("copy", ("y",), "Copy", STEPS, steps.copy, _GRID, "copy"),
    Action("cut", ("x",), "Cut", STEPS, steps.cut, _GRID),
    Action("paste", ("p",), "Paste", STEPS, steps.paste, _GRID, "paste"),
    Action("earlier", ("<",), "Rotate earlier", STEPS, steps.rotate(-1), _GRID, family=_ROTATE),
    Action("later", (">",), "Rotate later", STEPS, steps.rotate(1), _GRID, family=_ROTATE),
    Action("ratchet", ("r",), "Ratchet 1-2-3-4-6-8", STEPS, details.ratchet, _GRID),
    Action("ramp", ("R",), "Ratchet rises or falls", STEPS, details.ramp, _GRID),
    Action("chance", ("%",), "Chance 100-75-50-25", STEPS, details.chance, _GRID),
    Action("condition", ("&",), "Condition…", STEPS, details.condition, _GRID),
    Action("nudge-earlier", (";",), "Nudge earlier", STEPS, details.nudge(-1), _GRID, family=_NUDGE),
    Action("nudge-later", ("'",), "Nudge later", STEPS, details.nudge(1), _GRID, family=_NUDGE),
    Action("tie", ("_",), "Tie to the next hit", STEPS, details.tie, _GRID),
    Action("plain", ("$",), "Hits that carry nothing", STEPS, details.plain, _GRID),
    *_FILLS,
    Action("clear-row", ("D",), "Empty the row", STEPS, steps.clear_row, _GRID),
    Action("clear-pattern", ("C",), "Empty the pattern", STEPS, steps.clear_pattern, _GRID),
    Action("hear-entries", ("g y",), "When entered steps sound", STEPS, hearing.next_choice),
)
