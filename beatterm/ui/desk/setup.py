"""What keys do in Setup: open it, turn and switch what stands there."""

from collections.abc import Callable

from beatterm.model.edits.errors import EditError
from beatterm.model.param import Value
from beatterm.ui.desk.desk import Desk, Pane
from beatterm.ui.desk.ports import choose_port, rename
from beatterm.ui.desk.setup_place import here
from beatterm.ui.desk.studio import Asks, Cell
from beatterm.ui.desk.turning import turned
from beatterm.ui.desk.wishing import ask_turn

COARSE = 10
"""Presses that one press of a coarse key counts for."""


def toggle(desk: Desk) -> None:
    """Open Setup, or go back to the grid."""
    if desk.pane is Pane.SETUP:
        desk.pane = Pane.GRID
        return
    desk.pane = Pane.SETUP
    desk.midi.look_around()


def turn(by: int) -> Callable[[Desk], None]:
    """Turn the value under the cursor."""

    def run(desk: Desk) -> None:
        _, cell = here(desk)
        if cell.asks is Asks.NOTHING:
            raise EditError("d forgets it; m on a knob of the inspector learns another.")
        if cell.asks is Asks.TRACKS:
            raise EditError("Each track has a channel of its own: midi in the inspector (tab).")
        if cell.asks is not None:
            raise EditError(f"enter changes the {cell.param.name}.")
        _put(desk, cell, turned(cell.param, cell.value, by))

    return run


def _put(desk: Desk, cell: Cell, wanted: Value) -> None:
    desk.midi.change(cell.put(desk.midi.setup, wanted))


async def enter(desk: Desk) -> None:
    """Switch it; ask for what is no switch."""
    line, cell = here(desk)
    if cell.asks is Asks.NAME:
        await rename(desk)
    elif cell.asks is Asks.PORT:
        await choose_port(desk)
    elif cell.asks in (Asks.NOTHING, Asks.TRACKS):
        turn(0)(desk)
    elif len(cell.param.choices) == 2:
        _put(desk, cell, next(word for word in cell.param.choices if word != cell.value))
    else:
        wish = await ask_turn(desk, line.name, cell.param, cell.value)
        if wish is not None:
            _put(desk, cell, wish(cell.value))
