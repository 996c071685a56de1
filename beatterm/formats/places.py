"""Where names and values stand in a text: what `scan` finds, and `document` and `text_edits` look up."""

import re
from dataclasses import dataclass, field

from beatterm.formats.errors import Path

_BASIC_PIECE = re.compile(r"\\u.{4}|\\U.{8}|\\[ \t\r]*\n[ \t\r\n]*|\\.|\r\n|.", re.DOTALL)
_LITERAL_PIECE = re.compile(r"\r\n|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Node:
    """A name with its value: spans of characters. `line` is set where it is a statement of its own lines."""

    path: Path
    key: tuple[int, int]
    value: tuple[int, int]
    line: tuple[int, int] | None
    home: Path
    """The path of the table header that it stands under."""


@dataclass(frozen=True, slots=True)
class Header:
    """A line such as `[mixer.kick]`, from `start` to `end` (after its line's end)."""

    path: Path
    start: int
    end: int


@dataclass(slots=True)
class Places:
    """Every node and header in the order of the text; `stop` is where the scan could not go on, and why."""

    nodes: dict[Path, Node] = field(default_factory=dict)
    headers: list[Header] = field(default_factory=list)
    twice: int | None = None
    stop: tuple[int, str] | None = None

    def header(self, path: Path) -> Header | None:
        """The header of a table, or the first one of a table inside it."""
        inside = (header for header in self.headers if header.path[: len(path)] == path)
        return next((header for header in self.headers if header.path == path), next(inside, None))


def position(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from 1, of a character."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def offset_in_string(raw: str, offset: int) -> int:
    """Where the character `offset` of a string's value stands in the string as it is written, with quotes."""
    quotes = 3 if raw[:3] in ('"""', "'''") else 1
    at = quotes
    if quotes == 3:
        at += 2 if raw.startswith("\r\n", at) else int(raw.startswith("\n", at))
    form = _LITERAL_PIECE if raw[0] == "'" else _BASIC_PIECE
    while found := form.match(raw, at):
        is_character = not _is_continuation(found.group())
        if is_character and offset == 0:
            break
        at, offset = found.end(), offset - int(is_character)
    return at


def _is_continuation(piece: str) -> bool:
    """A backslash at a line's end: it and the white space after it are not part of the string."""
    return piece[0] == "\\" and "\n" in piece
