"""The mix as a table: a line a track, a column a Param of its strip, as many as fit."""

from itertools import accumulate

from beatterm.model.param import Param, Value, value_of
from beatterm.ui.desk.desk import Desk
from beatterm.ui.desk.turning import label_of, shown
from beatterm.ui.looks.glyphs import Glyphs
from beatterm.ui.looks.palette import Ground, Ink
from beatterm.ui.views.spans import Span, Spans, fit, in_sight

_NAME, _GAP = 11, 2


def mix_lines(desk: Desk, glyphs: Glyphs, width: int, height: int) -> tuple[Spans, ...]:
    """The lines of a pane of that size, the cursor's track among them."""
    params = _fitting(desk.session.params.strip, width - _NAME)
    heads = (Span(f"{label_of(param):>{_width(param)}}", Ink.FAINT) for param in params)
    lines = [_strip(desk, at, params, glyphs) for at in range(len(desk.song.tracks))]
    return (Span(" " * _NAME), *heads), *in_sight(lines, desk.place.track, height - 1)


def _width(param: Param) -> int:
    """Wide enough for its name and for either end of its range."""
    words = param.choices or (shown(param, param.low), shown(param, param.high))
    return max(len(label_of(param)), *map(len, words)) + _GAP


def _fitting(params: tuple[Param, ...], room: int) -> tuple[Param, ...]:
    ends = accumulate(map(_width, params))
    return tuple(param for param, end in zip(params, ends, strict=True) if end <= room)


def _strip(desk: Desk, at: int, params: tuple[Param, ...], glyphs: Glyphs) -> Spans:
    name = desk.song.tracks[at].name
    values = desk.song.mixer.strip(name).values
    here = at == desk.place.track
    ground = Ground.BAR if here else Ground.PLAIN
    cells = (_cell(name, param, value_of(values, param), ground, glyphs) for param in params)
    return (Span(f" {fit(name, _NAME - 1, glyphs.ellipsis)}", Ink.KEY if here else Ink.SOFT, ground), *cells)


def _cell(track: str, param: Param, value: Value, ground: Ground, glyphs: Glyphs) -> Span:
    is_default = value == param.default
    text = glyphs.rest if is_default else shown(param, value)
    shape = f"{text:>{_width(param)}}"
    return Span(shape, Ink.REST if is_default else Ink.TEXT, ground, f"mix {param.name} {track}")
