"""Note repeat while recording: every strike of a roll becomes a step, or a ratchet where it is finer than
those.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from math import ceil, floor, lcm

from beatterm.model.edits.steps import fitting_track
from beatterm.model.edits.takes import record_hit, record_roll
from beatterm.model.pattern import step_ticks_of
from beatterm.model.project import Project
from beatterm.model.song import Song
from beatterm.sequencer.placing import placed
from beatterm.session.spans import Span, Spans

Edit = Callable[[Song], Song]


@dataclass(frozen=True, slots=True)
class Roll:
    """A track repeated from a tick of the transport until another; `next_tick` is where it is to be written
    on.
    """

    track: str
    notes: tuple[int, ...]
    velocity: int
    step_ticks: int
    start_tick: float
    next_tick: float
    end_tick: float = float("inf")


class Rolls:
    """The rolls of a take."""

    def __init__(self) -> None:
        self._rolls: list[Roll] = []

    def begin(self, track: str, notes: tuple[int, ...], velocity: int, step_ticks: int, tick: float) -> None:
        """A track is repeated from now on."""
        start = max(0.0, tick)
        self._rolls.append(Roll(track, notes, velocity, step_ticks, start, start))

    def end(self, track: str | None, tick: float) -> None:
        """The repeat of a track (None: of all) is over."""
        self._rolls = [
            replace(roll, end_tick=tick) if track in (None, roll.track) and tick < roll.end_tick else roll
            for roll in self._rolls
        ]

    def cancel(self, track: str) -> None:
        """The last repeat of a track that was ended goes on after all."""
        for at in reversed(range(len(self._rolls))):
            if self._rolls[at].track == track:
                self._rolls[at] = replace(self._rolls[at], end_tick=float("inf"))
                return

    def due(self, project: Project, spans: Spans, heard_tick: float) -> list[Edit]:
        """What can be written by now."""
        edits: list[Edit] = []
        kept = []
        for roll in self._rolls:
            while roll.next_tick < roll.end_tick and (group := _group(project, spans, roll)):
                span, first_tick, last_tick = group
                if heard_tick < min(last_tick, roll.end_tick):
                    break
                edits += _written(project, roll, span, first_tick, last_tick)
                roll = replace(roll, next_tick=last_tick)  # noqa: PLW2901 - the roll, written so far
            if roll.next_tick < roll.end_tick:
                kept.append(roll)
        self._rolls = kept
        return edits


def _own_ticks(project: Project, span: Span, track: str) -> int | None:
    pattern = project.song.pattern(span.pattern)
    return step_ticks_of(pattern, fitting_track(pattern, track)) if pattern else None


def _group(project: Project, spans: Spans, roll: Roll) -> tuple[Span, float, float] | None:
    """The shortest stretch that whole steps and whole strikes fill, around where the roll is: its ends."""
    span = spans.at(roll.next_tick)
    own = _own_ticks(project, span, roll.track) if span else None
    if span is None or own is None:
        return None
    ticks = roll.step_ticks if roll.step_ticks % own == 0 else lcm(roll.step_ticks, own)
    first = span.start_tick + (roll.next_tick - span.start_tick) // ticks * ticks
    return span, first, first + ticks


def _written(project: Project, roll: Roll, span: Span, first: float, last: float) -> Iterator[Edit]:
    """A stretch that was rolled through becomes ratchets; where only some of its strikes were, hits."""
    own = _own_ticks(project, span, roll.track)
    if own is None:
        return
    lowest = ceil(max(first, roll.start_tick) / roll.step_ticks)
    highest = ceil(min(last, roll.end_tick) / roll.step_ticks)
    strikes = [count * roll.step_ticks for count in range(lowest, highest)]
    is_whole = strikes and strikes[0] == first and len(strikes) * roll.step_ticks == last - first
    if is_whole and roll.step_ticks % own:
        places = range(round(first - span.start_tick), round(last - span.start_tick), own)
        yield _ratchets(project, roll, span.pattern, places)
    else:
        yield from _hits(project, roll, span, own, strikes)


def _ratchets(project: Project, roll: Roll, pattern: str, places: Iterable[int]) -> Edit:
    indices = [placed(project, pattern, roll.track, place).index for place in places]
    return partial(
        record_roll,
        pattern=pattern,
        track=roll.track,
        first=min(indices),
        last=max(indices),
        step_ticks=roll.step_ticks,
        velocity=roll.velocity,
        notes=roll.notes,
    )


def _hits(project: Project, roll: Roll, span: Span, own: int, strikes: Iterable[int]) -> Iterator[Edit]:
    """A hit for each strike, on the row's steps of `own` ticks."""
    seen: set[int] = set()
    for tick in strikes:
        since = tick - span.start_tick
        place = floor(since / own)
        index = placed(project, span.pattern, roll.track, place * own).index
        yield partial(
            record_hit,
            pattern=span.pattern,
            track=roll.track,
            index=index,
            nudge=since / own - place,
            velocity=roll.velocity,
            notes=roll.notes,
            # In the middle of a step that is struck already, it makes a ratchet of it.
            again=index in seen or since > place * own,
        )
        seen.add(index)
