"""Edits of a TOML text at the places that `scan` found: settings and tables written, dropped and moved.

Spans of the text are edited, not a parsed document, so whatever is not touched stays as it is. `beat_update`
says what is to be edited.
"""

from bisect import bisect_right

from beatterm.formats.document import Document
from beatterm.formats.errors import Path
from beatterm.formats.places import Node, Places
from beatterm.formats.text_blocks import Block, cut_blocks, insert_block, joined, leave_space, reorder
from beatterm.formats.toml_write import dotted


class TextEdits:
    """A document's text and the edits that wait to be made. The text must end with a line's end."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.places = document.places
        self._blocks = cut_blocks(document.text, self.places)
        self._added: dict[Path, str] = {}
        self._gone: set[Path] = set()
        self._starts = [block.start for block in self._blocks]
        self._headers = {header.path: header for header in self.places.headers}
        self._lines = _lines_within(self.places)
        paths = [*self.places.nodes, *self._headers]
        self._prefixes = {path[:end] for path in paths for end in range(1, len(path) + 1)}

    def has(self, path: Path) -> bool:
        """Whether the text says anything of a setting or a table."""
        return path in self._prefixes

    def raw(self, path: Path) -> str:
        """A value as it is written."""
        return self.document.text[slice(*self.places.nodes[path].value)]

    def holder(self, path: Path) -> Path | None:
        """The innermost table within a line, or list, that a path lies in."""
        prefixes = (path[:end] for end in range(len(path) - 1, 0, -1))
        return next((prefix for prefix in prefixes if prefix in self.places.nodes), None)

    def replace(self, path: Path, text: str) -> None:
        """Write another value behind a name."""
        node = self.places.nodes[path]
        self._edit(node.value, text, node.value[0])

    def drop(self, path: Path) -> None:
        """Take the lines of a setting, or all of a table, out of the text."""
        self._gone.add(path)
        for node, line in self._lines.get(path, ()):
            if not self._is_gone(node.home):
                self._edit(line, "", line[0])

    def add_line(self, path: Path, key: str, line: str, keys: list[str]) -> None:
        """Write a setting into a table: beside its neighbours by `keys`, or below its header."""
        neighbour = self._neighbour(path, key, keys)
        header = self._headers.get(path)
        if neighbour is not None:
            node, offset = neighbour
            self._edit((offset, offset), self._prefix(node, path) + line, node.key[0])
        elif header is not None:
            self._edit((header.end, header.end), line, header.start)
        else:
            self._added[path] = self._added.get(path, f"[{dotted(tuple(map(str, path)))}]\n") + line

    def add_table(self, path: Path, text: str) -> None:
        """Write a new table with its header."""
        self._added[path] = text

    def finished(self, order: list[Path], families: list[set[str]]) -> str:
        """The text with all edits made. New tables go where `order` has them, families are sorted so."""
        blocks: list[Block] = []
        for block in self._blocks:
            if self._is_gone(block.path) or self._is_emptied(block):
                leave_space(blocks, block)
            else:
                blocks.append(Block(block.path, block.start, block.edited()))
        ranks = {path: index for index, path in enumerate(order)}
        for path in sorted(self._added, key=ranks.__getitem__):
            insert_block(blocks, path, self._added[path], ranks)
        for family in families:
            reorder(blocks, family, ranks)
        return joined(blocks)

    def _is_emptied(self, block: Block) -> bool:
        """Whether the edits leave a block nothing but its header."""
        header = self._headers.get(block.path)
        if header is None or not block.edits:
            return False
        return block.edited().strip() == self.document.text[header.start : header.end].strip()

    def _edit(self, span: tuple[int, int], text: str, anchor: int) -> None:
        self._blocks[bisect_right(self._starts, anchor) - 1].edits.append((*span, text))

    def _is_gone(self, path: Path) -> bool:
        return any(path[:end] in self._gone for end in range(1, len(path) + 1))

    def _neighbour(self, path: Path, key: str, keys: list[str]) -> tuple[Node, int] | None:
        """A line of the same table beside which a setting goes, and the offset before or after it."""
        lines = self._lines.get(path, [])
        beside = [(node, line) for node, line in lines if len(node.path) == len(path) + 1]
        rank = {name: index for index, name in enumerate(keys)}
        ranked = [(rank.get(str(node.path[-1]), len(keys)), node, line) for node, line in beside]
        earlier = [each for each in ranked if each[0] < rank[key]]
        if earlier:
            _, node, line = max(earlier, key=lambda each: each[0])
            return node, line[1]
        beside = beside or [(node, line) for node, line in lines if len(node.home) < len(path)]
        return (beside[0][0], beside[0][1][0]) if beside else None

    def _prefix(self, node: Node, path: Path) -> str:
        """What stands before the name on a neighbour's line: the indent and, with dots, the table's name."""
        start = node.line[0] if node.line else node.key[0]
        table = tuple(str(part) for part in path[len(node.home) :])
        return self.document.text[start : node.key[0]] + (dotted(table) + "." if table else "")


def _lines_within(places: Places) -> dict[Path, list[tuple[Node, tuple[int, int]]]]:
    """The statements of each setting and table with their lines, in the order of the text."""
    lines: dict[Path, list[tuple[Node, tuple[int, int]]]] = {}
    for node in places.nodes.values():
        if node.line is not None:
            for end in range(1, len(node.path) + 1):
                lines.setdefault(node.path[:end], []).append((node, node.line))
            lines.setdefault((), []).append((node, node.line))
    return lines
