"""A TOML text as data together with the place of each value, so that every error can say line and column."""

import re
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from beatterm.formats.errors import Fault, FormatError, shortened
from beatterm.formats.places import Node, Places, offset_in_string, position
from beatterm.formats.scan import MAX_NUMBER, scan

MAX_CHARACTERS = 4_000_000

_TWICE = ("each name is set once, and each table opened once", "tempo = 124")
_WORDS = (
    ("Unterminated string", "a text ends with the quotes it began with", 'title = "Night bus"'),
    ("Unclosed", "a list ends with ] and a table within a line with }", 'mute = ["bass"]'),
    ("Expected newline", "one setting a line, and only a # comment after it", "tempo = 124  # a comment"),
    ("Expected '='", "a setting is a name, = and a value", "tempo = 124"),
    ("Expected ']", "a table's name stands between [ and ], a list's between [[ and ]]", "[mixer.kick]"),
    ("Invalid initial character", "a name is of letters, digits, - and _", "tempo = 124"),
    ("Invalid statement", "a line is a setting, a [table] or a # comment", "tempo = 124"),
    ("Invalid value", "a value is a text in quotes, a number, true, false or a list", 'title = "Night bus"'),
    ("Cannot", *_TWICE),
    ("Duplicate", *_TWICE),
    ("Unescaped", "a backslash in a text is written twice", 'title = "AC\\\\DC"'),
    ("Illegal character", "a text in quotes stays on one line, without control characters", 'title = "AC"'),
    ("Found invalid character", "a file has no control characters", "tempo = 124"),
)
_OPEN_STRING = ("Unterminated", "Illegal character '\\n'", "Expected '\"'", 'Expected "\'"')
_REFUSED = {
    "deep": ("names and lists nest too deep here", "tempo = 124"),
    "long": (f"a number has at most {MAX_NUMBER} characters", "tempo = 124"),
}
_NOT_TOML = ("this cannot be read", "tempo = 124")
_POSITION = re.compile(r"\(at line (\d+), column (\d+)\)")


@dataclass(frozen=True, slots=True)
class Document:
    """A text, the values in it, and where they stand."""

    source: str
    text: str
    data: dict[str, Any] = field(default_factory=dict)
    places: Places = field(default_factory=Places)

    @contextmanager
    def placing(self) -> Iterator[None]:
        """A Fault that is found meanwhile becomes a FormatError, which names its place in the text."""
        try:
            yield
        except Fault as fault:
            raise self._error(fault) from None

    def _error(self, fault: Fault) -> FormatError:
        """The fault with its line, its column and what stands there."""
        start, shown = self._place(fault)
        value = fault.value or shortened(self.text[slice(*shown)])
        return self._error_at(start, value, fault.rule, fault.example)

    def _error_at(self, offset: int, value: str, rule: str, example: str) -> FormatError:
        return FormatError(self.source, *position(self.text, offset), value, rule, example)

    def _place(self, fault: Fault) -> tuple[int, tuple[int, int]]:
        """Where the error points to, and the span of what it shows."""
        path = fault.path
        while path:
            node = self.places.nodes.get(path)
            if node is not None:
                return self._place_of(node, fault)
            header = self.places.header(path)
            if header is not None:
                end = self.text.find("]", header.start) + 1
                return header.start, (header.start, end + self.text.startswith("]", end))
            path = path[:-1]
        return 0, (0, 0)

    def _place_of(self, node: Node, fault: Fault) -> tuple[int, tuple[int, int]]:
        if fault.offset >= 0:
            start = node.value[0] + offset_in_string(self.text[slice(*node.value)], fault.offset)
            return start, (start, start + 1)
        return (node.key[0], node.key) if fault.at_key else (node.value[0], (node.key[0], node.value[1]))


def read_document(text: str, source: str) -> Document:
    """The text's values with their places; FormatError where it is not TOML, too long or too deep."""
    text = text.removeprefix("\ufeff")
    empty = Document(source, text)
    if len(text) > MAX_CHARACTERS:
        raise empty._error_at(0, "", f"a file has at most {MAX_CHARACTERS} characters", "")
    places = scan(text)
    if places.stop is not None and places.stop[1] in _REFUSED:
        raise empty._error_at(places.stop[0], "", *_REFUSED[places.stop[1]])
    try:
        return Document(source, text, tomllib.loads(text), places)
    except (ValueError, RecursionError) as fault:
        raise _syntax_error(empty, places, str(fault)) from None


def _syntax_error(document: Document, places: Places, message: str) -> FormatError:
    """The parser's complaint in our words; the scan knows better where a second name or open text begins."""
    if places.twice is not None and message.startswith(("Cannot", "Duplicate")):
        return document._error_at(places.twice, _line_at(document.text, places.twice), *_TWICE)
    offset = _offset_of(document.text, message)
    if places.stop is not None and places.stop[1] == "string" and message.startswith(_OPEN_STRING):
        offset, message = places.stop[0], "Unterminated string"
    words = ((rule, right) for start, rule, right in _WORDS if message.startswith(start))
    return document._error_at(offset, _line_at(document.text, offset), *next(words, _NOT_TOML))


def _offset_of(text: str, message: str) -> int:
    """Where tomllib saw the fault: it says "at end of document" in words, and stands behind an escape."""
    found = _POSITION.search(message)
    if found is None:
        return len(text.rstrip())
    line, column = int(found[1]), int(found[2])
    column -= 2 if message.startswith("Unescaped") else 0
    start = 0
    for _ in range(line - 1):
        start = text.find("\n", start) + 1
    return start + column - 1


def _line_at(text: str, offset: int) -> str:
    """The line in which the fault stands, as it is written."""
    start = text.rfind("\n", 0, offset) + 1
    return shortened(text[start:].partition("\n")[0].strip())
