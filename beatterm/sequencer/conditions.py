"""Conditions: in which passes a step sounds. One function and one row a condition.

A condition either is a test of a moment, or hands on the result of another hit (`pre`, `nei`).
"""

from collections.abc import Callable

from beatterm.model.condition import FILL, FIRST, MAX_CYCLE, NEGATION, NEIGHBOUR, PRE, cycle_word
from beatterm.sequencer.moment import Moment

Test = Callable[[Moment], bool]
Link = Callable[[Moment], Moment | None]

_LONGEST_CHAIN = 1024
"""So many hits may hand on a result; what lies further back counts as not having sounded."""


def _in_cycle(on: int, of: int) -> Test:
    """In the pass `on` of every `of`, from 1."""
    return lambda moment: moment.pass_index % of == on - 1


def _fill(moment: Moment) -> bool:
    return moment.is_fill


def _first(moment: Moment) -> bool:
    return moment.pass_index == 0


def _previous(moment: Moment) -> Moment | None:
    return moment.doubt_before()


def _neighbour(moment: Moment) -> Moment | None:
    return moment.doubt_above()


TESTS: dict[str, Test] = {
    FILL: _fill,
    FIRST: _first,
    **{cycle_word(on, of): _in_cycle(on, of) for of in range(2, MAX_CYCLE + 1) for on in range(1, of + 1)},
}
LINKS: dict[str, Link] = {PRE: _previous, NEIGHBOUR: _neighbour}
"""Whose result is handed on; a hit that is not there has not sounded."""


def sounds(moment: Moment) -> bool:
    """Whether a hit sounds by its chance and its condition.

    Hits that hand on a result are followed one after the other, not one within the other: a long chain of
    them is no deep one.
    """
    turned = False
    link: Moment | None = moment
    for _ in range(_LONGEST_CHAIN):
        if link is None or not link.passes_chance:
            return turned
        word = link.step.condition
        if not word:
            return not turned
        turned ^= word.startswith(NEGATION)
        word = word.removeprefix(NEGATION)
        if word in TESTS:
            return TESTS[word](link) != turned
        link = LINKS[word](link)
    return turned
