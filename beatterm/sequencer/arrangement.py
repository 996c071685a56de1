"""Lays cues and sections out on the line of ticks: which pattern plays where, counted from which tick."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from beatterm.model.pattern import Pattern
from beatterm.model.song import Section, Song, arrangement
from beatterm.sequencer.live import Cue, Live


@dataclass(frozen=True, slots=True)
class Span:
    """A pattern plays from `start_tick` to `end_tick`; its first pass began at `origin_tick`.

    `section` is the index in the arrangement, None while a single pattern loops. Start and end are cut to the
    window that was asked for; `first_tick` and `last_tick` (exclusive, None: for ever) are not. `cue_tick` is
    where the cue began: nothing of it sounds before. From `fill_tick` on all of it is a fill.
    """

    start_tick: int
    end_tick: int
    origin_tick: int
    pattern: Pattern
    mute: tuple[str, ...] = ()
    section: int | None = None
    first_tick: int = 0
    last_tick: int | None = None
    cue_tick: int = 0
    fill_tick: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class _Layout:
    """The sections of a cue one after the other: where each ends, counted from the first one's start."""

    song: Song
    first: int
    last: int | None
    parts: tuple[tuple[int, Section, Pattern], ...]
    ends: tuple[int, ...]

    @property
    def total(self) -> int:
        """Ticks of all of them."""
        return self.ends[-1] if self.ends else 0


_KEPT_LAYOUTS = 8
_layouts: list[_Layout] = []
"""The last ones asked for: the same song is asked many times a second, and a layout depends on it alone."""


def spans_between(song: Song, start_tick: int, end_tick: int, live: Live) -> Iterator[Span]:
    """The spans that touch a half-open window, in order, cut to it."""
    for index, cue in enumerate(live.cues):
        until = live.cues[index + 1].tick if index + 1 < len(live.cues) else None
        start, end = max(start_tick, cue.tick), end_tick if until is None else min(end_tick, until)
        if start < end:
            yield from _spans_of_cue(song, cue, start, end, until)


def end_of(song: Song, cue: Cue) -> int | None:
    """The tick at which a cue has played all it has to; None if it goes on for ever."""
    if cue.pattern is not None or cue.loop or cue.turn_ticks:
        return None
    return cue.tick - cue.offset_ticks + _layout(song, cue.first, cue.last).total


def _spans_of_turns(song: Song, cue: Cue, start: int, end: int, until: int | None) -> Iterator[Span]:
    """The spans of a cue that begins anew every so often. What is early in a turn sounds in the one before,
    so only the first one has nothing before it.
    """
    assert cue.turn_ticks
    while start < end:
        turn_start = start - (start - cue.tick) % cue.turn_ticks
        turn_end = turn_start + cue.turn_ticks
        turn = replace(cue, tick=turn_start, turn_ticks=None)
        over = turn_end if until is None else min(turn_end, until)
        for span in _spans_of_cue(song, turn, start, min(end, turn_end), over):
            yield replace(span, cue_tick=cue.tick)
        start = turn_end


def _spans_of_cue(song: Song, cue: Cue, start: int, end: int, until: int | None) -> Iterator[Span]:
    if cue.turn_ticks:
        yield from _spans_of_turns(song, cue, start, end, until)
        return
    if cue.pattern is None:
        yield from _spans_of_sections(song, cue, start, end, until)
        return
    pattern = song.pattern(cue.pattern)
    if pattern is not None:
        origin = cue.tick - cue.offset_ticks
        yield Span(start, end, origin, pattern, (), None, cue.tick, until, cue.tick)


def _spans_of_sections(song: Song, cue: Cue, start: int, end: int, until: int | None) -> Iterator[Span]:
    layout = _layout(song, cue.first, cue.last)
    if layout.total == 0:
        return
    turn, place = divmod(start - (cue.tick - cue.offset_ticks), layout.total)
    at = bisect_right(layout.ends, place)
    tick = start
    while tick < end and (turn == 0 or cue.loop):
        origin = cue.tick - cue.offset_ticks + turn * layout.total
        part_end = origin + layout.ends[at]
        part_origin = origin + (layout.ends[at - 1] if at else 0)
        yield _section_span(layout, at, cue, (tick, min(end, part_end)), (part_origin, part_end, until))
        tick = part_end
        turn, at = (turn, at + 1) if at + 1 < len(layout.parts) else (turn + 1, 0)


def _section_span(
    layout: _Layout, at: int, cue: Cue, window: tuple[int, int], reach: tuple[int, int, int | None]
) -> Span:
    """The span of one section, cut to a window; `reach` is its whole extent and the next cue's tick."""
    (start, end), (origin, over, until) = window, reach
    index, section, pattern = layout.parts[at]
    last = over if until is None else min(over, until)
    fill = over - pattern.length_ticks if section.fill else None
    first = max(origin, cue.tick)
    return Span(start, end, origin, pattern, section.mute, index, first, last, cue.tick, fill)


def _layout(song: Song, first: int, last: int | None) -> _Layout:
    for kept in _layouts:
        if kept.song is song and kept.first == first and kept.last == last:
            return kept
    layout = _laid_out(song, first, last)
    _layouts.insert(0, layout)
    del _layouts[_KEPT_LAYOUTS:]
    return layout


def _laid_out(song: Song, first: int, last: int | None) -> _Layout:
    """Sections without a pattern, or of no length, take no time and are left out."""
    parts, ends, end = [], [], 0
    for index, section in list(enumerate(arrangement(song)))[first:last]:
        pattern = song.pattern(section.pattern)
        if pattern is not None and section.repeat > 0:
            end += pattern.length_ticks * section.repeat
            parts.append((index, section, pattern))
            ends.append(end)
    return _Layout(song, first, last, tuple(parts), tuple(ends))
