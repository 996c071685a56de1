"""Grooves: templates that move a rhythm in time and velocity without touching its steps."""

from dataclasses import dataclass

from beatterm.model.time import SIXTEENTH_TICKS, STEP_TICKS

MAX_SLOTS = 64
MAX_OFFSET = 0.5
MIN_WEIGHT, PLAIN_WEIGHT, MAX_WEIGHT = 1, 100, 200


@dataclass(frozen=True, slots=True)
class Groove:
    """What happens at each of some slots of `step_ticks`, over and over from a pattern's start.

    `time` is by how much of a slot a hit there is late (negative: early), `velocity` the percent of its
    velocity that it has. Each may have as many slots as it likes and turns over by itself; none means no
    change.
    """

    name: str
    step_ticks: int = SIXTEENTH_TICKS
    time: tuple[float, ...] = ()
    velocity: tuple[int, ...] = ()


_LINN_PAIR_TICKS = 24
_MPC60_PAIR_TICKS = 48
_TR909_LEVELS = 7


def _swung(name: str, step_ticks: int, first: int, pair: int) -> Groove:
    """A pair of slots of which the first one gets `first` of `pair` parts."""
    return Groove(name, step_ticks, (0.0, (2 * first - pair) / pair))


def _shipped() -> dict[str, Groove]:
    """Swing as machines have it, in whole parts of their own clocks (LM-1: 48 parts a quarter, MPC60: 96)."""
    grooves = []
    for unit in ("8", "16"):
        ticks = STEP_TICKS[f"1/{unit}"]
        for first in range(13, 19):
            percent = 100 * first // _LINN_PAIR_TICKS
            grooves.append(_swung(f"linn-{unit}-{percent}", ticks, first, _LINN_PAIR_TICKS))
        for first in range(25, 37):
            percent = 100 * first // _MPC60_PAIR_TICKS
            grooves.append(_swung(f"mpc-{unit}-{percent}", ticks, first, _MPC60_PAIR_TICKS))
    for level in range(1, _TR909_LEVELS):
        grooves.append(_swung(f"tr909-{level}", SIXTEENTH_TICKS, 24 + 2 * level, 48))
    return {groove.name: groove for groove in grooves}


SHIPPED_GROOVES: dict[str, Groove] = _shipped()
"""By name: `linn-16-54` … `linn-16-75`, `mpc-16-52` … `mpc-16-75`, the same for eighths, `tr909-1` … `-6`."""


def shipped_groove(name: str) -> Groove | None:
    """The groove of that name that beatterm brings along, or None."""
    return SHIPPED_GROOVES.get(name)
