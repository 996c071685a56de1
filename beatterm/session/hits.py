"""Hits of a take on their way into the song: what was played, which step it becomes, and when that may be
written.
"""

from dataclasses import dataclass

from beatterm.model.edits.steps import fitting_track
from beatterm.model.pattern import Pattern, step_ticks_of
from beatterm.model.project import Project
from beatterm.sequencer.placing import placed
from beatterm.session.spans import Span

_EARLIEST_STEPS = 1.0
"""Who plays more than a step before the first one plays along with the count-in."""


@dataclass(frozen=True, slots=True)
class Played:
    """A hit as it was played, at a tick of the transport. `stamp` is the moment of the key press, `key` the
    number of a key that says when it is let go (0: none).
    """

    track: str
    notes: tuple[int, ...]
    velocity: int
    tick: float
    stamp: float
    key: int = 0


@dataclass(frozen=True, slots=True)
class Landed:
    """A hit, and the step it becomes with how late it was. `due_tick` is when that step has sounded in this
    turn: written sooner, it would be struck again right after the player's own hit. A turn of its row has
    `row_steps`.
    """

    played: Played
    pattern: str
    index: int
    nudge: float
    due_tick: float
    step_ticks: int
    row_steps: int


def landed(project: Project, played: Played, span: Span, quantise: int) -> Landed | None:
    """The step that a hit becomes; None where there is none for it."""
    pattern = project.song.pattern(span.pattern)
    if pattern is None or all(setup.name != played.track for setup in project.song.tracks):
        return None
    row = fitting_track(pattern, played.track)
    step_ticks = step_ticks_of(pattern, row)
    since = played.tick - span.start_tick
    if since < -_EARLIEST_STEPS * step_ticks:
        return None
    index, nudge = _place(project, pattern, played.track, since, step_ticks)
    pulled = nudge * quantise / 100
    # A humanised step may stray; and what is nudged before the very beginning sounds on it.
    due = max(played.tick + (row.humanise_time - pulled) * step_ticks, float(span.start_tick))
    return Landed(played, pattern.name, index, nudge, due, step_ticks, row.length)


def _place(
    project: Project, pattern: Pattern, track: str, since_ticks: float, step_ticks: int
) -> tuple[int, float]:
    """The nearest step and how late the hit was; before the beginning, the first step that plays."""
    at = placed(project, pattern.name, track, max(0, round(since_ticks)))
    early = min(0.0, since_ticks) / step_ticks
    return at.index, max(-0.5, early) if early else at.nudge
