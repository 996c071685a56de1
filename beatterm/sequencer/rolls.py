"""Note repeat: the strokes of a held pad, on the grid of what is playing and with its feel."""

from collections.abc import Iterator

from beatterm.model.project import Project
from beatterm.sequencer.arrangement import Span, spans_between
from beatterm.sequencer.events import Event
from beatterm.sequencer.groove import feel_of
from beatterm.sequencer.live import Live, Roll
from beatterm.sequencer.part import REACH_TICKS
from beatterm.sequencer.swing import swing_delay_ticks, swing_of, swing_reach_ticks

Stretch = tuple[int, int, Span | None]
"""From a tick to another, which lies behind it, a span plays, or None."""


def rolled_between(project: Project, start_tick: int, end_tick: int, live: Live) -> list[Event]:
    """The events of note repeat in a half-open window. Rolls that meet on one stroke strike it once."""
    found: dict[tuple[int, str, int | None], Event] = {}
    for roll in live.rolls:
        for event in _events(project, roll, start_tick, end_tick, live):
            found.setdefault((event.tick, event.track, event.note), event)
    return list(found.values())


def _events(project: Project, roll: Roll, start: int, end: int, live: Live) -> Iterator[Event]:
    first = max(roll.start_tick, start - REACH_TICKS)
    last = end + REACH_TICKS if roll.end_tick is None else min(roll.end_tick, end + REACH_TICKS)
    for stretch in _stretches(project, first, last, live):
        for place, tick in _strokes(project, roll, stretch, (start, end)):
            if start <= tick < end:
                number = place // roll.step_ticks
                yield Event(tick, roll.track, roll.note, roll.velocity, roll.step_ticks, number)


def _stretches(project: Project, start: int, end: int, live: Live) -> Iterator[Stretch]:
    """All of a window, as the spans that play in it and the silence between them."""
    at = start
    for span in spans_between(project.song, start, end, live):
        if at < span.start_tick:
            yield at, span.start_tick, None
        yield span.start_tick, span.end_tick, span
        at = span.end_tick
    if at < end:
        yield at, end, None


def _strokes(
    project: Project, roll: Roll, stretch: Stretch, window: tuple[int, int]
) -> Iterator[tuple[int, int]]:
    """The strokes on a stretch that may sound in a window, and few others: each one's place, counted from
    where the pattern began, and its tick.
    """
    start, end, span = stretch
    track = span.pattern.track(roll.track) if span else None
    swing, feel = swing_of(project.song, track), feel_of(project.song, track)
    early, late = feel.reach
    origin, grid = span.origin_tick if span else 0, roll.step_ticks
    first = max(start, window[0] - late - swing_reach_ticks(grid, swing)) - origin
    last = min(end, window[1] + early) - origin
    for place in range(-(-first // grid) * grid, last, grid):
        delay = swing_delay_ticks(place, grid, swing) + feel.delay_ticks(place) if span else 0
        yield place, max(roll.start_tick, origin + place + delay)
