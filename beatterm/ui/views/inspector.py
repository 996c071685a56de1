"""The inspector as lines: knobs one below the other with bars, or side by side in a row for each group."""

from itertools import groupby

from beatterm.ui.desk.desk import Desk, Pane
from beatterm.ui.desk.inspecting import index_of
from beatterm.ui.desk.knobs import Knob, knobs
from beatterm.ui.looks.glyphs import Glyphs
from beatterm.ui.looks.palette import Ground, Ink
from beatterm.ui.views.spans import Span, Spans, fit, in_sight

_TALL_UP_TO = 48
"""A pane no wider than this has one knob a line."""
_LABEL, _TEXT = 11, 11
_HEADING, _CELL = 12, 17


def inspector_lines(desk: Desk, glyphs: Glyphs, width: int, height: int) -> tuple[Spans, ...]:
    """The lines of a pane of that size, the chosen knob among them."""
    every = knobs(desk)
    at = index_of(desk, every) if desk.pane is Pane.INSPECTOR else -1
    lines, line_at = (
        _tall(every, at, glyphs, width) if width <= _TALL_UP_TO else _rows(every, at, glyphs, width)
    )
    return tuple(in_sight(lines, line_at, height))


def _tall(every: tuple[Knob, ...], chosen: int, glyphs: Glyphs, width: int) -> tuple[list[Spans], int]:
    lines: list[Spans] = []
    line_at = 0
    for at, knob in enumerate(every):
        if at == 0 or every[at - 1].group != knob.group:
            lines += [()] * (at > 0)
            lines.append((Span(f" {knob.group}", Ink.SOFT),))
        line_at = len(lines) if at == chosen else line_at
        lines.append(_bar_line(knob, at == chosen, glyphs, width))
    return lines, line_at


def _bar_line(knob: Knob, here: bool, glyphs: Glyphs, width: int) -> Spans:
    ground = Ground.SELECTED if here else Ground.PLAIN
    turned, rest = glyphs.slider(knob.share, width - _LABEL - _TEXT - 5)
    text = fit(knob.text, _TEXT, glyphs.ellipsis).strip()
    return (
        Span(f" {glyphs.cursor if here else ' '} ", Ink.KEY, ground, knob.key),
        Span(fit(knob.label, _LABEL, glyphs.ellipsis), Ink.TEXT if here else Ink.SOFT, ground, knob.key),
        Span(turned, Ink.FAINT if knob.is_default else Ink.HIT, ground, knob.key),
        Span(rest, Ink.REST, ground, knob.key),
        Span(f"{text:>{_TEXT + 1}} ", _value_ink(knob), ground, knob.key),
    )


def _value_ink(knob: Knob) -> Ink:
    return Ink.SOFT if knob.is_default else Ink.TEXT


def _rows(every: tuple[Knob, ...], chosen: int, glyphs: Glyphs, width: int) -> tuple[list[Spans], int]:
    lines: list[Spans] = []
    line_at = at = 0
    columns = max(1, (width - _HEADING) // _CELL)
    for group, members in groupby(every, key=lambda knob: knob.group):
        line: list[Span] = [Span(fit(f" {group}", _HEADING, glyphs.ellipsis), Ink.FAINT)]
        for count, knob in enumerate(members):
            if count and count % columns == 0:
                lines.append(tuple(line))
                line = [Span(" " * _HEADING)]
            line_at = len(lines) if at == chosen else line_at
            line += _cell(knob, at == chosen, glyphs)
            at += 1
        lines.append(tuple(line))
    return lines, line_at


def _cell(knob: Knob, here: bool, glyphs: Glyphs) -> list[Span]:
    ground = Ground.SELECTED if here else Ground.PLAIN
    label = f"{glyphs.cursor if here else ' '}{knob.label} "
    room = _CELL - 1 - len(label)
    return [
        Span(label, Ink.KEY if here else Ink.SOFT, ground, knob.key),
        Span(fit(knob.text, room, glyphs.ellipsis), _value_ink(knob), ground, knob.key),
        Span(" "),
    ]
