"""Freezing: what chance, conditions, humanising and directions have led to becomes plain steps."""

from collections.abc import Iterable
from dataclasses import replace

from beatterm.model.condition import NEIGHBOUR
from beatterm.model.edits.errors import EditError
from beatterm.model.pattern import FORWARD, MAX_STEPS, Pattern, Track
from beatterm.model.project import Project
from beatterm.model.song import Song
from beatterm.model.step import ACCENT_VELOCITY, ALWAYS, MAX_NUDGE, MIN_VELOCITY, Step, clamp_velocity
from beatterm.sequencer.arrangement import Span
from beatterm.sequencer.conditions import sounds
from beatterm.sequencer.live import Live
from beatterm.sequencer.moment import Moment
from beatterm.sequencer.part import Part
from beatterm.sequencer.plan import Hit, Plan, plan_of
from beatterm.sequencer.strike import grooved_velocity, stray_of

_NO_PERFORMER = Live(())


def frozen(project: Project, pattern: str, tracks: Iterable[str], passes: int) -> Song:
    """The song with some tracks of a pattern as they sound in its first passes, without anything left open.

    A frozen track turns over after all of these passes, so the pattern keeps its length and its other tracks
    sound as before. Tracks whose `nei` listens to a frozen one are frozen with it. Swing, groove, shift and
    transposition stay as they are. A ratchet keeps one velocity and ramp, however its hits strayed. EditError
    if that takes more steps than a track may have; KeyError if there is no such pattern.
    """
    owner = project.song.pattern(pattern)
    if owner is None:
        raise KeyError(pattern)
    plan = plan_of(project, owner)
    span = Span(0, passes * owner.length_ticks, 0, owner)
    frozen_pattern = owner
    for row in _rows(plan, frozenset(tracks)):
        frozen_pattern = frozen_pattern.with_track(_frozen(plan, row, span, passes))
    return project.song.with_pattern(frozen_pattern)


def _rows(plan: Plan, names: frozenset[str]) -> list[int]:
    """The rows of these tracks and of those that listen to them, from the top down."""
    rows: list[int] = []
    for row, part in enumerate(plan.parts):
        follows = plan.above[row] in rows and any(step.condition.endswith(NEIGHBOUR) for step in part.hits)
        if part.track.name in names or follows:
            rows.append(row)
    return rows


def _frozen(plan: Plan, row: int, span: Span, passes: int) -> Track:
    part = plan.parts[row]
    count = -(-span.end_tick // part.setting.step_ticks)
    if count > MAX_STEPS:
        raise EditError(_too_long(plan.pattern, part, passes))
    steps = tuple(_frozen_step(Moment(plan, row, nth, span, _NO_PERFORMER)) for nth in range(count))
    return replace(
        part.track, steps=steps, length=count, direction=FORWARD, humanise_time=0.0, humanise_velocity=0
    )


def _too_long(pattern: Pattern, part: Part, passes: int) -> str:
    most = MAX_STEPS * part.setting.step_ticks // pattern.length_ticks
    does = f"Freeze {most} at most" if most else "Shorten the pattern first"
    return f"{passes} passes of {part.track.name} take more than the {MAX_STEPS} steps of a track. {does}."


def _frozen_step(moment: Moment) -> Step | None:
    part, step = moment.part, moment.part.step_at(moment.nth)
    if step is None or not sounds(moment):
        return None
    nudge_ticks = round(step.nudge * part.setting.step_ticks) + part.stray_ticks(moment.nth)
    return replace(
        step,
        velocity=_frozen_velocity(moment),
        chance=ALWAYS,
        condition="",
        nudge=max(-MAX_NUDGE, min(MAX_NUDGE, nudge_ticks / part.setting.step_ticks)),
    )


def _frozen_velocity(moment: Moment) -> int:
    """The velocity with which the step sounds, under the groove, as it did when it strayed."""
    part, step = moment.part, moment.step
    strays = [stray_of(part, Hit(0, moment.row, moment.nth, number, 0)) for number in range(step.ratchet)]
    stray = round(sum(strays) / len(strays))
    if not stray:
        return step.velocity
    plain = replace(step, ratchet=1)
    hit = Hit(0, moment.row, moment.nth, 0, 0)
    heard = clamp_velocity(grooved_velocity(part, plain, hit) + stray)

    def miss(velocity: int) -> tuple[int, int]:
        again = clamp_velocity(grooved_velocity(part, replace(plain, velocity=velocity), hit))
        return abs(again - heard), abs(velocity - step.velocity)

    return min(range(MIN_VELOCITY, ACCENT_VELOCITY + 1), key=miss)
