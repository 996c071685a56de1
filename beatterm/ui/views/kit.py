"""The kit and the master as lines: what sounds there are, how loud it all is, and how the engine fares."""

from beatterm.engine.messages import Snapshot
from beatterm.ui.desk.desk import Desk
from beatterm.ui.looks.glyphs import Glyphs
from beatterm.ui.looks.palette import Ink
from beatterm.ui.views.levels import FLOOR_DB, decibels, zones
from beatterm.ui.views.spans import Span, Spans, fit

_SIGN, _GAP = 2, 1


def kit_lines(desk: Desk, snapshot: Snapshot, glyphs: Glyphs, width: int, height: int) -> tuple[Spans, ...]:
    """The lines of a pane of that size."""
    master = _master(snapshot, glyphs, width)
    room = height - len(master) - 1
    return (*master, (), *_kit(desk, width, room, glyphs)) if room > 0 else tuple(master[:height])


def _master(snapshot: Snapshot, glyphs: Glyphs, width: int) -> list[Spans]:
    sides = [_side(name, peak, glyphs, width) for name, peak in zip("LR", snapshot.master, strict=True)]
    reduction = abs(snapshot.reduction_db)
    limiter = (
        Span(" limiter ", Ink.FAINT),
        Span(
            f"-{reduction:.1f} dB" if reduction >= 0.05 else "idle",
            Ink.WARN if reduction >= 0.05 else Ink.SOFT,
        ),
        Span("   voices ", Ink.FAINT),
        Span(f"{snapshot.voices}", Ink.SOFT),
    )
    return [*sides, limiter]


def _side(name: str, peak: float, glyphs: Glyphs, width: int) -> Spans:
    level = decibels(peak)
    number = f"{level:.1f} dB" if level > FLOOR_DB else "silent"
    bar = (Span(text, ink) for text, ink in zones(peak, width - 14, glyphs))
    return Span(f" {name} ", Ink.FAINT), *bar, Span(f"{number:>10} ", Ink.SOFT)


def _kit(desk: Desk, width: int, room: int, glyphs: Glyphs) -> list[Spans]:
    """Who made it, what is missing, and its sounds; where they are too many, how many more there are."""
    kit = desk.session.kit
    used = {setup.sound for setup in desk.song.tracks}
    made = ", ".join(part for part in (kit.author, kit.license) if part)
    lines: list[Spans] = [(Span(f" {kit.title or kit.name or 'no kit'} ", Ink.TEXT), Span(made, Ink.FAINT))]
    if kit.about:
        lines.append((Span(fit(f" {kit.about}", width, glyphs.ellipsis), Ink.FAINT),))
    names = [sound.name for sound in kit.sounds]
    missing = sorted(used - {*names})
    if missing:
        lines.append((Span(fit(f" missing: {', '.join(missing)}", width, glyphs.ellipsis), Ink.WARN),))
    return [*lines, *_sounds(names, used, width, room - len(lines), glyphs)][:room]


def _sounds(names: list[str], used: set[str], width: int, room: int, glyphs: Glyphs) -> list[Spans]:
    """The sounds in as many columns as fit, those that a track plays marked."""
    each = max(map(len, names), default=0) + _SIGN + _GAP
    columns = max(1, width // each)
    lines: list[Spans] = []
    for at in range(0, len(names), columns):
        cells = (_sound(name, name in used, each, glyphs) for name in names[at : at + columns])
        lines.append((Span(" "), *cells))
    if len(lines) > room > 0:
        shown = (room - 1) * columns
        lines[room - 1 :] = [(Span(f" and {len(names) - shown} more: b lists them", Ink.FAINT),)]
    return lines


def _sound(name: str, is_used: bool, width: int, glyphs: Glyphs) -> Span:
    sign = glyphs.hit if is_used else glyphs.rest
    return Span(fit(f"{sign} {name}", width, glyphs.ellipsis), Ink.SOFT if is_used else Ink.FAINT)
