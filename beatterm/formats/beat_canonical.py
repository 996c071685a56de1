"""A song's text put into canonical form with its comments: each goes along with the line that it belongs to.

A comment belongs to the setting, table or lane that it stands behind or above. One at the head of the file
belongs to the file, if a blank line stands below it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from beatterm.formats.document import Document
from beatterm.formats.errors import Path
from beatterm.formats.grid_text import without_comment
from beatterm.formats.places import Header, Node
from beatterm.formats.scan import scan

_STRING_OR_COMMENT = re.compile(r"""\"(?:[^"\\\n]|\\.)*\"|'[^'\n]*'|(#[^\n]*)""")


@dataclass(frozen=True, slots=True)
class _Remark:
    """The comments of one place: lines above it, and the one behind it or ""."""

    path: Path
    above: tuple[str, ...]
    behind: str = ""


def with_comments(canonical: str, document: Document) -> str:
    """A canonical text with the comments of the document that says the same; none is left out."""
    anchors = _anchors(canonical)
    inserts: list[tuple[int, str]] = []
    carried: list[str] = []
    for remark in _remarks(document):
        carried += remark.above
        if remark.path not in anchors:
            carried += [remark.behind] if remark.behind else []
            continue
        start, end = anchors[remark.path]
        inserts.append((start, "".join(f"{line}\n" for line in carried)))
        inserts += [(end, f"  {remark.behind}")] if remark.behind else []
        carried = []
    foot = "\n".join(carried).strip("\n")
    return _inserted(canonical, inserts) + (f"\n{foot}\n" if foot else "")


def _inserted(text: str, inserts: list[tuple[int, str]]) -> str:
    pieces: list[str] = []
    at = 0
    for offset, new in sorted(inserts, key=lambda each: each[0]):
        pieces += [text[at:offset], new]
        at = offset
    return "".join([*pieces, text[at:]])


def _anchors(text: str) -> dict[Path, tuple[int, int]]:
    """Where the lines of each setting, table and lane begin and end in a canonical text."""
    places = scan(text)
    anchors = {header.path: (header.start, header.end - 1) for header in places.headers}
    anchors |= {path[:-1]: anchors[path] for path in anchors if path[-1] == 0}
    anchors[()] = (0, 0)
    for path, node in places.nodes.items():
        if node.line is not None:
            anchors[path] = (node.line[0], node.line[1] - 1)
            anchors |= _lane_anchors(text, node) if path[-1] == "grid" else {}
    for path in sorted(places.nodes, key=len):
        if path not in anchors and path[:-1] in anchors:
            anchors[path] = anchors[path[:-1]]
    return anchors


def _lane_anchors(text: str, node: Node) -> dict[Path, tuple[int, int]]:
    """The lanes of a canonical grid; the one without a name is the line of the closing quotes."""
    at = text.index("\n", node.value[0]) + 1
    anchors: dict[Path, tuple[int, int]] = {}
    while text[at] != '"':
        end = text.index("\n", at)
        anchors[(*node.path, text[at:end].partition("|")[0].strip())] = (at, end)
        at = end + 1
    anchors[(*node.path, "")] = (at, at)
    return anchors


def _remarks(document: Document) -> Iterator[_Remark]:
    """What is remarked on each setting, table and lane, in the order of the text."""
    text, places = document.text, document.places
    lines: list[tuple[tuple[int, int], Node | Header]] = [
        (node.line, node) for node in places.nodes.values() if node.line is not None
    ]
    lines += [((header.start, header.end), header) for header in places.headers]
    at = 0
    for (start, end), place in sorted(lines, key=lambda each: each[0]):
        above = _comment_lines(text[at:start])
        if at == 0 and "" in above:
            head = len(above) - above[::-1].index("")
            yield _Remark((), above[:head])
            above = above[head:]
        if not isinstance(place, Node):
            mark, comment = text[start:end].partition("#")[1:]
            yield _Remark(place.path, above, mark + comment.rstrip())
        else:
            inside = _inside(document, place)
            yield _Remark(place.path, (*above, *inside), text[place.value[1] : end].strip())
            yield from _grid_remarks(document, place)
        at = end
    yield _Remark(("",), _comment_lines(text[at:]))


def _inside(document: Document, node: Node) -> tuple[str, ...]:
    """The comments between the lines of a list."""
    raw = document.text[slice(*node.value)]
    found = _STRING_OR_COMMENT.finditer(raw) if raw[0] == "[" else ()
    return tuple(each[1].strip() for each in found if each[1])


def _grid_remarks(document: Document, node: Node) -> Iterator[_Remark]:
    if node.path[0] != "pattern" or node.path[-1] != "grid":
        return
    above = ""
    for line in str(document.data["pattern"][node.path[1]]["grid"]).split("\n"):
        body = without_comment(line)
        name = body.partition("|")[0].strip()
        if name:
            yield _Remark((*node.path, name), _comment_lines(above, is_grid=True), line[len(body) :].strip())
        above = "" if name else f"{above}{line}\n"
    yield _Remark((*node.path, ""), _comment_lines(above, is_grid=True))


def _comment_lines(text: str, is_grid: bool = False) -> tuple[str, ...]:
    """The comments of some lines, and single blank lines after them; a grid has no blank lines."""
    lines: list[str] = []
    for line in text.split("\n")[:-1]:
        stripped = line.strip()
        if stripped or (lines and lines[-1] and not is_grid):
            lines.append(stripped)
    return tuple(lines)
