"""Patterns and sections as lines: what there is, what plays, what is to come."""

from rich.cells import cell_len

from beatterm.engine.messages import Snapshot
from beatterm.model.pattern import Pattern
from beatterm.model.song import Section, section_ticks
from beatterm.ui.desk.desk import Desk, Pane
from beatterm.ui.looks.glyphs import Glyphs
from beatterm.ui.looks.palette import Ground, Ink
from beatterm.ui.views.spans import Span, Spans, fit, in_sight, width_of

_NAME = 11


def section_lines(
    desk: Desk, snapshot: Snapshot, glyphs: Glyphs, width: int, height: int
) -> tuple[Spans, ...]:
    """The lines of a pane of that size, the chosen section among them."""
    sections = [
        _section(desk, snapshot, glyphs, at, section, width) for at, section in enumerate(desk.song.sections)
    ] or [(Span(" no sections yet: tab here, a adds one with the pattern in sight", Ink.FAINT),)]
    patterns = _pattern_rows(desk, snapshot, glyphs, width)
    if len(patterns) + len(sections) + 1 > height:
        patterns = _pattern_names(desk, snapshot, glyphs, width)[: max(1, height // 2)]
    room = height - len(patterns)
    gap: list[Spans] = [()] if room > len(sections) else []
    return (*patterns, *gap, *in_sight(sections, desk.section, max(0, room - len(gap))))


def _pattern_rows(desk: Desk, snapshot: Snapshot, glyphs: Glyphs, width: int) -> list[Spans]:
    """Every pattern in a line of its own, with how many tracks strike on each step."""
    names = _names_width(desk)
    return [
        (
            _name(desk, snapshot, glyphs, pattern, names),
            Span(f"{pattern.length:>4} ", Ink.FAINT),
            Span(
                _density(pattern, glyphs)[: max(0, width - names - 9)],
                Ink.GHOST,
                key=f"pattern {pattern.name}",
            ),
        )
        for pattern in desk.song.patterns
    ]


def _names_width(desk: Desk) -> int:
    """Cells of the longest pattern's name, within reason."""
    return min(_NAME, max((cell_len(pattern.name) for pattern in desk.song.patterns), default=1))


def _density(pattern: Pattern, glyphs: Glyphs) -> str:
    """A small picture of a pattern: the more tracks strike on a step, the higher."""
    struck = [
        sum(at < row.length and row.steps[at] is not None for row in pattern.tracks if at < len(row.steps))
        for at in range(pattern.length)
    ]
    most = max(1, *struck)
    return "".join(glyphs.ramp[-(-hits * (len(glyphs.ramp) - 1) // most)] for hits in struck)


def _name(desk: Desk, snapshot: Snapshot, glyphs: Glyphs, pattern: Pattern, width: int = 0) -> Span:
    plays = snapshot.running and pattern.name == snapshot.pattern
    waits = snapshot.running and pattern.name == snapshot.queued
    sign = glyphs.play if plays else glyphs.arrow if waits else " "
    shown = pattern.name == desk.place.pattern
    ink = Ink.GO if plays else Ink.WARN if waits else Ink.TEXT if shown else Ink.SOFT
    ground = Ground.SELECTED if shown else Ground.PLAIN
    name = fit(pattern.name, width, glyphs.ellipsis) if width else pattern.name
    return Span(f" {sign}{name} ", ink, ground, f"pattern {pattern.name}")


def _pattern_names(desk: Desk, snapshot: Snapshot, glyphs: Glyphs, width: int) -> list[Spans]:
    """Every pattern by its name alone, as many lines as they need."""
    lines: list[Spans] = []
    line: list[Span] = [Span(" patterns ", Ink.FAINT)]
    for pattern in desk.song.patterns:
        span = _name(desk, snapshot, glyphs, pattern)
        if width_of(line) + len(span.text) > width:
            lines.append(tuple(line))
            line = [Span("          ", Ink.FAINT)]
        line.append(span)
    return [*lines, tuple(line)]


def _section(desk: Desk, snapshot: Snapshot, glyphs: Glyphs, at: int, section: Section, width: int) -> Spans:
    here = at == desk.section and desk.pane is Pane.SECTIONS
    plays = snapshot.running and snapshot.section == at
    ground = Ground.SELECTED if here else Ground.PLAIN
    key = f"section {at}"
    ink = Ink.GO if plays else Ink.TEXT
    ticks = section_ticks(desk.song, section)
    bars = ticks / desk.song.meter.bar_ticks
    fill = " with fill" if section.fill else ""
    muted = f" without {', '.join(section.mute)}" if section.mute else ""
    start = glyphs.cursor if at == desk.section else " "
    now = f" {snapshot.pattern_tick // desk.song.meter.bar_ticks + 1}/" if plays else " "
    names = (
        Span(f" {glyphs.play if plays else start}{at + 1:>3} ", Ink.GO if plays else Ink.KEY, ground, key),
        Span(fit(section.name, _NAME, glyphs.ellipsis), ink, ground, key),
        Span(f" {fit(section.pattern, _names_width(desk), glyphs.ellipsis)}", Ink.KEY, ground, key),
        Span(f" x{section.repeat:<4}", Ink.SOFT, ground, key),
    )
    length = f"{now}{bars:g} bar{'s' * (bars != 1)}{fill}{muted}"
    return *names, Span(fit(length, max(0, width - width_of(names)), glyphs.ellipsis), Ink.FAINT, ground, key)
