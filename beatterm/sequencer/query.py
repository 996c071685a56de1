"""The sequencer's one question, and its answer in the order in which it sounds."""

from beatterm.model.project import Project
from beatterm.sequencer.arrangement import Span, spans_between
from beatterm.sequencer.events import Event
from beatterm.sequencer.live import Live
from beatterm.sequencer.swing import MAX_DELAY_TICKS
from beatterm.sequencer.unroll import unroll


def events_between(project: Project, start_tick: int, end_tick: int, live: Live) -> tuple[Event, ...]:
    """Every event of the half-open window, by tick and then by the tracks' order in the song.

    Pure: the same question has the same answer, and a window may be cut anywhere without changing the sum.
    """
    song = project.song
    order = {setup.name: index for index, setup in enumerate(song.tracks)}
    found: list[Event] = []
    for span in spans_between(song, start_tick - MAX_DELAY_TICKS, end_tick, live):
        found.extend(_events_of_span(song.swing, span, start_tick, end_tick))
    found.sort(key=lambda event: (event.tick, order.get(event.track, len(order))))
    return tuple(found)


def _events_of_span(swing: float, span: Span, start_tick: int, end_tick: int) -> list[Event]:
    heard = (track for track in span.pattern.tracks if track.name not in span.mute)
    return [event for track in heard for event in unroll(track, span, swing, start_tick, end_tick)]
