"""Lays cues and sections out on the line of ticks: which pattern plays where, counted from which tick."""

from collections.abc import Iterator
from dataclasses import dataclass

from beatterm.model.pattern import Pattern
from beatterm.model.song import Section, Song, arrangement, section_ticks
from beatterm.sequencer.live import Cue, Live


@dataclass(frozen=True, slots=True)
class Span:
    """A pattern plays from `start_tick` to `end_tick`; its first pass began at `origin_tick`.

    `section` is the index in the arrangement, None while a single pattern loops.
    """

    start_tick: int
    end_tick: int
    origin_tick: int
    pattern: Pattern
    mute: tuple[str, ...] = ()
    section: int | None = None


def spans_between(song: Song, start_tick: int, end_tick: int, live: Live) -> Iterator[Span]:
    """The spans that touch a half-open window, in order, cut to it."""
    for index, cue in enumerate(live.cues):
        until = live.cues[index + 1].tick if index + 1 < len(live.cues) else end_tick
        start, end = max(start_tick, cue.tick), min(end_tick, until)
        if start < end:
            yield from _spans_of_cue(song, cue, start, end)


def end_of(song: Song, cue: Cue) -> int | None:
    """The tick at which a cue has played all it has to; None if it goes on for ever."""
    if cue.pattern is not None or cue.loop:
        return None
    return cue.tick - cue.offset_ticks + sum(section_ticks(song, part) for _, part in _parts(song, cue))


def _spans_of_cue(song: Song, cue: Cue, start: int, end: int) -> Iterator[Span]:
    if cue.pattern is None:
        yield from _spans_of_sections(song, cue, start, end)
        return
    pattern = song.pattern(cue.pattern)
    if pattern is not None:
        yield Span(start, end, cue.tick - cue.offset_ticks, pattern)


def _parts(song: Song, cue: Cue) -> list[tuple[int, Section]]:
    return list(enumerate(arrangement(song)))[cue.first : cue.last]


def _spans_of_sections(song: Song, cue: Cue, start: int, end: int) -> Iterator[Span]:
    parts = _parts(song, cue)
    total = sum(section_ticks(song, part) for _, part in parts)
    if total == 0:
        return
    origin = cue.tick - cue.offset_ticks
    if cue.loop:
        origin += (start - origin) // total * total
    while origin < end:
        for index, part in parts:
            part_end = origin + section_ticks(song, part)
            pattern = song.pattern(part.pattern)
            if pattern is not None and max(start, origin) < min(end, part_end):
                yield Span(max(start, origin), min(end, part_end), origin, pattern, part.mute, index)
            origin = part_end
        if not cue.loop:
            return
