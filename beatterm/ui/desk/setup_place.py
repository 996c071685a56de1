"""Setup's cursor: the line and the cell that keys act on."""

from collections.abc import Callable

from beatterm.model.midi_setup import Learned
from beatterm.ui.desk.desk import Desk
from beatterm.ui.desk.studio import Cell, Line, lines_of
from beatterm.ui.desk.turning import label_of, shown


def lines(desk: Desk) -> tuple[Line, ...]:
    """All lines of Setup."""
    return lines_of(desk.midi.setup, desk.song.tracks)


def place(desk: Desk, every: tuple[Line, ...]) -> tuple[int, int]:
    """The line and the cell under Setup's cursor."""
    row = max(0, min(desk.setup_at[0], len(every) - 1))
    return row, max(0, min(desk.setup_at[1], len(every[row].cells) - 1))


def here(desk: Desk) -> tuple[Line, Cell]:
    """The line and the cell under Setup's cursor."""
    every = lines(desk)
    row, column = place(desk, every)
    return every[row], every[row].cells[column]


def said(desk: Desk) -> str:
    """What stands under Setup's cursor, in words."""
    line, cell = here(desk)
    if isinstance(line.of, Learned):
        control = f"{line.of.port} channel {line.of.channel} cc {line.of.number}"
        return f"{control}: {desk.midi.name_of(line.of.path)}"
    name = "" if line.name == cell.param.name else f"{line.name}: "
    return f"{name}{label_of(cell.param)} {shown(cell.param, cell.value)}"


def move(rows: int, columns: int) -> Callable[[Desk], None]:
    """Move Setup's cursor."""

    def run(desk: Desk) -> None:
        every = lines(desk)
        row, column = place(desk, every)
        row = max(0, min(row + rows, len(every) - 1))
        kept = desk.setup_at[1] if rows else column
        desk.setup_at = row, kept + columns
        if columns:
            desk.setup_at = place(desk, every)

    return run


def to_end(row: int) -> Callable[[Desk], None]:
    """To the first line (0), or the last (-1)."""

    def run(desk: Desk) -> None:
        desk.setup_at = range(len(lines(desk)))[row], desk.setup_at[1]

    return run


def pick(key: str) -> Callable[[Desk], None]:
    """Go to a cell by the key that the view gave it: `row column`."""

    def run(desk: Desk) -> None:
        row, column = key.split(" ")
        desk.setup_at = int(row), int(column)

    return run
