"""Cutting: rows and spans → pieces, each of which becomes a pattern, so that what repeats is written once."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from beatterm.importers.midi.bars import LONGEST_PATTERN_TICKS, Span, pieces_of
from beatterm.importers.midi.steps import Hit, lanes_of
from beatterm.importers.midi.voices import Row
from beatterm.model.time import WHOLE_TICKS, Meter

MOST_PATTERNS, MOST_SECTIONS, MOST_REPEATS = 64, 999, 999
_EARLY_TICKS = 200
"""What comes so little before a pattern's start belongs to its first step: less than the finest step."""
_LOOP_UNITS = 8
_SIZES, _LARGE_SIZES = (4, 2, 1), (8, 16)
"""In bars; of sizes that are as good, the first. Large ones are for what has no room otherwise."""


class Content(NamedTuple):
    """What a piece plays: the hits of each row, counted from its start."""

    ticks: int
    meter: Meter
    hits: tuple[tuple[Hit, ...], ...]


class Run(NamedTuple):
    """A piece, played so many times over, in the span of a number."""

    content: Content
    span: int
    times: int


class Cut(NamedTuple):
    """A song in runs, and how many ticks at its end found no place in them."""

    runs: tuple[Run, ...]
    left_ticks: int = 0

    @property
    def contents(self) -> tuple[Content, ...]:
        """What there is to play, each once."""
        return tuple(dict.fromkeys(run.content for run in self.runs))

    @property
    def is_possible(self) -> bool:
        """Whether a song can hold it."""
        return len(self.contents) <= MOST_PATTERNS and len(self.runs) <= MOST_SECTIONS

    @property
    def cost(self) -> float:
        """How much there is to read: bars, patterns and sections."""
        ticks = sum(content.ticks for content in self.contents)
        return ticks / WHOLE_TICKS + len(self.contents) + len(self.runs) / 4


def best_cut(rows: Sequence[Row], spans: Sequence[Span]) -> Cut:
    """A few bars stay one piece; of more, what repeats is found."""
    if len(spans) == 1 and _is_loop(spans[0]):
        whole = Cut(tuple(_runs(rows, spans, _LOOP_UNITS)))
        (content,) = whole.contents
        if content.ticks <= LONGEST_PATTERN_TICKS or _is_simple(content):
            return whole
    cuts = [Cut(tuple(_runs(rows, spans, size))) for size in _SIZES]
    possible = [cut for cut in cuts if cut.is_possible]
    if possible:
        return min(possible, key=lambda cut: cut.cost)
    large = [Cut(tuple(_runs(rows, spans, size))) for size in _LARGE_SIZES]
    return next((cut for cut in large if cut.is_possible), _shortened(large[-1]))


def _is_loop(span: Span) -> bool:
    return span.ticks <= min(_LOOP_UNITS * span.unit_ticks, 2 * LONGEST_PATTERN_TICKS) and (
        span.ticks % span.unit_ticks == 0 or span.ticks < span.unit_ticks
    )


def _is_simple(content: Content) -> bool:
    """Whether no row needs a second lane."""
    return all(len(lanes_of(hits, content.ticks)) <= 1 for hits in content.hits)


def _shortened(cut: Cut) -> Cut:
    """As many runs from the start as a song can hold."""
    most = MOST_SECTIONS
    while len({run.content for run in cut.runs[:most]}) > MOST_PATTERNS:
        most -= 1
    return Cut(cut.runs[:most], sum(run.content.ticks * run.times for run in cut.runs[most:]))


def _runs(rows: Sequence[Row], spans: Sequence[Span], units: int) -> Iterator[Run]:
    content, number, times = None, 0, 0
    for found, span in _contents(rows, spans, units):
        if content is not None and (found, span) == (content, number) and times < MOST_REPEATS:
            times += 1
            continue
        if content is not None:
            yield Run(content, number, times)
        content, number, times = found, span, 1
    if content is not None:
        yield Run(content, number, times)


def _contents(rows: Sequence[Row], spans: Sequence[Span], units: int) -> Iterator[tuple[Content, int]]:
    pieces = [
        (start, ticks, span.meter, number)
        for number, span in enumerate(spans)
        for start, ticks in pieces_of(span, units)
    ]
    cuts = [0, *(start - _EARLY_TICKS for start, *_ in pieces[1:]), sum(pieces[-1][:2])]
    parts = [_parts(row, cuts) for row in rows]
    for at, (start, ticks, meter, number) in enumerate(pieces):
        hits = tuple(tuple(hit._replace(tick=hit.tick - start) for hit in part[at]) for part in parts)
        yield Content(ticks, meter, hits), number


def _parts(row: Row, cuts: list[int]) -> list[tuple[Hit, ...]]:
    """The hits between each two cuts."""
    places = [bisect_left(row.hits, (cut,)) for cut in cuts]
    return [row.hits[first:last] for first, last in pairwise(places)]
