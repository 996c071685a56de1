"""Which steps a random rhythm strikes: as many as wanted, strong beats or weak ones first."""

from collections.abc import Mapping
from math import log

from beatterm.model.edits.dice import Dice
from beatterm.model.time import Meter

_LEAST_WEIGHT = 1e-6


def strength(meter: Meter, tick: int) -> float:
    """How strong a moment of the bar is: 1 on its first beat, 0 between the halves of beats.

    In compound metres (6/8, 9/8, 12/8) three of their units make a beat.
    """
    is_compound = meter.unit >= 8 and meter.beats % 3 == 0 and meter.beats > 3
    beat = meter.beat_ticks * 3 if is_compound else meter.beat_ticks
    part = meter.beat_ticks if is_compound else beat // 2
    place = tick % meter.bar_ticks
    if place == 0:
        return 1.0
    if place % beat == 0:
        return 0.8
    return 0.4 if place % part == 0 else 0.0


def drawn(dice: Dice, strengths: Mapping[int, float], amount: float, weighting: float) -> list[int]:
    """The steps struck, by index: `amount` (0 to 1) of those whose strengths are given.

    They are drawn by weight without putting back, after Efraimidis and Spirakis ("Weighted random sampling
    with a reservoir", 2006): those with the least -log(u) / weight go first.
    """

    def turn(at: int) -> float:
        return -log(1 - dice.roll("hit", at)) / _weight(strengths[at], weighting)

    return sorted(strengths, key=turn)[: round(amount * len(strengths))]


def _weight(strong: float, weighting: float) -> float:
    """How readily a step is struck: 1, or less the more it differs from what `weighting` prefers."""
    preferred = strong if weighting > 0 else 1 - strong
    return max(_LEAST_WEIGHT, 1 - abs(weighting) * (1 - preferred))
