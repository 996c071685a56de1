"""What keys do in the inspector: choose a knob, turn it, reset it, type its value."""

from collections.abc import Callable
from itertools import groupby

from beatterm.model.edits.allowed import moved
from beatterm.ui.desk.carrying import refuse_rest
from beatterm.ui.desk.desk import Desk
from beatterm.ui.desk.front import Choice
from beatterm.ui.desk.knobs import Knob, knobs
from beatterm.ui.desk.step_knobs import REST_KEY
from beatterm.ui.desk.turning import turned
from beatterm.ui.desk.wishing import ask_turn

COARSE = 10
"""Presses that one press of a coarse key counts for."""


def index_of(desk: Desk, every: tuple[Knob, ...]) -> int:
    """Where the inspector's cursor stands among the knobs; at the first if its knob is not there now."""
    return next((at for at, knob in enumerate(every) if knob.key == desk.knob), 0)


def current(desk: Desk) -> Knob:
    """The knob under the inspector's cursor."""
    every = knobs(desk)
    return every[index_of(desk, every)]


def lines_of(every: tuple[Knob, ...], columns: int) -> list[list[int]]:
    """The knobs' indices as they stand in so many columns; every group begins a line."""
    lines: list[list[int]] = []
    for _, members in groupby(range(len(every)), key=lambda at: every[at].group):
        inside = list(members)
        lines += [inside[at : at + columns] for at in range(0, len(inside), columns)]
    return lines


def choose(by: int) -> Callable[[Desk], None]:
    """Move to the next knob."""

    def run(desk: Desk) -> None:
        every = knobs(desk)
        _go(desk, every, index_of(desk, every) + by)

    return run


def choose_group(by: int) -> Callable[[Desk], None]:
    """Move to the first knob of the next group."""

    def run(desk: Desk) -> None:
        every = knobs(desk)
        firsts = [at for at, knob in enumerate(every) if at == 0 or every[at - 1].group != knob.group]
        here = sum(first <= index_of(desk, every) for first in firsts) - 1
        _go(desk, every, firsts[max(0, min(here + by, len(firsts) - 1))])

    return run


def choose_line(by: int) -> Callable[[Desk], None]:
    """Move to the knob in the next line, below or above this one."""

    def run(desk: Desk) -> None:
        every = knobs(desk)
        lines = lines_of(every, desk.knob_columns)
        here = index_of(desk, every)
        at = next(at for at, line in enumerate(lines) if here in line)
        line = lines[max(0, min(at + by, len(lines) - 1))]
        _go(desk, every, line[min(lines[at].index(here), len(line) - 1)])

    return run


def to_end(desk: Desk) -> None:
    """To the last knob."""
    every = knobs(desk)
    _go(desk, every, len(every) - 1)


def to_start(desk: Desk) -> None:
    """To the first knob."""
    _go(desk, knobs(desk), 0)


async def find(desk: Desk) -> None:
    """Let the player pick a knob by its name."""
    every = knobs(desk)
    choices = [Choice(knob.key, f"{knob.group}: {knob.label}", knob.text) for knob in every]
    key = await desk.front.choose("Knob", choices, every[index_of(desk, every)].key)
    if key is not None:
        _go(desk, every, next(at for at, knob in enumerate(every) if knob.key == key))


def _go(desk: Desk, every: tuple[Knob, ...], index: int) -> None:
    desk.session.seal()
    desk.knob = every[max(0, min(index, len(every) - 1))].key


def turn(by: int) -> Callable[[Desk], None]:
    """Turn the knob up or down; values that differ keep their distance."""

    return lambda desk: _turn(desk, current(desk), by)


def turn_at(desk: Desk, key: str, by: int) -> None:
    """Turn a knob without going there, as the wheel does: the lines under the mouse stay where they are."""
    knob = next((each for each in knobs(desk) if each.key == key), None)
    if knob is not None:
        _turn(desk, knob, by)


def _turn(desk: Desk, knob: Knob, by: int) -> None:
    step = moved if knob.is_mixed else turned
    desk.edit(
        knob.label, lambda song: knob.change(song, lambda value: step(knob.param, value, by)), merge=True
    )


def reset(desk: Desk) -> None:
    """Back to what holds without it."""
    knob = current(desk)
    desk.edit(f"reset {knob.label}", knob.reset)


async def type_in(desk: Desk) -> None:
    """Ask for the knob's value, or for a change of it."""
    knob = current(desk)
    if knob.key == REST_KEY:
        refuse_rest(desk)
    wish = await ask_turn(desk, knob.group, knob.param, knob.value)
    if wish is not None:
        desk.edit(knob.label, lambda song: knob.change(song, wish))
