"""The tuner: a few Params whose result is seen in the grid and heard while they are turned; then it is taken
or left. Generators, grooves, key and freezing are offered through it.
"""

from collections.abc import Callable
from dataclasses import replace

from beatterm.model.edits.errors import EditError
from beatterm.model.param import Param, Value
from beatterm.session.learned import value_at
from beatterm.ui.desk.desk import Desk
from beatterm.ui.desk.front import Choice, Question
from beatterm.ui.desk.offer import SEED, Offer, Settings, Tuner, number
from beatterm.ui.desk.turning import fault, label_of, parsed, turned

COARSE = 10
"""Presses that one press of a coarse key counts for."""
_TWO_DIGITS = 10
NO_TUNER = "Nothing is being tried out; f, Q and Y begin to."


def open_tuner(desk: Desk, offer: Offer) -> None:
    """Begin to try something out; a take that is being recorded ends. EditError if it cannot be done here."""
    desk.session.preview.refuse()
    desk.recorder.end()
    _try(desk, Tuner(offer, {}, 0, "", desk.place), offer.start)


def tuner_of(desk: Desk) -> Tuner:
    """What is being tried out; EditError if nothing is."""
    if desk.tuner is None:
        raise EditError(NO_TUNER)
    return desk.tuner


def _try(desk: Desk, tuner: Tuner, values: Settings) -> None:
    wanted = _fitted(tuner.offer, values)
    desk.session.preview.show(lambda song: tuner.offer.change(song, wanted))
    desk.tuner = replace(tuner, values=wanted)
    desk.settle()


def _fitted(offer: Offer, values: Settings) -> Settings:
    """The values within their ranges, each given those before it."""
    known = {param.name: param.default for param in offer.params({})} | dict(values)
    for at in range(len(offer.params(known))):
        param = offer.params(known)[at]
        known[param.name] = _nearest(param, known[param.name])
    return known


def _nearest(param: Param, value: Value) -> Value:
    if param.choices:
        return value if value in param.choices else param.default
    return max(param.low, min(param.high, float(value)))


def choose(by: int) -> Callable[[Desk], None]:
    """Move to the next Param."""

    def run(desk: Desk) -> None:
        tuner = tuner_of(desk)
        at = max(0, min(len(tuner.params) - 1, tuner.at + by))
        desk.tuner = replace(tuner, at=at, typed="")

    return run


def pick(name: str) -> Callable[[Desk], None]:
    """Go to the Param of that name, if it is one of the tuner's."""

    def run(desk: Desk) -> None:
        names = [param.name for param in tuner_of(desk).params]
        if name in names:
            choose(names.index(name) - tuner_of(desk).at)(desk)

    return run


def turn(by: int) -> Callable[[Desk], None]:
    """Turn the Param under the cursor."""

    def run(desk: Desk) -> None:
        tuner = tuner_of(desk)
        _set(desk, tuner.param, turned(tuner.param, tuner.values[tuner.param.name], by))

    return run


def turn_to(desk: Desk) -> Callable[[str, float], None]:
    """Turns the Param of a name, if it is one of the tuner's, to a share of its range."""

    def run(name: str, part: float) -> None:
        param = next((each for each in tuner_of(desk).params if each.name == name), None)
        if param is not None:
            _set(desk, param, value_at(param, part))

    return run


def _set(desk: Desk, param: Param, value: Value, typed: str = "") -> None:
    tuner = tuner_of(desk)
    _try(desk, replace(tuner, typed=typed), {**tuner.values, param.name: value})


def digit(character: str) -> Callable[[Desk], None]:
    """Type a number, digit by digit; one that does not fit is refused with the rule."""

    def run(desk: Desk) -> None:
        tuner = tuner_of(desk)
        if tuner.param.choices:
            raise EditError(f"t picks {label_of(tuner.param)} from a list.")
        text = tuner.typed + character if tuner.param.high >= _TWO_DIGITS else character
        desk.tuner = replace(tuner, typed="")
        if float(text) < tuner.param.low:
            desk.tuner = replace(tuner, typed=text)
        else:
            _set(desk, tuner.param, parsed(tuner.param, text), text)

    return run


async def type_in(desk: Desk) -> None:
    """Ask for the value; pick it from a list where it is a word."""
    tuner = tuner_of(desk)
    param, label = tuner.param, label_of(tuner.param)
    title = f"{tuner.offer.title}: {label}"
    now = tuner.values[param.name]
    if param.choices:
        picked = await desk.front.choose(title, [Choice(each, each) for each in param.choices], str(now))
        if picked is not None:
            _set(desk, param, picked)
        return
    question = Question(
        label, f"{float(now):g}", f"{param.rule()}. {param.about}", lambda text: fault(param, text)
    )
    answers = await desk.front.ask(title, [question])
    if answers is not None:
        _set(desk, param, parsed(param, answers[0]))


def default(desk: Desk) -> None:
    """The Param back to its default."""
    param = tuner_of(desk).param
    _set(desk, param, param.default)


def roll(desk: Desk) -> None:
    """Roll the dice again: the next seed."""
    tuner = tuner_of(desk)
    if SEED not in tuner.params:
        raise EditError("Nothing here is left to chance.")
    now = number(tuner.values, SEED)
    _set(desk, SEED, float(now + 1 if now < SEED.high else SEED.low))


def take(desk: Desk) -> None:
    """Keep what is shown; it is undone as one."""
    tuner = tuner_of(desk)
    offer, before = tuner.offer, desk.session.written
    kept = offer.taken or offer.change
    desk.session.preview.take(offer.label, lambda song: kept(song, tuner.values))
    desk.tried[offer.label] = tuner.values
    _close(desk, tuner)
    fresh = " ".join(each.name for each in desk.song.patterns if before.pattern(each.name) is None)
    done = f"New patterns: {fresh}" if fresh else f"Taken: {offer.title}"
    desk.front.tell(f"{done}. u takes it back.")


def leave(desk: Desk) -> None:
    """Everything as it was before."""
    tuner = tuner_of(desk)
    desk.session.preview.drop()
    _close(desk, tuner)
    desk.front.tell(f"Left as it was: {tuner.offer.title}.")


def _close(desk: Desk, tuner: Tuner) -> None:
    desk.tuner = None
    desk.midi.learn("")
    desk.place = tuner.place
    desk.settle()
