"""The tuner as lines: its Params one below the other with bars, or side by side where the pane is low."""

from textwrap import wrap

from beatterm.model.param import Param
from beatterm.ui.desk.offer import Tuner
from beatterm.ui.desk.turning import label_of, share, shown
from beatterm.ui.looks.glyphs import Glyphs
from beatterm.ui.looks.palette import Ground, Ink
from beatterm.ui.views.spans import Span, Spans, fit, in_sight

_TEXT, _BAR = 16, 32
_CELL = 26
_PANE = "tuner"


def tuner_title(tuner: Tuner) -> str:
    """What stands over it."""
    return f"Try out: {tuner.offer.title}"


def tuner_lines(tuner: Tuner, glyphs: Glyphs, width: int, height: int) -> tuple[Spans, ...]:
    """The lines of a pane of that size, the chosen Param among them."""
    tall = height > len(tuner.params)
    lines = _tall(tuner, glyphs, width) if tall else _rows(tuner, glyphs, width)
    at = tuner.at if tall else tuner.at // _columns(width)
    about = _about(tuner.param, width)
    gap: list[Spans] = [()] if len(lines) + len(about) < height else []
    if len(lines) < height:
        return (*lines, *gap, *about)[:height]
    return tuple(in_sight(lines, at, height))


def key_of(param: Param) -> str:
    """What a click on a Param hands back."""
    return f"{_PANE} {param.name}"


def _tall(tuner: Tuner, glyphs: Glyphs, width: int) -> list[Spans]:
    return [_bar_line(tuner, at, glyphs, width) for at in range(len(tuner.params))]


def _bar_line(tuner: Tuner, at: int, glyphs: Glyphs, width: int) -> Spans:
    param, here = tuner.params[at], at == tuner.at
    value = tuner.values[param.name]
    ground = Ground.SELECTED if here else Ground.PLAIN
    labels = max(len(label_of(each)) for each in tuner.params) + 1
    room = max(4, min(_BAR, width - labels - _TEXT - 5))
    turned, rest = glyphs.slider(share(param, value), room)
    key = key_of(param)
    text = fit(shown(param, value), _TEXT, glyphs.ellipsis)
    return (
        Span(f" {glyphs.cursor if here else ' '} ", Ink.KEY, ground, key),
        Span(fit(label_of(param), labels, glyphs.ellipsis), Ink.TEXT if here else Ink.SOFT, ground, key),
        Span(turned, Ink.HIT, ground, key),
        Span(rest, Ink.REST, ground, key),
        Span(f" {text} ", Ink.TEXT, ground, key),
    )


def _columns(width: int) -> int:
    return max(1, width // _CELL)


def _rows(tuner: Tuner, glyphs: Glyphs, width: int) -> list[Spans]:
    columns = _columns(width)
    cells = [_cell(tuner, at, glyphs) for at in range(len(tuner.params))]
    return [
        tuple(span for cell in cells[at : at + columns] for span in cell)
        for at in range(0, len(cells), columns)
    ]


def _cell(tuner: Tuner, at: int, glyphs: Glyphs) -> Spans:
    param, here = tuner.params[at], at == tuner.at
    ground = Ground.SELECTED if here else Ground.PLAIN
    label = f" {glyphs.cursor if here else ' '}{label_of(param)} "
    text = fit(shown(param, tuner.values[param.name]), _CELL - 1 - len(label), glyphs.ellipsis)
    key = key_of(param)
    return (
        Span(label, Ink.KEY if here else Ink.SOFT, ground, key),
        Span(text, Ink.TEXT, ground, key),
        Span(" "),
    )


def _about(param: Param, width: int) -> list[Spans]:
    """What the Param does and takes, in as many lines as that needs."""
    rule = "t picks one from a list" if param.choices else f"{param.low:g} to {param.high:g}"
    words = wrap(f"{param.about} {rule}.".strip(), max(10, width - 4))
    return [(Span(f"   {line}", Ink.FAINT),) for line in words]
