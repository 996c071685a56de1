"""Reasons: what chance and condition say about a hit, in words. One row a condition."""

from collections.abc import Callable

from beatterm.model.condition import FILL, NEGATION, NEIGHBOUR, PRE
from beatterm.model.step import ALWAYS
from beatterm.sequencer.conditions import sounds
from beatterm.sequencer.moment import Moment


def chance_reason(moment: Moment) -> str:
    """What was rolled for a hit; "" if nothing was left to chance."""
    step, part = moment.step, moment.part
    if step.chance == ALWAYS:
        return ""
    return f"chance {part.chance_of(step):g} %: the roll was {int(part.rolled(moment.nth))}"


def condition_reason(moment: Moment) -> str:
    """What the condition of a hit met; "" if it has none."""
    word = moment.step.condition
    if not word:
        return ""
    told = _TOLD.get(word.removeprefix(NEGATION), _pass)
    return f"condition {word}: {told(moment)}"


def name_of(moment: Moment) -> str:
    """A hit as a musician counts: its step, and the pass it is in."""
    return f"step {moment.part.index_of(moment.nth) + 1} in pass {moment.pass_index + 1}"


def _pass(moment: Moment) -> str:
    return f"this is pass {moment.pass_index + 1}"


def _fill(moment: Moment) -> str:
    return "a fill is played" if moment.is_fill else "no fill is played"


def _previous(moment: Moment) -> str:
    return _result(moment.doubt_before(), "no hit before it has a chance or condition")


def _neighbour(moment: Moment) -> str:
    return _result(moment.doubt_above(), "no hit of the track above has a chance or condition yet")


def _result(link: Moment | None, missing: str) -> str:
    if link is None:
        return missing
    return f"{link.part.track.name} {name_of(link)} {'sounded' if sounds(link) else 'did not sound'}"


_TOLD: dict[str, Callable[[Moment], str]] = {FILL: _fill, PRE: _previous, NEIGHBOUR: _neighbour}
"""What they tell; all others speak of the pass."""
