"""Turnover: after how many ticks each part of a pattern has come round, by what is written; or why it never
does.
"""

from collections.abc import Hashable, Iterator, Sequence
from math import gcd, lcm

from beatterm.model.condition import FIRST, NEGATION, NEIGHBOUR, PRE
from beatterm.model.kit import Sound
from beatterm.model.pattern import PING_PONG, RANDOM
from beatterm.model.step import ALWAYS, Step
from beatterm.model.time import SIXTEENTH_TICKS
from beatterm.sequencer.part import Part
from beatterm.sequencer.plan import Plan
from beatterm.sequencer.swing import swing_reach_ticks


def left_open(part: Part) -> str:
    """Why no two passes of a part need to be the same, in words; "" if it comes round."""
    track = part.track
    if not part.hits:
        return ""
    if track.direction == RANDOM:
        return "random order"
    if track.humanise_time or track.humanise_velocity:
        return "humanised"
    return "chance" if any(_is_left_to_chance(part, step) for step in part.hits) else ""


def turnover_ticks(part: Part) -> int:
    """After how many ticks a part that comes round has done so."""
    cycles = [part.setting.pattern_ticks, _turn_ticks(part), *_cycle_ticks(part), *_feel_ticks(part)]
    return lcm(*cycles)


def recordings_ticks(part: Part, sound: Sound | None) -> int:
    """After how many ticks the recordings of its sound that take turns have come round as well."""
    turn = part.track.length * part.setting.step_ticks
    struck = sum(step.ratchet for step in part.hits)
    takes = [len(layer.files) for layer in sound.layers] if sound else []
    return turn * lcm(*(each // gcd(each, struck) for each in takes))


def links_back(plan: Plan, row: int) -> int:
    """How many turnovers back what a part plays may depend on: through `pre`, `nei` and ties."""
    part = plan.parts[row]
    words = [_word(step) for step in part.hits]
    above = 1 + _doubts_back(plan, plan.above[row]) if NEIGHBOUR in words else 0
    before = 1 + _doubts_back(plan, row) if PRE in words else 0
    return max(above, before) + (2 if part.has_ties else 0)


def has_first(part: Part) -> bool:
    """Whether its first pass is one of its own."""
    return any(_word(step) == FIRST for step in part.hits)


def _doubts_back(plan: Plan, row: int | None) -> int:
    """The same for those of its hits that `pre` and `nei` of others look at."""
    if row is None or not any(_word(step) == NEIGHBOUR for step in plan.parts[row].hits):
        return 0
    return 1 + _doubts_back(plan, plan.above[row])


def struck_in(part: Part, ticks: int) -> int:
    """About how many hits a part has in so many ticks."""
    return len(part.hits) * ticks // (part.track.length * part.setting.step_ticks)


def reach_ticks(plan: Plan) -> int:
    """By how much any stroke may come after the place of its step at most."""
    return max(
        (part.late_ticks + part.spread_steps * part.setting.step_ticks for part in plan.parts), default=0
    )


def late_ticks(plan: Plan, ticks: int) -> int:
    """How far into each round of so many ticks strokes of steps from the round before it sound, as the last
    hits of a ratchet do, or what is nudged.
    """
    reach = reach_ticks(plan)
    start = (1 + reach // ticks) * ticks
    late = 0
    for part in plan.parts:
        step_ticks = part.setting.step_ticks
        for count in range((start - reach) // step_ticks, -(-start // step_ticks)):
            late = max(late, *(tick - start + 1 for tick, _ in part.places_of(count)), 0)
    return late


def least_cycle(values: Sequence[Hashable]) -> int:
    """After how many of some values that come over and over they do so for the first time."""
    count = len(values)
    divisors = (each for each in range(1, count + 1) if count % each == 0)
    return next((each for each in divisors if all(map(_same, values[each:], values))), 1)


def _same(one: Hashable, other: Hashable) -> bool:
    return one == other


def _word(step: Step) -> str:
    return step.condition.removeprefix(NEGATION)


def _is_left_to_chance(part: Part, step: Step) -> bool:
    """Chances that never or always hold leave nothing open, but a chain of `pre` through those that always do
    has no end.
    """
    chance = part.chance_of(step)
    if step.chance == ALWAYS or chance == 0.0:
        return False
    return chance < ALWAYS or _word(step) == PRE


def _turn_ticks(part: Part) -> int:
    """After how many ticks the steps come round: sooner than the track if these are the same over and over,
    unless conditions or ties count its turns.
    """
    steps = part.steps
    if part.track.direction == PING_PONG:
        steps = (*steps, *reversed(steps))
    counts_turns = part.has_ties or any(":" in step.condition for step in part.hits)
    return (len(steps) if counts_turns else least_cycle(steps)) * part.setting.step_ticks


def _cycle_ticks(part: Part) -> Iterator[int]:
    """The cycles of its conditions, which count passes of the track if it is shorter than its pattern."""
    own = part.track.length * part.setting.step_ticks
    counted = min(own, part.setting.pattern_ticks)
    for step in part.hits:
        _, _, passes = _word(step).partition(":")
        if passes:
            yield int(passes) * counted


def _feel_ticks(part: Part) -> Iterator[int]:
    """What swing and groove turn over after, counted from where the pattern began."""
    setting = part.setting
    if swing_reach_ticks(setting.step_ticks, setting.swing):
        yield 2 * max(setting.step_ticks, SIXTEENTH_TICKS)
    for slots in (setting.feel.offsets, setting.feel.weights):
        if slots:
            yield least_cycle(slots) * setting.feel.step_ticks
