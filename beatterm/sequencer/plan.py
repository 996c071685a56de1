"""Plans: a pattern as its song has it played, its tracks' hits in the order in which they sound.

Made from a project once and kept for as long as that is asked, by identity: values do not change. What is
kept only saves time; the answers would be the same without.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from beatterm.model.kit import Kit
from beatterm.model.pattern import Pattern, Track, step_ticks_of
from beatterm.model.project import Project
from beatterm.model.song import Song
from beatterm.model.time import SIXTEENTH_TICKS
from beatterm.sequencer.chance import keys_of
from beatterm.sequencer.groove import feel_of
from beatterm.sequencer.notes import tuning_of
from beatterm.sequencer.part import Part, Setting
from beatterm.sequencer.swing import swing_of

_PAGE_TICKS = SIXTEENTH_TICKS
_KEPT_PAGES, _KEPT_PARTS, _KEPT_SCORES = 256, 1024, 4


class Hit(NamedTuple):
    """One stroke of the `nth` step, from 0 and over all turns, of the part in a row of the plan.

    It sounds `tick` after its pattern began and stands at `place` on the grid; `number` is its place in a
    ratchet.
    """

    tick: int
    row: int
    nth: int
    number: int
    place: int


@dataclass(frozen=True, eq=False)
class Plan:
    """The parts of a pattern in the song's order. `above` has for each the row of the part of the track above
    it in the song, None if the pattern does not use that.
    """

    pattern: Pattern
    parts: tuple[Part, ...]
    above: tuple[int | None, ...]
    _pages: dict[int, tuple[Hit, ...]] = field(default_factory=dict)

    @cached_property
    def early_ticks(self) -> int:
        """By how much any hit may come before its place at most."""
        return max((part.early_ticks for part in self.parts), default=0)

    @cached_property
    def late_ticks(self) -> int:
        """By how much any hit may come after its place at most."""
        return max((part.late_ticks for part in self.parts), default=0)

    def hits_between(self, start_tick: int, end_tick: int) -> Sequence[Hit]:
        """All hits of a half-open window, whether or not they sound, by tick."""
        hits: list[Hit] = []
        for number in range(start_tick // _PAGE_TICKS, (end_tick - 1) // _PAGE_TICKS + 1):
            page = self._page(number)
            if page:
                first = bisect_left(page, (start_tick,))
                hits += page[first : bisect_left(page, (end_tick,), first)]
        return hits

    def _page(self, number: int) -> tuple[Hit, ...]:
        page = self._pages.get(number)
        if page is None:
            if len(self._pages) >= _KEPT_PAGES:
                self._pages.clear()
            start = number * _PAGE_TICKS
            page = tuple(sorted(self._found(start, start + _PAGE_TICKS)))
            self._pages[number] = page
        return page

    def _found(self, start: int, end: int) -> Iterator[Hit]:
        for row, part in enumerate(self.parts):
            for count in counts_near(part, start, end):
                for number, (tick, place) in enumerate(part.places_of(count)):
                    if start <= tick < end:
                        yield Hit(tick, row, count, number, place)


def counts_near(part: Part, start_tick: int, end_tick: int) -> Iterable[int]:
    """The counts of all steps that may have a hit in a window, and of few others."""
    step_ticks = part.setting.step_ticks
    first = max(0, -(-(start_tick - part.late_ticks) // step_ticks))
    last = -(-(end_tick + part.early_ticks) // step_ticks)
    near = range(first, last)
    return chain(_ratchets_before(part, first), near) if part.spread_steps else near


def _ratchets_before(part: Part, first: int) -> Iterator[int]:
    """The counts of ratchets that reach up to a step."""
    for count in range(max(0, first - part.spread_steps), first):
        step = part.step_at(count)
        if step is not None and step.ratchet > 1 and count + step.length >= first:
            yield count


class _Score(NamedTuple):
    """A song and its kit, with the plans of those patterns that have been asked for, by their identity."""

    song: Song
    kit: Kit
    plans: dict[int, Plan]


_scores: list[_Score] = []
_parts: dict[tuple[str, str], Part] = {}
"""The last ones made, by the names of pattern and track: an edited track takes the place of what it was."""


def plan_of(project: Project, pattern: Pattern) -> Plan:
    """How one of the song's own patterns is played."""
    plans = _score_of(project).plans
    plan = plans.get(id(pattern))
    if plan is None:
        plan = plans[id(pattern)] = _planned(project, pattern)
    return plan


def _score_of(project: Project) -> _Score:
    for score in _scores:
        if score.song is project.song and score.kit is project.kit:
            return score
    score = _Score(project.song, project.kit, {})
    _scores.insert(0, score)
    del _scores[_KEPT_SCORES:]
    return score


def _planned(project: Project, pattern: Pattern) -> Plan:
    names = [setup.name for setup in project.song.tracks]
    order = {name: place for place, name in enumerate(names)}
    played = [track for track in pattern.tracks if not track.is_empty]
    played.sort(key=lambda track: order.get(track.name, len(order)))
    rows = {track.name: row for row, track in enumerate(played)}
    above = dict(zip(names[1:], names, strict=False))
    parts = tuple(part_of(project, pattern, track) for track in played)
    return Plan(pattern, parts, tuple(rows.get(above.get(track.name, "")) for track in played))


def part_of(project: Project, pattern: Pattern, track: Track) -> Part:
    """How a track of a pattern is played; as it was kept, if its surroundings say what they said."""
    setting = _setting(project, pattern, track)
    kept = _parts.get((pattern.name, track.name))
    if kept is not None and kept.track is track and kept.setting == setting:
        return kept
    if len(_parts) >= _KEPT_PARTS:
        _parts.clear()
    part = _parts[pattern.name, track.name] = Part(track, setting)
    return part


def _setting(project: Project, pattern: Pattern, track: Track) -> Setting:
    song = project.song
    return Setting(
        step_ticks_of(pattern, track),
        pattern.length_ticks,
        pattern.chance,
        keys_of(song.seed, pattern.name, track.name),
        swing_of(song, track),
        feel_of(song, track),
        tuning_of(project, track),
    )
