"""A document's text as blocks, one a table with its comments: what a save edits, adds, drops and reorders."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from beatterm.formats.errors import Path
from beatterm.formats.places import Places


@dataclass(slots=True)
class Block:
    """A table's lines from the comments right above its header to the next block. The first has no header."""

    path: Path
    start: int
    text: str
    edits: list[tuple[int, int, str]] = field(default_factory=list)
    """Spans of the whole document's characters, and what takes their place."""

    def edited(self) -> str:
        """The text with its edits; one inside another that is replaced anyway is left out."""
        pieces: list[str] = []
        at = self.start
        for start, end, new in sorted(self.edits, key=lambda edit: edit[:2]):
            if start >= at:
                pieces += [self.text[at - self.start : start - self.start], new]
                at = end
        return "".join([*pieces, self.text[at - self.start :]])


def cut_blocks(text: str, places: Places) -> list[Block]:
    """The blocks of a text, which together are the text."""
    lines = [node.line for node in places.nodes.values() if node.line is not None]
    ends = sorted([end for _, end in lines] + [header.end for header in places.headers])
    paths: list[Path] = [()]
    starts = [0]
    for header in places.headers:
        before = bisect_right(ends, header.start)
        paths.append(header.path)
        starts.append(_comments_above(text, header.start, ends[before - 1] if before else 0))
    spans = zip(paths, starts, [*starts[1:], len(text)], strict=True)
    return [Block(path, start, text[start:end]) for path, start, end in spans]


def insert_block(blocks: list[Block], path: Path, text: str, ranks: Mapping[Path, int]) -> None:
    """Put a new table after the last one that ranks before it, set off as its neighbours are."""
    before = [(ranks.get(block.path, -1), index) for index, block in enumerate(blocks)]
    _, index = max((each for each in before if each[0] < ranks[path]), default=(0, 0))
    above = blocks[index].text
    body = above.rstrip("\n") + "\n"
    blocks[index].text = body if body.strip() else above
    is_apart = is_unit(path) or blocks[index].path[:2] != path[:2]
    space = "\n" if is_apart and body.strip() else ""
    tail = above[len(body) :] or ("\n" if is_apart and index + 1 < len(blocks) else "")
    blocks.insert(index + 1, Block(path, -1, space + text + tail))


def leave_space(blocks: list[Block], gone: Block) -> None:
    """The blank line below a table that goes, so that the one above it is still set off from what follows."""
    above = blocks[-1] if blocks else gone
    if gone.text.endswith("\n\n") and above.text.strip() and not above.text.endswith("\n\n"):
        above.text += "\n"


def reorder(blocks: list[Block], family: set[str], ranks: Mapping[Path, int]) -> None:
    """Bring a family of blocks into the order of their units' ranks, in the places they take together."""
    slots = [index for index, block in enumerate(blocks) if len(block.path) > 1 and block.path[0] in family]
    members = [blocks[index] for index in slots]
    ordered = sorted(members, key=lambda block: ranks.get(block.path[:2], -1))
    if ordered == members:
        return
    for index, block in zip(slots, ordered, strict=True):
        blocks[index] = block
    _space_out(blocks, slots)


def is_unit(path: Path) -> bool:
    """Whether a table is set off by a blank line: all but those inside a pattern or a track."""
    return len(path) <= 2


def joined(blocks: Iterable[Block]) -> str:
    """The text of all blocks."""
    return "".join(block.text for block in blocks)


def _comments_above(text: str, start: int, floor: int) -> int:
    """Where the comment lines right above a header begin, not above `floor`."""
    at = text.rfind("\n", 0, start) + 1
    while at > floor:
        above = text.rfind("\n", 0, at - 1) + 1
        if above < floor or not text[above:at].lstrip(" \t").startswith("#"):
            break
        at = above
    return max(at, floor)


def _space_out(blocks: list[Block], slots: list[int]) -> None:
    """After blocks changed places, give each unit its blank line before the next."""
    for index in slots:
        block, is_last = blocks[index], index + 1 == len(blocks)
        if is_last:
            block.text = block.text.rstrip("\n") + "\n"
        elif is_unit(blocks[index + 1].path) and not block.text.endswith("\n\n"):
            block.text += "\n"
