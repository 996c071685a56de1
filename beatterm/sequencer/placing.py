"""Where a moment belongs in a row: the nearest step and how far from it. For recording."""

from dataclasses import dataclass

from beatterm.model.pattern import step_ticks_of
from beatterm.model.project import Project


@dataclass(frozen=True, slots=True)
class Placed:
    """A step, counted from 0, and by how much of one the moment is after it."""

    index: int
    nudge: float


def placed(project: Project, pattern: str, track: str, pattern_tick: int) -> Placed:
    """The step nearest to a moment."""
    owner = project.song.pattern(pattern)
    assert owner is not None
    row = owner.track(track)
    ticks = step_ticks_of(owner, row) if row else owner.step_ticks
    length = row.length if row else owner.length
    count = (2 * pattern_tick + ticks) // (2 * ticks)
    return Placed(count % length, (pattern_tick - count * ticks) / ticks)
