"""Placing: which step a moment of playing belongs to, the inverse of when a step sounds."""

from dataclasses import dataclass

from beatterm.model.pattern import Pattern, Track
from beatterm.model.project import Project
from beatterm.model.step import MAX_NUDGE
from beatterm.sequencer.part import Part
from beatterm.sequencer.plan import part_of


@dataclass(frozen=True, slots=True)
class Placed:
    """A step of a track, from 0, by how much of it the moment lies beside it, and how many steps have been
    played before it.
    """

    index: int
    nudge: float
    nth: int


def placed(project: Project, pattern: str, track: str, pattern_tick: int) -> Placed:
    """The step nearest to a moment as the track plays it: swing, groove, shift and direction are taken off.

    `pattern_tick` counts from where the pattern's first pass began. A moment late in the last step may belong
    to the first step of the next turn. The nudge lies within half a step; in the wider gaps that strong swing
    leaves, it may be more. A track that the pattern does not use yet is taken as a plain one. KeyError if
    there is no such pattern.
    """
    owner = project.song.pattern(pattern)
    if owner is None:
        raise KeyError(pattern)
    part = part_of(project, owner, owner.track(track) or _plain(owner, track))
    step_ticks = part.setting.step_ticks
    first = max(0, (pattern_tick - part.late_ticks) // step_ticks)
    last = max(0, (pattern_tick + part.early_ticks) // step_ticks + 1)
    nth = min(range(first, last + 1), key=lambda each: abs(_late_ticks(part, each, pattern_tick)))
    nudge = _late_ticks(part, nth, pattern_tick) / step_ticks
    return Placed(part.index_of(nth), max(-MAX_NUDGE, min(MAX_NUDGE, nudge)), nth)


def _late_ticks(part: Part, nth: int, tick: int) -> int:
    """By how much a moment is later than a step without a nudge would sound."""
    place = nth * part.setting.step_ticks
    return tick - place - part.delay_ticks(place)


def _plain(pattern: Pattern, track: str) -> Track:
    return Track(track, length=pattern.length)
