"""Several values in one option, `90..140:5` or `dusty,deep`, with faults as argparse asks for them."""

from argparse import ArgumentTypeError
from collections.abc import Callable
from typing import TypeVar

from beatterm.formats import ranges

Values = TypeVar("Values")


def tempos(text: str) -> tuple[float, ...]:
    """Tempos such as `124`, `90,100` or `90..140:5`, each once."""
    return _read(ranges.tempos, text)


def seeds(text: str) -> tuple[int, ...]:
    """Seeds such as `7`, `1,2,3` or `1..16`, each once."""
    return _read(ranges.seeds, text)


def names(text: str) -> tuple[str, ...]:
    """Names such as `A` or `dusty,deep`, each once."""
    return _read(ranges.names, text)


def _read(read: Callable[[str], Values], text: str) -> Values:
    try:
        return read(text)
    except ranges.RangeError as error:
        raise ArgumentTypeError(str(error)) from None
