"""The inspector as lines: knobs one below the other with bars, or side by side in a row for each group."""

from collections.abc import Iterator

from beatterm.ui.desk.desk import Desk, Pane
from beatterm.ui.desk.inspecting import index_of, lines_of
from beatterm.ui.desk.knobs import Knob, knobs
from beatterm.ui.desk.turning import span
from beatterm.ui.looks.glyphs import Glyphs
from beatterm.ui.looks.palette import Ground, Ink
from beatterm.ui.views.spans import Span, Spans, fit, in_sight

_TALL_UP_TO = 48
"""A pane no wider than this has one knob a line."""
_LABEL, _TEXT, _SPAN = 10, 9, 6
_BAR_BESIDE = _LABEL + _TEXT + _SPAN + 5
_HEADING, _CELL = 12, 17


def inspector_columns(width: int) -> int:
    """How many knobs stand side by side in a pane so wide."""
    return 1 if width <= _TALL_UP_TO else max(1, (width - _HEADING) // _CELL)


def inspector_title(desk: Desk, width: int) -> str:
    """The pane's title: while the keys are there, what the knob under them does, and where its line does not
    say it, what it takes.
    """
    if desk.pane is not Pane.INSPECTOR:
        return "Inspector"
    every = knobs(desk)
    knob = every[index_of(desk, every)]
    if inspector_columns(width) == 1:
        return knob.param.about or knob.label
    rule = f"{span(knob.param)} {knob.param.unit}".strip()
    return f"{knob.group}: {knob.label}  {rule}  {knob.param.about}".rstrip()


def inspector_lines(desk: Desk, glyphs: Glyphs, width: int, height: int) -> tuple[Spans, ...]:
    """The lines of a pane of that size, the chosen knob among them."""
    every = knobs(desk)
    at = index_of(desk, every) if desk.pane is Pane.INSPECTOR else -1
    columns = inspector_columns(width)
    if columns > 1:
        return tuple(_rows(every, at, glyphs, columns, height))
    return tuple(_tall(every, at, glyphs, width, height))


_GAP, _HEADING_OF = -1, -2
"""Lines of the tall pane that hold no knob: an empty one, and where groups' headings begin to count down."""


def _tall(every: tuple[Knob, ...], chosen: int, glyphs: Glyphs, width: int, height: int) -> Iterator[Spans]:
    """Only the lines in sight are made."""
    order: list[int] = []
    for at, knob in enumerate(every):
        if at == 0 or every[at - 1].group != knob.group:
            order += [_GAP] * (at > 0) + [_HEADING_OF - at]
        order.append(at)
    for at in in_sight(order, order.index(chosen) if chosen >= 0 else 0, height):
        if at >= 0:
            yield _knob_line(every[at], at == chosen, glyphs, width)
        elif at == _GAP:
            yield ()
        else:
            yield (Span(fit(f" {every[_HEADING_OF - at].group}", width, glyphs.ellipsis), Ink.SOFT),)


def _knob_line(knob: Knob, here: bool, glyphs: Glyphs, width: int) -> Spans:
    ground, key = Ground.SELECTED if here else Ground.PLAIN, knob.key
    name = (
        Span(f"{glyphs.cursor if here else ' '} ", Ink.KEY, ground, key),
        Span(f"{fit(knob.label, _LABEL, glyphs.ellipsis)} ", Ink.TEXT if here else Ink.SOFT, ground, key),
    )
    room = max(1, width - _BAR_BESIDE)
    range_span = Span(f" {fit(span(knob.param), _SPAN, glyphs.ellipsis)}", Ink.FAINT, ground, key)
    if knob.param.choices:
        word = fit(knob.text, _TEXT + room + 1, glyphs.ellipsis)
        return (*name, Span(word, _value_ink(knob), ground, key), range_span)
    turned, rest = glyphs.slider(knob.share, room)
    return (
        *name,
        Span(f"{fit(_short(knob), _TEXT, glyphs.ellipsis).strip():>{_TEXT}} ", _value_ink(knob), ground, key),
        Span(turned, Ink.FAINT if knob.is_default else Ink.HIT, ground, key),
        Span(rest, Ink.REST, ground, key),
        range_span,
    )


def _short(knob: Knob) -> str:
    """A value without the longest of the units, which its name and its range tell as well."""
    return knob.text.removesuffix(" steps").removesuffix(" step")


def _value_ink(knob: Knob) -> Ink:
    return Ink.SOFT if knob.is_default else Ink.STRONG


def _rows(every: tuple[Knob, ...], chosen: int, glyphs: Glyphs, columns: int, height: int) -> Iterator[Spans]:
    lines = lines_of(every, columns)
    line_at = next((at for at, indices in enumerate(lines) if chosen in indices), 0)
    for indices in in_sight(lines, line_at, height):
        first = indices[0]
        begins = first == 0 or every[first - 1].group != every[first].group
        heading = f" {every[first].group}" if begins else ""
        cells = (span for at in indices for span in _cell(every[at], at == chosen, glyphs))
        yield (Span(fit(heading, _HEADING, glyphs.ellipsis), Ink.FAINT), *cells)


def _cell(knob: Knob, here: bool, glyphs: Glyphs) -> list[Span]:
    ground = Ground.SELECTED if here else Ground.PLAIN
    label = f"{glyphs.cursor if here else ' '}{knob.label} "
    text = _short(knob).removesuffix(" song")
    return [
        Span(label, Ink.KEY if here else Ink.SOFT, ground, knob.key),
        Span(fit(text, _CELL - 1 - len(label), glyphs.ellipsis), _value_ink(knob), ground, knob.key),
        Span(" "),
    ]
