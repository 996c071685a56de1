"""Conditions: the words that let a step sound in some passes of its track only, after Elektron's."""

FILL, PRE, NEIGHBOUR, FIRST = "fill", "pre", "nei", "1st"
MAX_CYCLE = 8
NEGATION = "!"


def cycle_word(on: int, of: int) -> str:
    """The word for the pass `on` of every `of` passes, both from 1: `2:4`."""
    return f"{on}:{of}"


PLAIN_CONDITIONS: tuple[str, ...] = (
    FILL,
    PRE,
    NEIGHBOUR,
    FIRST,
    *(cycle_word(on, of) for of in range(2, MAX_CYCLE + 1) for on in range(1, of + 1)),
)
CONDITIONS: tuple[str, ...] = tuple(sign + word for word in PLAIN_CONDITIONS for sign in ("", NEGATION))
"""Every word that a step's condition may be, each with its negation behind it: `fill`, `!fill`, `pre` …"""
