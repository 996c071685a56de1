"""Lines of a pane as values: spans of text with their inks, and the key that a click on one hands back."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from rich.cells import cell_len, set_cell_size

from beatterm.ui.looks.palette import Ground, Ink


@dataclass(frozen=True, slots=True)
class Span:
    """Some text of a line."""

    text: str
    ink: Ink = Ink.TEXT
    ground: Ground = Ground.PLAIN
    key: str = ""


Spans = tuple[Span, ...]
Line = TypeVar("Line")


def width_of(spans: Iterable[Span]) -> int:
    """Cells that spans take."""
    return sum(cell_len(span.text) for span in spans)


def fit(text: str, width: int, ellipsis: str = "…") -> str:
    """Text in exactly so many cells, cut with an ellipsis where it is too long."""
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return (set_cell_size(text, max(0, width - cell_len(ellipsis))) + ellipsis)[:width]


def in_sight(lines: list[Line], at: int, height: int) -> list[Line]:
    """As many lines as fit, line `at` among them, near the middle when there are more."""
    first = max(0, min(at - height // 2, len(lines) - height))
    return lines[first : first + height]
