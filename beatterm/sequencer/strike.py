"""Strikes: what a hit that sounds turns into, an event for each of its notes."""

from beatterm.model.step import Step, clamp_velocity
from beatterm.sequencer.chance import VELOCITY, share
from beatterm.sequencer.events import Event
from beatterm.sequencer.moment import Moment
from beatterm.sequencer.part import Part
from beatterm.sequencer.plan import Hit
from beatterm.sequencer.ties import end_of_note

_ROLLS_A_STEP = 8
"""Each hit of a ratchet has a roll of its own."""


def struck(moment: Moment, hit: Hit, tick: int) -> list[Event]:
    """The events of a hit at a tick, one a note."""
    part = moment.plan.parts[moment.row]
    step, notes, length = part.written_at(moment.nth)
    is_even = part.is_even and step.ratchet == 1
    velocity = step.velocity if is_even else velocity_of(part, step, hit)
    if step.tie and hit.number == step.ratchet - 1:
        length = max(1, end_of_note(moment, hit.tick, length) - hit.tick)
    ordinal = part.ordinal_of(hit.nth) + hit.number
    return [Event(tick, part.track.name, note, velocity, length, ordinal, step.locks) for note in notes]


def velocity_of(part: Part, step: Step, hit: Hit) -> int:
    """How hard a hit is struck: its step's velocity, ramp, groove, and how far it strays."""
    return clamp_velocity(grooved_velocity(part, step, hit) + stray_of(part, hit))


def grooved_velocity(part: Part, step: Step, hit: Hit) -> int:
    """How hard a hit would be struck if it did not stray. It may lie outside of what velocities may be.

    The groove weighs all hits of a ratchet as it does their step, so that a ramp stays even.
    """
    ramped = step.velocity * _ramp(step, hit.number) if step.ramp and step.ratchet > 1 else step.velocity
    return round(ramped * part.setting.feel.weight(hit.nth * part.setting.step_ticks))


def stray_of(part: Part, hit: Hit) -> int:
    """By how much the velocity of a hit strays."""
    strays = part.track.humanise_velocity
    if not strays:
        return 0
    number = hit.nth * _ROLLS_A_STEP + hit.number
    return int(share(part.setting.keys[VELOCITY], number) * (2 * strays + 1)) - strays


def _ramp(step: Step, number: int) -> float:
    """The factor of one of a ratchet's hits: it rises to 1, or falls from 1, in a straight line."""
    way = number / (step.ratchet - 1)
    return 1.0 - step.ramp / 100 * (1.0 - way) if step.ramp > 0 else 1.0 + step.ramp / 100 * way
