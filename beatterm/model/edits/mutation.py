"""How a row mutates: every hit throws its own dice for each of the small things that may happen to it."""

from dataclasses import replace

from beatterm.model.edits.dice import Dice
from beatterm.model.pattern import Track
from beatterm.model.step import ALWAYS, Step, clamp_velocity

_VELOCITY, _CHANCE, _RATCHET, _MOVE, _SWAP = 0.8, 0.3, 0.2, 0.35, 0.3
"""How likely each is to happen to a hit at an amount of 1."""
_VELOCITY_RANGE = 40
_CHANCES = (50, 75, 90)
_RATCHETS = (2, 2, 3)

Row = list[Step | None]


def mutated(track: Track, seed: int, pattern: str, amount: float) -> Track:
    """The row with its sounding hits changed. The hit on its first step stays there and stays certain."""
    dice = Dice(seed, pattern, track.name)
    sounding = enumerate(track.steps[: track.length])
    row: Row = [_changed(dice, at, step, amount) if step else None for at, step in sounding]
    for at in range(1, track.length):
        if row[at] and track.steps[at] and dice.happens("move", at, _MOVE * amount):
            _move(row, at, 1 if dice.whole(0, 1, "where", at) else -1)
    for at in range(1, track.length - 1):
        if row[at] and row[at + 1] and dice.happens("swap", at, _SWAP * amount):
            row[at], row[at + 1] = row[at + 1], row[at]
    return track.with_steps((*row, *track.steps[track.length :]))


def _changed(dice: Dice, at: int, step: Step, amount: float) -> Step:
    """A hit as it stands, with another velocity, chance or ratchet."""
    velocity, chance, ratchet = step.velocity, step.chance, step.ratchet
    if dice.happens("velocity", at, _VELOCITY * amount):
        most = max(1, round(_VELOCITY_RANGE * amount))
        velocity = clamp_velocity(velocity + dice.whole(-most, most, "by", at))
    if at and chance == ALWAYS and dice.happens("chance", at, _CHANCE * amount):
        chance = _CHANCES[dice.whole(0, len(_CHANCES) - 1, "percent", at)]
    if ratchet == 1 and dice.happens("ratchet", at, _RATCHET * amount):
        ratchet = _RATCHETS[dice.whole(0, len(_RATCHETS) - 1, "hits", at)]
    return replace(step, velocity=velocity, chance=chance, ratchet=ratchet)


def _move(row: Row, at: int, by: int) -> None:
    """Move a hit to the step beside it, or to that on its other side, where one is free."""
    for to in (at + by, at - by):
        if 0 < to < len(row) and row[to] is None:
            row[to], row[at] = row[at], None
            return
