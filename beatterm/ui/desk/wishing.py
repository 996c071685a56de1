"""Asking for a value: a number, a change of one, or a word from a list."""

from collections.abc import Callable

from beatterm.model.param import Param, Value
from beatterm.ui.desk.desk import Desk
from beatterm.ui.desk.details import meaning
from beatterm.ui.desk.front import Choice, Question
from beatterm.ui.desk.turning import label_of, wish, wish_fault

Turn = Callable[[Value], Value]


async def ask_turn(desk: Desk, group: str, param: Param, now: Value) -> Turn | None:
    """What the player wants done to values of a Param; None if nothing."""
    if param.choices:
        return await _ask_word(desk, group, param, str(now))
    question = Question(
        label_of(param),
        f"{float(now):g}",
        f"{param.rule()}, or a change: +10, {'+-5' if param.low < 0 else '-5'}, *1.2. {param.about}",
        lambda text: wish_fault(param, text),
    )
    answers = await desk.front.ask(f"{group}: {label_of(param)}", [question])
    return None if answers is None else wish(param, answers[0])


async def _ask_word(desk: Desk, group: str, param: Param, now: str) -> Turn | None:
    means = meaning if param.name == "condition" else lambda _: ""
    choices = [Choice(word, word, means(word)) for word in param.choices]
    word = await desk.front.choose(f"{group}: {label_of(param)}", choices, now)
    return None if word is None else lambda _: word
