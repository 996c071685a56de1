"""What keys do to the details of hits: ratchet, chance, condition, nudge, tie, and back to plain hits."""

from collections.abc import Callable

from beatterm.model.condition import FILL, FIRST, NEGATION, NEIGHBOUR, PRE
from beatterm.model.edits import regions
from beatterm.model.edits.values import add_value, set_value
from beatterm.model.param import Value
from beatterm.model.step import Step
from beatterm.model.step_params import CHANCE, CONDITION, NO_CONDITION, NUDGE, RAMP, RATCHET, TIE
from beatterm.ui.desk.carrying import Detail, hits, of_step, refuse_rest
from beatterm.ui.desk.desk import Desk
from beatterm.ui.desk.front import Choice

RATCHETS = (1.0, 2.0, 3.0, 4.0, 6.0, 8.0)
RAMPS = (0.0, 50.0, 100.0, -50.0, -100.0)
CHANCES = (100.0, 75.0, 50.0, 25.0)


def _cycle(name: str, stops: tuple[Value, ...]) -> Callable[[Desk], None]:
    """Give all selected hits the stop that follows the first one's value."""
    what = of_step(name)

    def run(desk: Desk) -> None:
        refuse_rest(desk)
        now = what.value_in(hits(desk)[0][1])
        wanted = stops[(stops.index(now) + 1) % len(stops)] if now in stops else stops[0]
        _set(desk, what, wanted)

    return run


def _set(desk: Desk, what: Detail, wanted: Value) -> None:
    where = desk.region
    desk.edit(what.label, lambda song: set_value(song, where, what, wanted), merge=True)


ratchet = _cycle(RATCHET.param.name, RATCHETS)
ramp = _cycle(RAMP.param.name, RAMPS)
chance = _cycle(CHANCE.param.name, CHANCES)
tie = _cycle(TIE.param.name, TIE.param.choices)


def nudge(by: int) -> Callable[[Desk], None]:
    """Move the selected hits a little earlier or later; they keep their distances."""
    what = of_step(NUDGE.param.name)

    def run(desk: Desk) -> None:
        refuse_rest(desk)
        where = desk.region
        desk.edit(what.label, lambda song: add_value(song, where, what, by), merge=True)

    return run


async def condition(desk: Desk) -> None:
    """Let the player pick the condition of the selected hits, each with what it means."""
    refuse_rest(desk)
    what = of_step(CONDITION.param.name)
    now = str(what.value_in(hits(desk)[0][1]))
    choices = [Choice(word, word, meaning(word)) for word in CONDITION.param.choices]
    word = await desk.front.choose("When the hit sounds", choices, now)
    if word is not None:
        _set(desk, what, word)


_MEANINGS = {
    NO_CONDITION: "in every pass",
    FILL: "while a fill is on",
    PRE: "if the conditional hit before it did",
    NEIGHBOUR: "if the last one of the track above did",
    FIRST: "in the first pass",
}
_NEGATED = {
    FILL: "while no fill is on",
    PRE: "if the conditional hit before did not",
    NEIGHBOUR: "if the last one above did not",
    FIRST: "in every pass but the first",
}


def meaning(word: str) -> str:
    """What a condition says, in words."""
    plain = word.removeprefix(NEGATION)
    if ":" not in plain:
        return _MEANINGS[word] if plain == word else _NEGATED[plain]
    on, of = plain.split(":")
    return f"pass {on} of every {of}" if plain == word else f"every {of} passes, all but {on}"


def plain(desk: Desk) -> None:
    """Clear all that the selected hits carry; how hard, which notes and how long stay."""
    refuse_rest(desk)
    where = desk.region
    desk.edit("plain hits", lambda song: regions.change_steps(song, where, _bare))


def _bare(step: Step) -> Step:
    return Step(velocity=step.velocity, notes=step.notes, length=step.length)
