"""Unrolls a span into events: which of its plan's hits sound within a window, and as what."""

from collections.abc import Iterator, Sequence

from beatterm.sequencer.arrangement import Span
from beatterm.sequencer.conditions import sounds
from beatterm.sequencer.events import Event
from beatterm.sequencer.live import Live
from beatterm.sequencer.moment import Moment
from beatterm.sequencer.plan import Hit, Plan
from beatterm.sequencer.strike import struck
from beatterm.sequencer.ties import goes_on_from


def unroll(plan: Plan, span: Span, live: Live, start_tick: int, end_tick: int) -> Iterator[Event]:
    """The events of a span whose own tick lies in the half-open window, by tick."""
    for hit in _hits(plan, span, start_tick, end_tick):
        part = plan.parts[hit.row]
        if part.track.name in span.mute or not is_in_span(plan, span, hit):
            continue
        moment = Moment(plan, hit.row, hit.nth, span, live)
        if part.has_doubts and not sounds(moment):
            continue
        if part.has_ties and goes_on_from(moment) is not None:
            continue
        yield from struck(moment, hit, max(span.cue_tick, span.origin_tick + hit.tick))


def _hits(plan: Plan, span: Span, start_tick: int, end_tick: int) -> Sequence[Hit]:
    """The hits of a window. What comes before the cue falls on it: the cue's own window has all of that."""
    start = start_tick if start_tick > span.cue_tick else span.cue_tick - plan.early_ticks
    return plan.hits_between(start - span.origin_tick, end_tick - span.origin_tick)


def is_in_span(plan: Plan, span: Span, hit: Hit) -> bool:
    """Whether a hit's step begins in the span and its own place lies before the end."""
    begins = hit.nth * plan.parts[hit.row].setting.step_ticks >= span.first_tick - span.origin_tick
    return begins and (span.last_tick is None or hit.place < span.last_tick - span.origin_tick)
