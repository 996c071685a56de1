"""Figures as plain text: medians, percentiles, and tables of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil, nan


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a heading; `notes` say what was measured and what the design promises."""

    title: str
    columns: tuple[str, ...]
    rows: list[tuple[str, ...]] = field(default_factory=list)
    notes: tuple[str, ...] = ()

    def add(self, *cells: object) -> None:
        """One more row."""
        self.rows.append(tuple(str(cell) for cell in cells))

    def __str__(self) -> str:
        lines = [self.columns, *self.rows]
        widths = [max(len(line[place]) for line in lines) for place in range(len(self.columns))]
        body = [_aligned(line, widths) for line in lines]
        rule = "-" * max(len(line) for line in body)
        return "\n".join([self.title, body[0], rule, *body[1:], *(f"  {note}" for note in self.notes)])


def _aligned(cells: tuple[str, ...], widths: list[int]) -> str:
    """The first cell to the left, the figures to the right."""
    first, *others = (
        cell.rjust(width) if place else cell.ljust(width)
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return "  ".join([first, *others]).rstrip()


def percentile(values: Sequence[float], percent: float) -> float:
    """The least value that so many percent of all do not exceed; nan if there are none."""
    if not values:
        return nan
    ranked = sorted(values)
    return ranked[max(0, ceil(len(ranked) * percent / 100) - 1)]


def median(values: Sequence[float]) -> float:
    """The middle value."""
    return percentile(values, 50)


def percent(share: float) -> str:
    """A share as a percentage."""
    return f"{100 * share:.1f} %"


def milliseconds(seconds: float) -> str:
    """Seconds as milliseconds."""
    return f"{1000 * seconds:.1f} ms" if seconds >= 0.01 else f"{1000 * seconds:.2f} ms"
