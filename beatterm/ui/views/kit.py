"""The kit and the master as lines: what sounds there are, how loud it all is, and how the engine fares."""

from beatterm.engine.messages import Snapshot
from beatterm.ui.desk.desk import Desk
from beatterm.ui.looks.glyphs import Glyphs
from beatterm.ui.looks.palette import Ink
from beatterm.ui.views.levels import FLOOR_DB, decibels, zones
from beatterm.ui.views.spans import Span, Spans, fit

_SOUND = 14


def kit_lines(desk: Desk, snapshot: Snapshot, glyphs: Glyphs, width: int, height: int) -> tuple[Spans, ...]:
    """The lines of a pane of that size."""
    master = _master(snapshot, glyphs, width)
    lines = [*master, (), *_kit(desk, width, glyphs)] if height > len(master) + 1 else master
    return tuple(lines[:height])


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


def _kit(desk: Desk, width: int, glyphs: Glyphs) -> list[Spans]:
    kit = desk.session.kit
    used = {setup.sound for setup in desk.song.tracks}
    made = ", ".join(part for part in (kit.author, kit.license) if part)
    lines: list[Spans] = [(Span(f" {kit.title or kit.name or 'no kit'} ", Ink.TEXT), Span(made, Ink.FAINT))]
    lines += [(Span(f" {kit.about}", Ink.FAINT),)] if kit.about else []
    columns = max(1, (width - 1) // _SOUND)
    for at in range(0, len(kit.sounds), columns):
        names = (sound.name for sound in kit.sounds[at : at + columns])
        lines.append((Span(" "), *(_sound(name, name in used, glyphs) for name in names)))
    missing = sorted(used - {sound.name for sound in kit.sounds})
    if missing:
        lines.append((Span(f" missing: {', '.join(missing)}", Ink.WARN),))
    return lines


def _sound(name: str, is_used: bool, glyphs: Glyphs) -> Span:
    sign = glyphs.hit if is_used else glyphs.rest
    return Span(fit(f"{sign} {name}", _SOUND, glyphs.ellipsis), Ink.SOFT if is_used else Ink.FAINT)
