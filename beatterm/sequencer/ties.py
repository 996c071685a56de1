"""Ties: notes that last until the next hit of their track, and hits that go on from a tied note.

A rhythm that is tied all the way around would never be struck again: its first sounding hit in each turn of
the track is.
"""

from collections.abc import Iterator

from beatterm.sequencer.conditions import sounds
from beatterm.sequencer.moment import Moment


def goes_on_from(moment: Moment) -> Moment | None:
    """The hit whose tied note a sounding hit goes on, so that it is not struck anew; None if it is."""
    before = _joined_before(moment)
    link = before
    while link is not None:
        if moment.nth - link.nth >= moment.part.track.length:
            return None if _opens_turn(moment) else before
        further = _joined_before(link)
        if further is None:
            return before
        link = further
    return None


def end_of_note(moment: Moment, last_tick: int, length_ticks: int) -> int:
    """When a struck hit ends, in ticks after its pattern began, with all hits that go on from it.

    Its own last stroke is at `last_tick` and lasts `length_ticks`.
    """
    turns = _joined_before(moment) is not None
    link = moment
    while link.step.tie:
        after = _next(link)
        if after is None:
            return _end_without_next(link, last_tick)
        last_tick = after.part.places_of(after.nth)[0][0]
        far = turns or after.nth - moment.nth >= moment.part.track.length
        if not _joins(link, after) or (far and _opens_turn(after)):
            return last_tick
        link, length_ticks = after, after.written.ticks
    return last_tick + length_ticks


def _end_without_next(link: Moment, tick: int) -> int:
    """A tied note lasts a turn of its track if nothing follows, and no longer than its pattern plays."""
    part, span = link.part, link.span
    end = tick + part.track.length * part.setting.step_ticks
    return end if span.last_tick is None else max(tick, min(end, span.last_tick - span.origin_tick))


def _joined_before(moment: Moment) -> Moment | None:
    before = _previous(moment)
    return before if before is not None and _joins(before, moment) else None


def _joins(before: Moment, after: Moment) -> bool:
    one, other = before.written, after.written
    return one.step.tie and one.notes == other.notes and other.step.ratchet == 1


def _opens_turn(moment: Moment) -> bool:
    """Whether it is the first sounding hit in its turn of the track."""
    before, length = _previous(moment), moment.part.track.length
    return before is None or before.nth // length < moment.nth // length


def _previous(moment: Moment) -> Moment | None:
    """The sounding hit before, less than a turn away."""
    span, part = moment.span, moment.part
    first = -(-(span.first_tick - span.origin_tick) // part.setting.step_ticks)
    return _first_sounding(moment, range(moment.nth - 1, max(first - 1, moment.nth - part.track.length), -1))


def _next(moment: Moment) -> Moment | None:
    """The sounding hit after, at most a turn away."""
    span, part = moment.span, moment.part
    until = moment.nth + part.track.length + 1
    if span.last_tick is not None:
        until = min(until, -(-(span.last_tick - span.origin_tick) // part.setting.step_ticks))
    return _first_sounding(moment, range(moment.nth + 1, until))


def _first_sounding(moment: Moment, counts: range) -> Moment | None:
    found: Iterator[Moment] = (moment.at(count) for count in counts if moment.part.step_at(count) is not None)
    return next((each for each in found if sounds(each)), None)
