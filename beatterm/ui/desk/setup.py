"""What keys do in Setup: go from cell to cell, turn and switch, add ports and remove them, test them."""

from collections.abc import Callable
from dataclasses import replace

from beatterm.model.edits.errors import EditError
from beatterm.model.midi import MidiOut
from beatterm.model.midi_setup import InPort, Learned, MidiSetup, OutPort
from beatterm.session.ports import (
    Port,
    added,
    changed,
    name_fault,
    name_for,
    others_than,
    pattern_for,
    renamed,
    without,
)
from beatterm.ui.desk.desk import Desk, Pane
from beatterm.ui.desk.front import Choice, Question
from beatterm.ui.desk.studio import Asks, Cell, Line, lines_of
from beatterm.ui.desk.turning import label_of, shown, turned
from beatterm.ui.desk.wishing import ask_turn

COARSE = 10
"""Presses that one press of a coarse key counts for."""
MIDDLE_C = 60
_VIRTUAL, _OTHER = "a virtual port", "another name…"
_OWN_NAME = "beatterm"


def toggle(desk: Desk) -> None:
    """Open Setup, or go back to the grid."""
    if desk.pane is Pane.SETUP:
        desk.pane = Pane.GRID
        return
    desk.pane = Pane.SETUP
    desk.midi.look_around()


def lines(desk: Desk) -> tuple[Line, ...]:
    """All lines of Setup."""
    return lines_of(desk.midi.setup, tuple(setup.name for setup in desk.song.tracks))


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


def turn(by: int) -> Callable[[Desk], None]:
    """Turn the value under the cursor."""

    def run(desk: Desk) -> None:
        _, cell = here(desk)
        if cell.asks is Asks.NOTHING:
            raise EditError("d forgets it; m on a knob of the inspector learns another.")
        if cell.asks is not None:
            raise EditError(f"enter changes the {cell.param.name}.")
        _put(desk, cell, turned(cell.param, cell.value, by))

    return run


def _put(desk: Desk, cell: Cell, wanted: object) -> None:
    if isinstance(wanted, float | str):
        desk.midi.change(cell.put(desk.midi.setup, wanted))


async def enter(desk: Desk) -> None:
    """Switch it; ask for what is no switch."""
    line, cell = here(desk)
    if cell.asks is Asks.NAME:
        await rename(desk)
    elif cell.asks is Asks.PORT:
        await choose_port(desk)
    elif cell.asks is not None:
        turn(0)(desk)
    elif len(cell.param.choices) == 2:
        _put(desk, cell, next(word for word in cell.param.choices if word != cell.value))
    else:
        wish = await ask_turn(desk, line.name, cell.param, cell.value)
        if wish is not None:
            _put(desk, cell, wish(cell.value))


def _port_here(desk: Desk) -> Port:
    line, _ = here(desk)
    if isinstance(line.of, OutPort | InPort):
        return line.of
    raise EditError("Go to an output or an input first; a adds an output, A an input.")


async def rename(desk: Desk) -> None:
    """Ask for another name of the port."""
    port = _port_here(desk)
    rivals = others_than(desk.midi.setup, port)
    question = Question(
        "name", port.name, "a short name, such as synth", lambda text: name_fault(text, rivals)
    )
    answers = await desk.front.ask(f"Name of {port.name}", [question])
    if answers is None:
        return
    name = answers[0].strip()
    desk.midi.change(renamed(desk.midi.setup, port, name))
    left = [each.name for each in desk.song.tracks if each.midi is not None and each.midi.port == port.name]
    if left and isinstance(port, OutPort) and name != port.name:
        desk.front.tell(f"{', '.join(left)} still send to {port.name}; the inspector changes that.")


async def choose_port(desk: Desk) -> None:
    """Ask which of the system's ports it is."""
    port = _port_here(desk)
    match = await _ask_port(desk, isinstance(port, OutPort), port.match)
    if match is not None:
        wanted = replace(port, match=match or "*", virtual=not match)
        desk.midi.change(changed(desk.midi.setup, port.name, wanted))


async def _ask_port(desk: Desk, is_out: bool, now: str = "") -> str | None:
    """The pattern of a port that the player picks; "" for a virtual one, None for none."""
    state = desk.midi.state
    names = dict.fromkeys(state.system_outs if is_out else state.system_ins)
    choices = [Choice(pattern_for(name), name) for name in names]
    choices += [
        Choice(_VIRTUAL, _VIRTUAL, "others connect to it"),
        Choice(_OTHER, _OTHER, "also one that is not there now"),
    ]
    picked = await desk.front.choose("Output" if is_out else "Input", _apart(choices), now)
    if picked == _VIRTUAL:
        return ""
    return await _ask_pattern(desk, now) if picked == _OTHER else picked


def _apart(choices: list[Choice]) -> list[Choice]:
    """Ports of one device that differ by their numbers alone are one choice."""
    return list({choice.value: choice for choice in reversed(choices)}.values())[::-1]


async def _ask_pattern(desk: Desk, now: str) -> str | None:
    takes = "a part of the port's name with * around it, such as *minilogue*"
    question = Question("name", now, takes, lambda text: None if text.strip() else f"It is {takes}.")
    answers = await desk.front.ask("Which port", [question])
    return answers[0].strip() if answers else None


async def add_out(desk: Desk) -> None:
    """Add an output."""
    match = await _ask_port(desk, True)
    if match is not None:
        name = name_for(match.strip("*") or _OWN_NAME, desk.midi.setup.outs)
        _add(desk, OutPort(name, match or "*", virtual=not match))


async def add_in(desk: Desk) -> None:
    """Add an input."""
    match = await _ask_port(desk, False)
    if match is not None:
        name = name_for(match.strip("*") or _OWN_NAME, desk.midi.setup.ins)
        _add(desk, InPort(name, match or "*", virtual=not match))


def _add(desk: Desk, port: Port) -> None:
    desk.midi.change(added(desk.midi.setup, port))
    every = lines(desk)
    desk.setup_at = next(at for at, line in enumerate(every) if line.of == port), 0
    desk.front.tell(f"Added {every[desk.setup_at[0]].name}; r renames it.")


def remove(desk: Desk) -> None:
    """Take the port out of the setup, or forget what was learned."""
    line, _ = here(desk)
    setup = desk.midi.setup
    if isinstance(line.of, Learned):
        left = tuple(each for each in setup.learned if each != line.of)
        desk.midi.change(replace(setup, learned=left))
        desk.front.tell(f"Forgot what turned {desk.midi.name_of(line.of.path)}.")
        return
    desk.midi.change(without(setup, _port_here(desk)))
    desk.front.tell(f"Removed {line.name}.")


def test(desk: Desk) -> None:
    """Send a short note: what the cursor's track sends there, else middle C on channel 1."""
    port = _port_here(desk)
    if not isinstance(port, OutPort):
        raise EditError("Go to an output to send it a note; an input's light shows what comes in.")
    sends = _sent_there(desk, port, desk.midi.setup)
    channel = sends.channel if sends else 1
    note = sends.note if sends and sends.note is not None else MIDDLE_C
    desk.midi.test(port.name, channel, note)
    desk.front.tell(f"Sent note {note} to {port.name}, channel {channel}.")


def _sent_there(desk: Desk, port: OutPort, setup: MidiSetup) -> MidiOut | None:
    midi = desk.song.setup(desk.track).midi if desk.song.tracks else None
    return midi if midi is not None and setup.out(midi.port) == port else None


def pick(key: str) -> Callable[[Desk], None]:
    """Go to a cell by the key that the view gave it: `row column`."""

    def run(desk: Desk) -> None:
        row, column = key.split(" ")
        desk.setup_at = int(row), int(column)

    return run
