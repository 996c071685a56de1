"""Unrolls one track of a span into events: polymeter, swing and held notes become ticks."""

from collections.abc import Iterator

from beatterm.model.pattern import Track, step_ticks_of
from beatterm.model.step import Step
from beatterm.sequencer.arrangement import Span
from beatterm.sequencer.events import Event
from beatterm.sequencer.swing import MAX_DELAY_TICKS, swing_delay_ticks


def unroll(track: Track, span: Span, song_swing: float, start_tick: int, end_tick: int) -> Iterator[Event]:
    """The events of a track whose step lies in the span and whose own tick lies in the half-open window."""
    if track.is_empty:
        return
    step_ticks = step_ticks_of(span.pattern, track)
    swing = song_swing if track.swing is None else track.swing
    first = max(span.start_tick, start_tick - MAX_DELAY_TICKS) - span.origin_tick
    last = min(span.end_tick, end_tick) - span.origin_tick
    for count in range(-(-first // step_ticks), -(-last // step_ticks)):
        step = track.steps[count % track.length]
        if step is None:
            continue
        place = count * step_ticks
        tick = span.origin_tick + place + swing_delay_ticks(place, step_ticks, swing)
        if start_tick <= tick < end_tick:
            yield from _events_of_step(track, step, tick, step_ticks, _ordinal(track, count))


def _events_of_step(track: Track, step: Step, tick: int, step_ticks: int, ordinal: int) -> Iterator[Event]:
    length = step.length * step_ticks
    for note in step.notes or (None,):
        yield Event(tick, track.name, note, step.velocity, length, ordinal)


def _ordinal(track: Track, count: int) -> int:
    """How many hits of the track came before the step that is `count` steps after the pattern's start."""
    passes, index = divmod(count, track.length)
    in_pass = sum(step is not None for step in track.steps[: track.length])
    return passes * in_pass + sum(step is not None for step in track.steps[:index])
