"""The Export dialog as lines: the form with what it comes to, the progress, and the figures at the end."""

from textwrap import wrap

from beatterm.model.param import Param
from beatterm.session.exporting import ExportState
from beatterm.ui.desk.coming import Coming
from beatterm.ui.desk.desk import Desk
from beatterm.ui.desk.exported import count_text, stopped
from beatterm.ui.desk.exporting import Page, coming, page
from beatterm.ui.desk.order import Order
from beatterm.ui.desk.order_fields import EVERY_PATTERN, OF, PATTERN, REPEATS, TEXTS, VARYING
from beatterm.ui.desk.turning import shown
from beatterm.ui.looks.glyphs import Glyphs
from beatterm.ui.looks.palette import Ground, Ink
from beatterm.ui.views.exported import figures_of
from beatterm.ui.views.spans import Span, Spans, fit, in_sight

_LABEL = 10
_BESIDE = 4
_PERCENT = 7
_FIELDS_LEAST = 5
"""Fields that stay in sight however much is said below them."""
_LEAST = 14
"""Lines above the keys, so that the dialog does not change its size with every value."""
_REPEATING = (PATTERN, EVERY_PATTERN)
START, CLOSE, CANCEL, AGAIN = "start", "close", "cancel", "again"
"""What a click on a word below hands back; on a field it is `field NAME`, on its ends `less` and `more`."""

_KEYS = {
    Page.FORM: (("enter", "export", START), ("esc", "close", CLOSE), ("arrows", "choose and turn", "")),
    Page.RUNNING: (("enter", "back to the song", CLOSE), ("esc", "cancel", CANCEL)),
    Page.MADE: (("enter", "close", CLOSE), ("space", "export more", AGAIN)),
}


def export_title(desk: Desk) -> str:
    """What stands over it."""
    title = desk.exports.state.title
    return {Page.FORM: "Export", Page.RUNNING: f"Exporting {title}", Page.MADE: f"Exported {title}"}[
        page(desk)
    ]


def export_lines(desk: Desk, glyphs: Glyphs, width: int, most: int, top: int = 0) -> tuple[Spans, ...]:
    """The lines of the dialog's inside, no more than `most`; `top` is how far the figures are scrolled."""
    where, state = page(desk), desk.exports.state
    room = most - 2
    match where:
        case Page.FORM:
            lines = _form(desk, glyphs, width, room)
        case Page.RUNNING:
            lines = _running(state, glyphs, width)
        case Page.MADE:
            lines = list(figures_of(state, width))[top : top + room]
    blank: Spans = ()
    return (*lines, *[blank] * (min(room, _LEAST) - len(lines)), blank, _keys_line(where, glyphs))


def _keys_line(where: Page, glyphs: Glyphs) -> Spans:
    spans: list[Span] = []
    for key, word, does in _KEYS[where]:
        name = glyphs.enter if key == "enter" else key
        spans += (Span(f" {name} ", Ink.KEY, key=does), Span(f"{word}  ", Ink.SOFT, key=does))
    return tuple(spans)


def _form(desk: Desk, glyphs: Glyphs, width: int, room: int) -> list[Spans]:
    order = desk.order
    below = _below(desk, coming(desk), width)[: max(1, room - _FIELDS_LEAST)]
    fields = [_field(order, at, glyphs, width) for at in range(len(order.fields))]
    gap: list[Spans] = [()] if len(fields) + len(below) < room else []
    fields = in_sight(fields, order.at, max(1, room - len(gap) - len(below)))
    return [*fields, *gap, *below]


def _field(order: Order, at: int, glyphs: Glyphs, width: int) -> Spans:
    param, here = order.fields[at], at == order.at
    ground = Ground.SELECTED if here else Ground.PLAIN
    key = f"field {param.name}"
    name = (
        Span(f" {glyphs.cursor if here else ' '} ", Ink.KEY, ground, key),
        Span(fit(param.name, _LABEL), Ink.TEXT if here else Ink.SOFT, ground, key),
    )
    room = width - _LABEL - _BESIDE - 3
    if param.name in TEXTS:
        return (*name, *_text(order, param, here, room, ground, key))
    value = _value(order, param, here)
    less, more = (f"less {param.name}", f"more {param.name}") if here else (key, key)
    sides = (glyphs.early, glyphs.late) if here else (" ", " ")
    return (
        *name,
        Span(f"{sides[0]} ", Ink.KEY, ground, less),
        Span(value, Ink.STRONG if here else Ink.TEXT, ground, key),
        Span(f" {sides[1]}", Ink.KEY, ground, more),
        Span(" " * max(0, room - len(value)), Ink.TEXT, ground, key),
    )


def _value(order: Order, param: Param, here: bool) -> str:
    """A value in words."""
    if here and order.typed:
        return f"{order.typed}_"
    if param == REPEATS and not order.value(param):
        return "until it repeats" if order.is_loop and order.piece.word in _REPEATING else "once"
    if param.name == OF:
        return f"{order.piece.word} {order.piece.name}".strip()
    value = order.value(param)
    return f"{float(value):+g} {param.unit}" if param.unit.startswith(("dB", "LU")) else shown(param, value)


def _text(order: Order, param: Param, here: bool, room: int, ground: Ground, key: str) -> Spans:
    """A text with the caret in sight; without it, its end."""
    text = str(order.value(param))
    if not here and not text and param.name in VARYING:
        return (Span("  the song's", Ink.SOFT, ground, key),)
    if not here:
        return (Span(f"  {text[-room - 2 :]}", Ink.TEXT, ground, key),)
    first = max(0, order.caret - room)
    before, under = text[first : order.caret], text[order.caret : order.caret + 1] or " "
    after = text[order.caret + 1 : first + room]
    return (
        Span(f"  {before}", Ink.STRONG, ground, key),
        Span(under, Ink.STRONG, Ground.CURSOR, key),
        Span(fit(after, max(0, room - len(before))), Ink.STRONG, ground, key),
    )


def _below(desk: Desk, wanted: Coming, width: int) -> list[Spans]:
    """What the field is for, what all of it comes to, and why the last export was none."""
    param, last = desk.order.here, desk.exports.state
    rule = "" if param.choices else f" {param.rule()[0].upper()}{param.rule()[1:]}."
    lines = [(Ink.FAINT, f"{param.about}{rule}")]
    if wanted.fault:
        lines.append((Ink.ERROR, wanted.fault))
    else:
        lines.append((Ink.KEY, _named(wanted)))
        lines += ((Ink.SOFT, remark) for remark in wanted.remarks)
    if last.fault or last.is_stopped:
        lines.append((Ink.ERROR, last.fault or stopped(last)))
    return [(Span(f" {text}", ink),) for ink, whole in lines for text in wrap(whole, max(20, width - 2))]


def _named(wanted: Coming) -> str:
    frames = f": {wanted.frames:,} frames" if wanted.frames else ""
    seconds = f", {wanted.seconds:.2f} s" if wanted.seconds else ""
    many = f"{count_text(wanted.files)}, the first " if wanted.files > 1 else ""
    return f"{many}{wanted.path.name}{frames}{seconds}"


def _running(state: ExportState, glyphs: Glyphs, width: int) -> list[Spans]:
    share = state.progress.share
    caption = "stopping" if state.is_stopping else state.progress.caption or "rendering"
    done = glyphs.bar(share, width - _PERCENT).rstrip()
    rest = glyphs.thin * (width - _PERCENT - len(done))
    percent = Span(f" {share * 100:3.0f}%", Ink.STRONG)
    return [
        (),
        (Span(f" {done}", Ink.HIT), Span(rest, Ink.REST), percent),
        (Span(f" {fit(caption, width - 2, glyphs.ellipsis)}", Ink.SOFT),),
        (),
        *((Span(f" {line}", Ink.FAINT),) for line in wrap(_GOES_ON, width - 2)),
    ]


_GOES_ON = "It is made of the song as it was when this began; playing and editing go on meanwhile."
