"""Several values in one text, such as `90..140:5` or `dusty,deep`."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from beatterm.model.song import MAX_SEED, MAX_TEMPO, MIN_TEMPO

MOST = 1000
"""Values of one text."""

_UP_TO, _STEP, _AND = "..", ":", ","
_LONGEST = 4000


class RangeError(Exception):
    """A text that is not made of such values; the message says of which it would be."""


def tempos(text: str) -> tuple[float, ...]:
    """Tempos such as `124`, `90,100` or `90..140:5`, each once."""
    low, high = Decimal(int(MIN_TEMPO)), Decimal(int(MAX_TEMPO))
    example = f"numbers from {low} to {high}, such as 124 or 90,100 or 90..140:5"
    return tuple(dict.fromkeys(float(round(each, 3)) for each in _values(text, low, high, example)))


def seeds(text: str) -> tuple[int, ...]:
    """Seeds such as `7`, `1,2,3` or `1..16`, each once."""
    found = _values(text, Decimal(0), Decimal(MAX_SEED), "whole numbers, such as 7 or 1,2,3 or 1..16")
    if any(each % 1 for each in found):
        raise RangeError(f"{text[:40]!r} has a seed that is not a whole number, such as 7")
    return tuple(int(each) for each in found)


def names(text: str) -> tuple[str, ...]:
    """Names such as `A` or `dusty,deep`, each once."""
    found = tuple(dict.fromkeys(each.strip() for each in text.split(_AND)))
    if not all(found) and found != ("",):
        raise RangeError(f"{text[:40]!r} has a comma too many; names are written A,B")
    if len(found) > MOST:
        raise RangeError(f"that are more than {MOST} names")
    return found


def _values(text: str, low: Decimal, high: Decimal, example: str) -> tuple[Decimal, ...]:
    found: dict[Decimal, None] = {}
    try:
        for part in text[:_LONGEST].split(_AND):
            for each in _range(part.strip()):
                found[each] = None
                if not low <= each <= high:
                    raise ValueError
                if len(found) > MOST:
                    raise RangeError(f"{text[:40]!r} are more than {MOST} values")
    except (ValueError, InvalidOperation):
        raise RangeError(f"{text[:40]!r} is not made of {example}") from None
    return tuple(found)


def _range(text: str) -> Iterator[Decimal]:
    """One value, or all from the first up or down to the second; by 1 unless a step is said."""
    ends, colon, step_text = text.partition(_STEP)
    first_text, dots, last_text = ends.partition(_UP_TO)
    if not dots and colon:
        raise ValueError
    first, last = _decimal(first_text), _decimal(last_text if dots else first_text)
    step = _decimal(step_text) if colon else Decimal(1)
    if step <= 0:
        raise ValueError
    signed = step if first <= last else -step
    for count in range(int(abs(last - first) / step) + 1):
        yield first + count * signed


def _decimal(text: str) -> Decimal:
    """A plain number: no exponents and no words, which Decimal takes too."""
    if not text.isascii() or not text.replace(".", "", 1).isdigit() or len(text) > 24:
        raise ValueError
    return Decimal(text)
