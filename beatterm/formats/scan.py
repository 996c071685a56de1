"""Finds where every name and value of a TOML text stands. `document` sets these places beside the values.

It reads the outer form only (strings, lists, tables); whether a value is right is for tomllib to say.
"""

import re
import tomllib

from beatterm.formats.errors import Path
from beatterm.formats.places import Header, Node, Places

MAX_DEPTH = 16
"""Deeper names or lists than any file here has; a text that nests more is refused before it is read."""

MAX_NUMBER = 64
"""Characters of the longest number or word without quotes; one of thousands of digits reads slowly."""

_SPACE = re.compile(r"[ \t]*+")
_BLANK = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*+")
_LINE_END = re.compile(r"[ \t]*+(?:#[^\n]*+)?+(?:\r?\n|\Z)")
_KEY_PART = re.compile(r"""[A-Za-z0-9_-]++|"(?:[^"\\\n]++|\\.)*+"|'[^'\n]*+'""")
_STRING = re.compile(
    r'"""(?:[^"\\]++|\\.|"{1,2}+(?!"))*+"{3,5}'
    r"|'''(?:[^']++|'{1,2}+(?!'))*+'{3,5}"
    r'|"(?!"")(?:[^"\\\n]++|\\.)*+"'
    r"|'(?!'')[^'\n]*+'",
    re.DOTALL,
)
_PLAIN = re.compile(r"""[^,\]}#\n\r"'\[{]++""")


class _Stop(Exception):
    """The text is not TOML from here on, or nests too deep."""


def scan(text: str) -> Places:
    """The places of a text. Never fails: what cannot be read ends the scan early."""
    scanner = _Scanner(text)
    try:
        scanner.document()
    except _Stop as stop:
        scanner.places.stop = stop.args
    return scanner.places


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.places = Places()
        self._home: Path = ()
        self._lists: dict[Path, int] = {}
        self._tables: set[Path] = set()

    def document(self) -> None:
        while self._skip(_BLANK) < len(self.text):
            if self.text[self.at] == "[":
                self._header()
            else:
                self._statement()

    def _skip(self, form: re.Pattern[str]) -> int:
        found = form.match(self.text, self.at)
        self.at = found.end() if found else self.at
        return self.at

    def _expect(self, mark: str) -> None:
        if not self.text.startswith(mark, self.at):
            raise _Stop(self.at, "form")
        self.at += len(mark)

    def _header(self) -> None:
        start = self.at
        is_list = self.text.startswith("[[", start)
        self.at += 2 if is_list else 1
        path = self._inside_lists(self._key())
        self._skip(_SPACE)
        self._expect("]]" if is_list else "]")
        if is_list:
            self._lists[path] = self._lists.get(path, -1) + 1
            path = (*path, self._lists[path])
        elif path in self._tables and self.places.twice is None:
            self.places.twice = start
        self._tables.add(path)
        self._home = path
        self._end_of_line()
        self.places.headers.append(Header(path, start, self.at))

    def _inside_lists(self, parts: tuple[str, ...]) -> Path:
        """The parts with the count of the list's last table after each name that is a list of tables."""
        path: Path = ()
        for index, part in enumerate(parts):
            path = (*path, part)
            if path in self._lists and index < len(parts) - 1:
                path = (*path, self._lists[path])
        return path

    def _statement(self) -> None:
        line_start = self.text.rfind("\n", 0, self.at) + 1
        key_start = self.at
        path = self._home + self._key()
        key_end = self.at
        self._skip(_SPACE)
        self._expect("=")
        value = self._value(path, 0)
        self._end_of_line()
        self._add(Node(path, (key_start, key_end), value, (line_start, self.at), self._home))

    def _end_of_line(self) -> None:
        found = _LINE_END.match(self.text, self.at)
        if found is None:
            raise _Stop(self.at, "form")
        self.at = found.end()

    def _key(self) -> tuple[str, ...]:
        parts: list[str] = []
        while True:
            self._skip(_SPACE)
            found = _KEY_PART.match(self.text, self.at)
            if found is None:
                raise _Stop(self.at, "form")
            if len(parts) == MAX_DEPTH:
                raise _Stop(self.at, "deep")
            parts.append(_part_text(found.group()))
            self.at = end = found.end()
            if not self.text.startswith(".", self._skip(_SPACE)):
                self.at = end
                return tuple(parts)
            self.at += 1

    def _add(self, node: Node) -> None:
        if node.path in self.places.nodes and self.places.twice is None:
            self.places.twice = node.key[0]
        self.places.nodes.setdefault(node.path, node)

    def _value(self, path: Path, depth: int) -> tuple[int, int]:
        start = self._skip(_SPACE)
        opener = self.text[start : start + 1]
        if opener in ("[", "{") and depth == MAX_DEPTH:
            raise _Stop(start, "deep")
        if opener == "[":
            self._list(path, depth)
        elif opener == "{":
            self._inline(path, depth)
        else:
            self._single(start, opener)
        return start, self.at

    def _single(self, start: int, opener: str) -> None:
        found = (_STRING if opener in ('"', "'") else _PLAIN).match(self.text, start)
        if found is None or not found.group().strip():
            raise _Stop(start, "string" if opener in ('"', "'") and opener else "form")
        self.at = start + len(found.group().rstrip())
        if found.re is _PLAIN and self.at - start > MAX_NUMBER:
            raise _Stop(start, "long")

    def _list(self, path: Path, depth: int) -> None:
        self.at += 1
        index = 0
        while not self.text.startswith("]", self._skip(_BLANK)):
            span = self._value((*path, index), depth + 1)
            self._add(Node((*path, index), span, span, None, self._home))
            index += 1
            if not self.text.startswith(",", self._skip(_BLANK)):
                break
            self.at += 1
        self._skip(_BLANK)
        self._expect("]")

    def _inline(self, path: Path, depth: int) -> None:
        self.at += 1
        while not self.text.startswith("}", self._skip(_SPACE)):
            key_start = self.at
            inner = path + self._key()
            key_end = self.at
            self._skip(_SPACE)
            self._expect("=")
            value = self._value(inner, depth + 1)
            self._add(Node(inner, (key_start, key_end), value, None, self._home))
            if not self.text.startswith(",", self._skip(_SPACE)):
                break
            self.at += 1
        self._expect("}")


def _part_text(raw: str) -> str:
    """What a part of a key says once its quotes are gone."""
    if raw[0] not in "\"'":
        return raw
    try:
        return str(tomllib.loads(f"k = {raw}")["k"])
    except ValueError:
        return raw[1:-1]
