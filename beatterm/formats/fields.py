"""The rules that single values follow, and the reading of a table by a list of them."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from beatterm.formats.errors import Fault, Path, unknown

MAX_TEXT = 200
_NAME = re.compile(r"[A-Za-z0-9_-]{1,24}")
_KIT = re.compile(r"(?:[A-Za-z0-9_-][A-Za-z0-9_. -]{0,63})?")
_UNPRINTABLE = ("Cc", "Cs", "Zl", "Zp")


@dataclass(frozen=True, slots=True)
class Rule:
    """What a value must be, in words, with a right line; `take` gives the value, None if it is wrong."""

    words: str
    example: str
    take: Callable[[Any], Any]


def whole(what: str, example: str, low: int, high: int) -> Rule:
    """A whole number."""

    def take(raw: Any) -> int | None:
        return raw if type(raw) is int and low <= raw <= high else None

    return Rule(f"{what} is a whole number from {low} to {high}", example, take)


def number(what: str, example: str, low: float, high: float, decimals: int | None = None) -> Rule:
    """A number, kept as a float; with `decimals`, one with no more digits after its point."""

    def take(raw: Any) -> float | None:
        if type(raw) not in (int, float) or not low <= raw <= high:
            return None
        value = float(raw)
        return value if decimals is None or round(value, decimals) == value else None

    finer = f" with at most {decimals} decimals" if decimals is not None else ""
    return Rule(f"{what} is a number from {low:g} to {high:g}{finer}", example, take)


def text(what: str, example: str) -> Rule:
    """A line of text."""

    def take(raw: Any) -> str | None:
        return raw if isinstance(raw, str) and len(raw) <= MAX_TEXT and is_printable(raw) else None

    return Rule(f"{what} is a text in quotes, on one line, of at most {MAX_TEXT} characters", example, take)


def flag(what: str, example: str) -> Rule:
    """true or false."""
    return Rule(f"{what} is true or false", example, lambda raw: raw if isinstance(raw, bool) else None)


def choice(what: str, example: str, words: Iterable[Any]) -> Rule:
    """One of several words or numbers."""
    known = tuple(words)

    def take(raw: Any) -> Any:
        return next((each for each in known if type(raw) is type(each) and raw == each), None)

    return Rule(f"{what} is one of {', '.join(map(str, known))}", example, take)


def name_text(what: str, example: str) -> Rule:
    """A name as tracks, patterns and sounds have."""
    words = f"{what} has 1 to 24 letters, digits, - and _"
    return Rule(words, example, lambda raw: raw if isinstance(raw, str) and is_name(raw) else None)


def is_name(name: str) -> bool:
    """Whether a track, pattern or sound may have this name."""
    return _NAME.fullmatch(name) is not None


def is_kit_name(name: str) -> bool:
    """Whether a kit's folder may have this name; a song without a kit has none."""
    return _KIT.fullmatch(name) is not None


def is_printable(text: str) -> bool:
    """Whether a text has only characters that stay on their line."""
    return text.isprintable() or not any(unicodedata.category(each) in _UNPRINTABLE for each in text)


def taken(rule: Rule, raw: Any, path: Path) -> Any:
    """The value by its rule, or a Fault at its path."""
    value = rule.take(raw)
    if value is None:
        raise Fault(path, rule.words, rule.example)
    return value


def read_table(raw: Any, rules: Mapping[str, Rule | None], path: Path, example: str = "") -> dict[str, Any]:
    """A table's values by their rules; those whose rule is None pass through. Fault at the first wrong."""
    table = as_table(raw, path, example)
    values = {}
    for key, each in table.items():
        if key not in rules:
            raise Fault((*path, key), unknown("setting", key, rules), example, at_key=True)
        rule = rules[key]
        values[key] = each if rule is None else taken(rule, each, (*path, key))
    return values


def as_table(raw: Any, path: Path, example: str = "") -> dict[str, Any]:
    """The value if it is a table, else a Fault."""
    if not isinstance(raw, dict):
        raise Fault(path, f"{path[-1]} is a table of settings", example)
    return raw


def named_tables(raw: Any, path: Path, what: str, example: str) -> dict[str, Any]:
    """A table whose keys are names of tracks, patterns or sounds."""
    table = as_table(raw, path, example)
    for name in table:
        if not is_name(name):
            rule = f"the name of a {what} has 1 to 24 letters, digits, - and _"
            raise Fault((*path, name), rule, example, at_key=True)
    return table


def as_list(raw: Any, path: Path, example: str) -> list[Any]:
    """The value if it is a list, else a Fault."""
    if not isinstance(raw, list):
        raise Fault(path, f"{path[-1]} is a list in square brackets", example)
    return raw


def read_names(raw: Any, example: str, path: Path) -> list[str]:
    """A list of names of tracks, each at most once."""
    rule = name_text("the name of a track", example)
    names: list[str] = []
    for index, each in enumerate(as_list(raw, path, example)):
        name = taken(rule, each, (*path, index))
        if name in names:
            raise Fault((*path, index), "each track stands here once", example)
        names.append(name)
    return names
