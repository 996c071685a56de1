"""Replacing while recording: from a track's first hit of a take on, its old steps give way."""

from collections.abc import Iterator

from beatterm.model.edits.steps import fitting_track
from beatterm.model.pattern import step_ticks_of
from beatterm.model.project import Project
from beatterm.sequencer.placing import placed
from beatterm.session.spans import Spans

Spot = tuple[str, str, int]
"""Pattern, track, index of a step."""

_AHEAD_STEPS = 1
"""The engine is ahead of what is heard: a step has to go before the playhead is seen on it."""


class Replacing:
    """Which steps are to be erased. A step goes once in a take: what the take has written stays."""

    def __init__(self) -> None:
        self._next_ticks: dict[str, float] = {}
        self._settled: set[Spot] = set()

    def begin(self, track: str, tick: float) -> None:
        """A track was struck; its first strike counts."""
        self._next_ticks.setdefault(track, tick)

    def settle(self, spot: Spot) -> bool:
        """A step belongs to the take now; whether it did not before."""
        fresh = spot not in self._settled
        self._settled.add(spot)
        return fresh

    def passed(self, project: Project, spans: Spans, heard_tick: float) -> list[Spot]:
        """What the playhead has come to since the last time."""
        return [
            spot
            for track in self._next_ticks
            for spot in self._of_track(project, spans, track, heard_tick)
            if self.settle(spot)
        ]

    def _of_track(self, project: Project, spans: Spans, track: str, heard_tick: float) -> Iterator[Spot]:
        while span := spans.at(self._next_ticks[track]):
            pattern = project.song.pattern(span.pattern)
            if pattern is None:
                return
            step_ticks = step_ticks_of(pattern, fitting_track(pattern, track))
            place = max(0, int(self._next_ticks[track] - span.start_tick) // step_ticks + 1)
            if span.start_tick + (place - _AHEAD_STEPS) * step_ticks > heard_tick:
                return
            self._next_ticks[track] = span.start_tick + place * step_ticks
            yield pattern.name, track, placed(project, pattern.name, track, place * step_ticks).index
