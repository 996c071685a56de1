"""What keys do in the inspector: choose a knob, turn it, reset it, type its value."""

from collections.abc import Callable

from beatterm.ui.desk.desk import Desk
from beatterm.ui.desk.front import Question
from beatterm.ui.desk.knobs import Knob, knobs
from beatterm.ui.desk.turning import fault, parsed, turned

COARSE = 10
"""Presses that one press of a coarse key counts for."""


def index_of(desk: Desk, every: tuple[Knob, ...]) -> int:
    """Where the inspector's cursor stands among the knobs; at the first if its knob is not there now."""
    return next((at for at, knob in enumerate(every) if knob.key == desk.knob), 0)


def current(desk: Desk) -> Knob:
    """The knob under the inspector's cursor."""
    every = knobs(desk)
    return every[index_of(desk, every)]


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


def _go(desk: Desk, every: tuple[Knob, ...], index: int) -> None:
    desk.session.seal()
    desk.knob = every[max(0, min(index, len(every) - 1))].key


def turn(by: int) -> Callable[[Desk], None]:
    """Turn the knob up or down."""

    def run(desk: Desk) -> None:
        knob = current(desk)
        wanted = turned(knob.param, knob.value, by)
        desk.edit(knob.label, lambda song: knob.put(song, wanted), merge=True)

    return run


def reset(desk: Desk) -> None:
    """Back to what holds without it."""
    knob = current(desk)
    desk.edit(f"reset {knob.label}", knob.reset)


async def type_in(desk: Desk) -> None:
    """Ask for the knob's value."""
    knob = current(desk)
    question = Question(
        knob.label,
        _typed(knob),
        f"{knob.param.rule()}. {knob.param.about}",
        lambda text: fault(knob.param, text),
    )
    answers = await desk.front.ask(f"{knob.group}: {knob.label}", [question])
    if answers is not None:
        wanted = parsed(knob.param, answers[0])
        desk.edit(knob.label, lambda song: knob.put(song, wanted))


def _typed(knob: Knob) -> str:
    return str(knob.value) if knob.param.choices else f"{float(knob.value):g}"
