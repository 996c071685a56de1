"""The box that opens after a key which begins several: what may follow."""

from beatterm.ui.layout import Rect
from beatterm.ui.looks.palette import Ink
from beatterm.ui.views.spans import Span, Spans, fit

_COLUMN = 40


def which_key_lines(rows: tuple[tuple[str, str], ...], width: int) -> tuple[Spans, ...]:
    """The keys that may follow, in columns."""
    count = max(1, width // _COLUMN)
    height = -(-len(rows) // count)
    return tuple(_line(rows[at::height]) for at in range(height))


def _line(rows: tuple[tuple[str, str], ...]) -> Spans:
    spans: list[Span] = []
    for keys, does in rows:
        spans += [Span(f"  {keys:<6}", Ink.KEY), Span(fit(does, _COLUMN - 8), Ink.TEXT)]
    return tuple(spans)


def which_key_place(lines: int, width: int, height: int) -> Rect:
    """At the bottom, above the hints."""
    rows = min(lines + 1, height - 3)
    return Rect(0, height - 1 - rows, width, rows)
