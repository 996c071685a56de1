"""Bars and beats of what plays: where the metre's lines fall, for the metronome, fills and cues that wait."""

from collections.abc import Iterator

from beatterm.model.song import Song
from beatterm.model.time import Meter
from beatterm.sequencer.arrangement import Span, spans_between
from beatterm.sequencer.live import Live

Beat = tuple[int, bool]
"""A beat's tick, and whether a bar begins with it."""


def meter_at(song: Song, live: Live, tick: int) -> Meter:
    """The metre of what plays at a tick; the song's own where nothing does."""
    span = next(spans_between(song, tick, tick + 1, live), None)
    return song.meter_of(span.pattern) if span else song.meter


def bar_line(song: Song, live: Live, tick: int) -> int:
    """The first bar line at or after a tick. Where something else begins to play, a bar begins."""
    span = next(spans_between(song, tick, tick + 1, live), None)
    if span is None:
        return min((cue.tick for cue in live.cues if cue.tick > tick), default=tick)
    line = _multiple_from(tick, song.meter_of(span.pattern).bar_ticks, span)
    borders = (other.start_tick for other in spans_between(song, tick, line, live) if other.start_tick > tick)
    return min(borders, default=line)


def beats_between(song: Song, live: Live, start_tick: int, end_tick: int) -> Iterator[Beat]:
    """The beats of what plays in a half-open window; a bar begins with everything that begins to play."""
    for span in spans_between(song, start_tick, end_tick, live):
        meter = song.meter_of(span.pattern)
        first = _multiple_from(span.start_tick, meter.beat_ticks, span)
        for tick in range(first, span.end_tick, meter.beat_ticks):
            yield tick, (tick - span.origin_tick) % meter.bar_ticks == 0


def counted_in(meter: Meter, start_tick: int, end_tick: int) -> Iterator[Beat]:
    """The beats below tick 0 in a half-open window, of bars that end there."""
    first = -(-start_tick // meter.beat_ticks) * meter.beat_ticks
    for tick in range(first, min(end_tick, 0), meter.beat_ticks):
        yield tick, tick % meter.bar_ticks == 0


def _multiple_from(tick: int, ticks: int, span: Span) -> int:
    """The first whole multiple of so many ticks, counted from the span's origin, at or after a tick."""
    return span.origin_tick - (span.origin_tick - tick) // ticks * ticks
