"""What is wrong in a text: where it stands, the rule it breaks, and an example that is right."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

Path = tuple[str | int, ...]
"""Where a value stands in a document: the tables' names, counts in lists (from 0), and its own name last."""

_SHOWN_CHARACTERS = 48


class FormatError(ValueError):
    """A text that breaks a rule. `line` and `column` count from 1; `value` is what stands there."""

    def __init__(self, source: str, line: int, column: int, value: str, rule: str, example: str = "") -> None:
        super().__init__(source, line, column, value, rule, example)
        self.source, self.line, self.column = source, line, column
        self.value, self.rule, self.example = value, rule, example

    def __str__(self) -> str:
        what = f"{self.value}: " if self.value else ""
        end = "" if self.rule.endswith("?") else "."
        example = f" Example: {self.example}" if self.example else ""
        return f"{self.source}:{self.line}:{self.column}: {what}{self.rule}{end}{example}"


class Fault(Exception):
    """A broken rule whose place is still a path; the document turns it into a FormatError.

    With `at_key` the name is wrong rather than the value; `offset` points into a string's characters.
    """

    def __init__(
        self,
        path: Path,
        rule: str,
        example: str = "",
        *,
        value: str = "",
        at_key: bool = False,
        offset: int = -1,
    ) -> None:
        super().__init__(path, rule)
        self.path, self.rule, self.example = path, rule, example
        self.value, self.at_key, self.offset = value, at_key, offset


def shortened(text: str) -> str:
    """A text fit for one line of an error."""
    line = text if text.isprintable() else repr(text)[1:-1]
    return line if len(line) <= _SHOWN_CHARACTERS else line[: _SHOWN_CHARACTERS - 1] + "…"


def nearest(name: str, names: Iterable[Any]) -> str | None:
    """The name that was probably meant, or None."""
    known = [str(each) for each in names]
    close = get_close_matches(name[:40], known, n=1, cutoff=0.5)
    return close[0] if close else None


def unknown(what: str, name: str, names: Iterable[Any]) -> str:
    """The rule that an unknown name breaks, with the nearest right one or all there are."""
    known = [str(each) for each in names]
    close = nearest(name, known)
    if close is not None:
        return f"there is no {what} {shortened(name)!r}; did you mean {close!r}?"
    there = ", ".join(known[:12]) or "none"
    return f"there is no {what} {shortened(name)!r}; there is {there}"
