"""Accounts: for every written hit what became of it, or why it did not sound."""

from collections.abc import Iterator
from dataclasses import dataclass

from beatterm.model.project import Project
from beatterm.model.song import arrangement
from beatterm.sequencer.arrangement import Span
from beatterm.sequencer.conditions import sounds
from beatterm.sequencer.events import Event
from beatterm.sequencer.live import Live
from beatterm.sequencer.moment import Moment
from beatterm.sequencer.plan import Hit, Plan, counts_near
from beatterm.sequencer.query import heard_between
from beatterm.sequencer.reasons import chance_reason, condition_reason, name_of
from beatterm.sequencer.strike import struck
from beatterm.sequencer.ties import goes_on_from
from beatterm.sequencer.unroll import is_in_span


@dataclass(frozen=True, slots=True)
class Account:
    """One hit of a track in one pass, both counted from 0, and its events: all those of a ratchet.

    `tick` is that of its first event, or where that would have been. `reason` is why it sounded or did not;
    "" for one that always sounds. It sounded if there are events.
    """

    tick: int
    track: str
    step: int
    turn: int
    reason: str
    events: tuple[Event, ...] = ()


def accounts_between(project: Project, start_tick: int, end_tick: int, live: Live) -> tuple[Account, ...]:
    """An account of every written hit whose tick lies in the half-open window, by tick and then by the
    tracks' order in the song.

    A window may be cut anywhere without changing the sum. The strokes of note repeat are not written.
    """
    order = {setup.name: index for index, setup in enumerate(project.song.tracks)}
    found = [
        account
        for plan, span in heard_between(project, start_tick, end_tick, live)
        for account in _accounts_of_span(project, plan, span, live, (start_tick, end_tick))
    ]
    return tuple(sorted(found, key=lambda each: (each.tick, order.get(each.track, len(order)))))


def _accounts_of_span(
    project: Project, plan: Plan, span: Span, live: Live, window: tuple[int, int]
) -> Iterator[Account]:
    # What is struck early in a window that begins with the cue has places behind the window.
    start, end = (tick - span.origin_tick for tick in window)
    for row, part in enumerate(plan.parts):
        for nth in counts_near(part, start - plan.early_ticks, end):
            hits = [
                Hit(tick, row, nth, number, place) for number, (tick, place) in enumerate(part.places_of(nth))
            ]
            heard = [hit for hit in hits if is_in_span(plan, span, hit)]
            tick = min((max(span.cue_tick, span.origin_tick + hit.tick) for hit in heard), default=None)
            if tick is not None and window[0] <= tick < window[1]:
                yield _account(project, Moment(plan, row, nth, span, live), heard, tick)


def _account(project: Project, moment: Moment, hits: list[Hit], tick: int) -> Account:
    part, span = moment.part, moment.span
    silence = _why_silent(project, moment)
    events: list[Event] = []
    for hit in hits if not silence else ():
        events += struck(moment, hit, max(span.cue_tick, span.origin_tick + hit.tick))
    events.sort(key=lambda event: event.tick)
    reason = silence or ", ".join(filter(None, (chance_reason(moment), condition_reason(moment))))
    place = part.index_of(moment.nth), moment.pass_index
    return Account(tick, part.track.name, *place, reason, tuple(events))


def _why_silent(project: Project, moment: Moment) -> str:
    """Why a hit is not struck; "" if it is."""
    if moment.part.track.name in moment.span.mute and moment.span.section is not None:
        return f"muted in section {arrangement(project.song)[moment.span.section].name}"
    if not moment.passes_chance:
        return chance_reason(moment)
    if not sounds(moment):
        return condition_reason(moment)
    tied = goes_on_from(moment)
    return f"tied: goes on from {name_of(tied)}" if tied else ""
