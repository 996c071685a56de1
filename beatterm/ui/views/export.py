"""The Export dialog as lines: the form with what it comes to, the progress, and the figures at the end."""

from collections.abc import Iterator
from pathlib import Path
from textwrap import wrap

from beatterm.export.job import Made
from beatterm.model.param import Param
from beatterm.session.exporting import ExportState
from beatterm.ui.desk.coming import Coming
from beatterm.ui.desk.desk import Desk
from beatterm.ui.desk.exporting import STOPPED, Page, coming, level, page
from beatterm.ui.desk.order import OF, PATTERN, REPEATS, TEXTS, Order
from beatterm.ui.desk.turning import shown
from beatterm.ui.looks.glyphs import Glyphs
from beatterm.ui.looks.palette import Ground, Ink
from beatterm.ui.views.spans import Span, Spans, fit, in_sight

_LABEL = 10
_BESIDE = 4
_PERCENT, _LOUDNESS = 7, 23
_FIELDS_LEAST = 5
"""Fields that stay in sight however much is said below them."""
_LEAST = 14
"""Lines above the keys, so that the dialog does not change its size with every value."""
START, CLOSE, CANCEL, AGAIN = "start", "close", "cancel", "again"
"""What a click on a word below hands back; on a field it is `field NAME`, on its ends `less` and `more`."""

_KEYS = {
    Page.FORM: (("enter", "export", START), ("esc", "close", CLOSE), ("arrows", "turn", "")),
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
            lines = list(figures_of(state.made, width))[top : top + room]
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
        return "until it repeats" if order.is_loop and order.piece.word == PATTERN else "once"
    if param.name == OF:
        return f"{order.piece.word} {order.piece.name}".strip()
    value = order.value(param)
    return f"{float(value):+g} {param.unit}" if param.unit.startswith(("dB", "LU")) else shown(param, value)


def _text(order: Order, param: Param, here: bool, room: int, ground: Ground, key: str) -> Spans:
    """A text with the caret in sight; without it, its end."""
    text = str(order.value(param))
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
        lines.append((Ink.ERROR, last.fault or STOPPED))
    return [(Span(f" {text}", ink),) for ink, whole in lines for text in wrap(whole, max(20, width - 2))]


def _named(wanted: Coming) -> str:
    frames = f": {wanted.frames:,} frames" if wanted.frames else ""
    seconds = f", {wanted.seconds:.2f} s" if wanted.seconds else ""
    return f"{wanted.path.name}{frames}{seconds}"


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


def figures_of(made: tuple[Made, ...], width: int) -> Iterator[Spans]:
    """All lines of what was made: each file with its figures, and the notes; those of all files once."""
    yield (Span(f" {Path(made[0].path).parent}"[:width], Ink.FAINT),)
    shared = [note for note in made[0].notes if all(note in each.notes for each in made)]
    if len(made) > 1:
        yield from _wrapped(_measures(made[0], with_loudness=False), Ink.TEXT, width)
        yield from (line for note in shared for line in _wrapped(note, Ink.SOFT, width))
        yield ()
        for each in made:
            yield _row(each, width)
            own = (note for note in each.notes if note not in shared)
            yield from (line for note in own for line in _wrapped(note, Ink.SOFT, width))
    else:
        yield ()
        yield (Span(f" {fit(Path(made[0].path).name, width - 2)}", Ink.STRONG),)
        yield from _wrapped(_measures(made[0]), Ink.TEXT, width)
        yield from (line for note in shared for line in _wrapped(note, Ink.SOFT, width))


def _wrapped(text: str, ink: Ink, width: int) -> Iterator[Spans]:
    yield from ((Span(f"   {line}", ink),) for line in wrap(text, width - 4))


def _row(made: Made, width: int) -> Spans:
    """One of many files."""
    name = Span(f" {fit(Path(made.path).name, width - _LOUDNESS - 2)} ", Ink.STRONG)
    if made.loudness is None:
        return (name,)
    loudness, peak = level(made.loudness.integrated_lufs), level(made.loudness.true_peak_db)
    return (name, Span(f"{loudness:>6} LUFS {peak:>6} dBTP", Ink.TEXT))


def _measures(made: Made, with_loudness: bool = True) -> str:
    words = []
    if made.rate:
        words.append(f"{made.frames:,} frames, {made.frames / made.rate:.2f} s at {made.rate / 1000:g} kHz")
    if made.loudness and with_loudness:
        words += (
            f"{level(made.loudness.integrated_lufs)} LUFS",
            f"true peak {level(made.loudness.true_peak_db)} dBTP",
        )
    if made.gain_db:
        words.append(f"{made.gain_db:+.1f} dB added")
    return ", ".join(words)
