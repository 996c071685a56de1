"""The sequencer's one question, and its answer in the order in which it sounds."""

from collections.abc import Iterator

from beatterm.model.project import Project
from beatterm.sequencer.arrangement import Span, spans_between
from beatterm.sequencer.events import Event
from beatterm.sequencer.live import Live
from beatterm.sequencer.part import REACH_TICKS
from beatterm.sequencer.plan import Plan, plan_of
from beatterm.sequencer.rolls import rolled_between
from beatterm.sequencer.unroll import unroll


def events_between(project: Project, start_tick: int, end_tick: int, live: Live) -> tuple[Event, ...]:
    """Every event of the half-open window, by tick and then by the tracks' order in the song.

    Pure: the same question has the same answer, and a window may be cut anywhere without changing the sum.
    """
    found: list[Event] = []
    for plan, span in heard_between(project, start_tick, end_tick, live):
        found.extend(unroll(plan, span, live, start_tick, end_tick))
    if live.rolls:
        found.extend(rolled_between(project, start_tick, end_tick, live))
    if len(found) > 1:
        order = {setup.name: index for index, setup in enumerate(project.song.tracks)}
        found.sort(key=lambda event: (event.tick, order.get(event.track, len(order))))
    return tuple(found)


def heard_between(
    project: Project, start_tick: int, end_tick: int, live: Live
) -> Iterator[tuple[Plan, Span]]:
    """The spans of which something may sound in a window, in order, with what they play."""
    for span in spans_between(project.song, start_tick - REACH_TICKS, end_tick + REACH_TICKS, live):
        plan = plan_of(project, span.pattern)
        is_over = span.last_tick is not None and span.last_tick + plan.late_ticks <= start_tick
        if not is_over and max(span.cue_tick, span.first_tick - plan.early_ticks) < end_tick:
            yield plan, span
