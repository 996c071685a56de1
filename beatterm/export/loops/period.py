"""After how many passes a pattern repeats, or why it never does: what an exact loop is cut by.

What is written says after how many at the latest; then the sequencer itself is asked whether fewer will do.
"""

from dataclasses import dataclass, replace
from math import lcm

from beatterm.export.heard import is_heard
from beatterm.export.loops.turnover import (
    has_first,
    least_cycle,
    left_open,
    links_back,
    reach_ticks,
    recordings_ticks,
    struck_in,
    turnover_ticks,
)
from beatterm.model.condition import NEIGHBOUR
from beatterm.model.kit import Sound
from beatterm.model.pattern import Pattern
from beatterm.model.project import Project
from beatterm.sequencer.events import Event
from beatterm.sequencer.live import Cue, Live
from beatterm.sequencer.plan import Plan, plan_of
from beatterm.sequencer.query import events_between

_MOST_ASKED = 128
_MOST_HITS = 10_000
"""The sequencer is asked about so many passes, and hits, at most: a fifth of a second."""

Pass = tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Period:
    """A pattern repeats after so many `passes` (None: never), and after `takes` of them with the same
    recordings where several take turns; in the very beginning only from `lead_passes` on.

    `tracks` are those that need more than one pass, or are left to chance, each with the reason. `joins`:
    notes or conditions reach across the seam between two passes. `firsts` are tracks whose first pass is one
    of its own (`1st`).
    """

    passes: int | None = 1
    takes: int | None = 1
    lead_passes: int = 0
    joins: bool = False
    tracks: tuple[tuple[str, str], ...] = ()
    firsts: tuple[str, ...] = ()


def period_of(project: Project, pattern: Pattern) -> Period:
    """When one of the song's own patterns repeats, as far as it is heard."""
    plan = plan_of(project, pattern)
    rows = _rows_that_count(project, plan)
    parts = [plan.parts[row] for row in rows]
    loose = tuple((part.track.name, left_open(part)) for part in parts if left_open(part))
    if loose:
        return Period(None, None, tracks=loose)
    ticks = {part.track.name: turnover_ticks(part) for part in parts if part.hits}
    passes = lcm(pattern.length_ticks, *ticks.values()) // pattern.length_ticks
    sounds = [(part, project.sound_of(part.track.name)) for part in parts if part.hits]
    takes = lcm(passes * pattern.length_ticks, *(recordings_ticks(*each) for each in sounds))
    firsts = tuple(part.track.name for part in parts if has_first(part))
    joins = max((links_back(plan, row) for row in rows), default=0)
    back = joins + bool(firsts)
    longer = tuple((name, "") for name, each in ticks.items() if each > pattern.length_ticks)
    found = Period(passes, takes // pattern.length_ticks, back * passes, joins > 0, longer, firsts)
    return _checked(project, pattern, found, frozenset(ticks))


def _rows_that_count(project: Project, plan: Plan) -> list[int]:
    """The rows that are heard, that cut what is heard, or that it listens to.

    No other is noticed: what is not heard takes no voice from what is.
    """
    names = [part.track.name for part in plan.parts]
    heard = {name for name in names if is_heard(project, name)}
    chokes = {sound.choke for name in heard if (sound := project.sound_of(name)) and sound.choke}
    rows = [row for row, name in enumerate(names) if name in heard or _choke(project, name) in chokes]
    for row in rows:
        above = plan.above[row]
        listens = any(step.condition.endswith(NEIGHBOUR) for step in plan.parts[row].hits)
        if listens and above is not None and above not in rows:
            rows.append(above)
    return sorted(rows)


def _choke(project: Project, track: str) -> str | None:
    sound = project.sound_of(track)
    return sound.choke if sound and project.song.setup(track).is_heard else None


def _checked(project: Project, pattern: Pattern, found: Period, tracks: frozenset[str]) -> Period:
    """The same, with no more passes than the sequencer needs."""
    takes, lead = found.takes or 1, found.lead_passes
    # At first hits are missing that come late from a pass before, or early ones are not in time.
    plan = plan_of(project, pattern)
    first = lead + 1 + -(-reach_ticks(plan) // pattern.length_ticks)
    asked = first + takes
    hits = sum(struck_in(part, asked * pattern.length_ticks) for part in plan.parts)
    if (takes == 1 and lead == 0) or asked > _MOST_ASKED or hits > _MOST_HITS:
        return found
    played = [_played(project, pattern, tracks, number) for number in range(asked)]
    steady = played[first:]
    passes = least_cycle([_without_takes(each) for each in steady])
    wrong = [number for number in range(lead) if played[number] != steady[(number - first) % takes]]
    return replace(
        found,
        passes=passes,
        takes=least_cycle(steady),
        lead_passes=max(wrong, default=-1) + 1,
        tracks=found.tracks if passes > 1 else (),
    )


def _played(project: Project, pattern: Pattern, tracks: frozenset[str], number: int) -> Pass:
    """The events of a pass, by how far behind its beginning they are; their ordinal is the number of the
    recording that they play.
    """
    start = number * pattern.length_ticks
    events = events_between(project, start, start + pattern.length_ticks, Live((Cue(pattern=pattern.name),)))
    return tuple(
        replace(each, tick=each.tick - start, ordinal=_take(project.sound_of(each.track), each))
        for each in events
        if each.track in tracks
    )


def _without_takes(events: Pass) -> Pass:
    return tuple(replace(event, ordinal=0) for event in events)


def _take(sound: Sound | None, event: Event) -> int:
    return event.ordinal % len(sound.layer_for(event.velocity).files) if sound else 0
