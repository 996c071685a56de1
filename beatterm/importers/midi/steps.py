"""Played hits → steps: which grid a lane is written on, and by how much each of its hits lies beside it.

Nothing is moved: what a step does not say, its nudge and gate say to the tick.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from beatterm.model.pattern import MAX_STEPS
from beatterm.model.step import MAX_NUDGE, Step
from beatterm.model.step_params import MAX_HOLD
from beatterm.model.time import STEP_TICKS

_LEVELS = (("1/16", "1/8t"), ("1/32", "1/16t"), ("1/64", "1/32t"))
"""Straight grids and the triplets of about their fineness, the coarsest first."""
_CLEARLY = 0.5
"""Triplets are heard where hits lie at most so much as far beside them as beside straight steps."""
MOST_LANES = 64
"""A song has no room for more."""
_MOST_DECIMALS = 15


class Hit(NamedTuple):
    """What a lane strikes at once. Ticks count from the start of its pattern; an early first hit is
    negative.
    """

    tick: int
    velocity: int
    length_ticks: int
    notes: tuple[int, ...] = ()


class Grid(NamedTuple):
    """`size` steps of `step_ticks`, all of them `shift_ticks` late."""

    step_ticks: int
    size: int
    shift_ticks: int = 0

    def nearest(self, tick: int) -> int:
        """The nearest step."""
        index = (2 * (tick - self.shift_ticks) + self.step_ticks) // (2 * self.step_ticks)
        return max(0, min(self.size - 1, index))

    def beside(self, hit: Hit) -> int:
        """By how many ticks a hit is later than its step."""
        return hit.tick - self.shift_ticks - self.nearest(hit.tick) * self.step_ticks

    def takes(self, hit: Hit) -> bool:
        """Whether a step can say when the hit is and how long."""
        is_near = abs(self.beside(hit)) <= MAX_NUDGE * self.step_ticks
        return is_near and hit.length_ticks <= MAX_HOLD * self.step_ticks

    def holds(self, hits: Sequence[Hit]) -> bool:
        """Whether each hit has a step of its own."""
        return all(map(self.takes, hits)) and len({self.nearest(hit.tick) for hit in hits}) == len(hits)

    def astray(self, hits: Iterable[Hit]) -> float:
        """How far all hits together lie beside their steps, in steps."""
        return sum(abs(self.beside(hit)) for hit in hits) / self.step_ticks


class Lane(NamedTuple):
    """Hits as steps on a grid."""

    grid: Grid
    steps: tuple[Step | None, ...]


def lanes_of(hits: Sequence[Hit], pattern_ticks: int) -> tuple[Lane, ...]:
    """The hits as lanes of a pattern; a second one holds those for which the first has no step, and so on.

    A hit that is longer than any step can be held is cut to that. What needs too many lanes is left out.
    """
    lanes: list[Lane] = []
    longest = _longest_ticks(pattern_ticks)
    left = [hit._replace(length_ticks=min(hit.length_ticks, longest)) for hit in hits]
    while left and longest and len(lanes) < MOST_LANES:
        grid, held = _best(left, pattern_ticks)
        lanes.append(_laid(grid, held))
        taken = set(map(id, held))
        left = [hit for hit in left if id(hit) not in taken]
    return tuple(lanes)


def note_count(struck: Hit | Step) -> int:
    """How many notes a hit or step is."""
    return max(1, len(struck.notes))


def overlong(hits: Iterable[Hit], pattern_ticks: int) -> int:
    """How many hits are longer than any step of a pattern can be held."""
    return sum(hit.length_ticks > _longest_ticks(pattern_ticks) for hit in hits)


def _longest_ticks(pattern_ticks: int) -> int:
    return max((grid.step_ticks for grid in _grids(pattern_ticks)), default=0) * MAX_HOLD


def is_divisible(pattern_ticks: int) -> bool:
    """Whether a pattern can be so long: a whole number of steps of some value, no more than it may have."""
    return any(True for _ in _grids(pattern_ticks))


def _best(hits: list[Hit], pattern_ticks: int) -> tuple[Grid, list[Hit]]:
    """The coarsest grid that holds all hits, or all that the finest has steps for; and those hits."""
    grid = _fitting(hits, pattern_ticks)
    if grid is not None:
        return grid, hits
    finest = min(_grids(pattern_ticks), key=lambda each: each.step_ticks)
    apart = _apart(finest, hits)
    grid = _fitting(apart, pattern_ticks) if apart else None
    if grid is not None:
        return grid, apart
    return _any_that_holds_most(hits, pattern_ticks)


def _fitting(hits: list[Hit], pattern_ticks: int) -> Grid | None:
    known = {grid.step_ticks: grid for grid in _grids(pattern_ticks)}
    for names in _LEVELS:
        level = [known.get(STEP_TICKS[name]) for name in names]
        straight, triplets = (grid if grid and grid.holds(hits) else None for grid in level)
        if straight is None or triplets is None:
            grid = straight or triplets
        else:
            is_clear = triplets.astray(hits) < _CLEARLY * straight.astray(hits)
            grid = triplets if is_clear else straight
        if grid is not None:
            return grid
    return None


def _apart(grid: Grid, hits: Iterable[Hit]) -> list[Hit]:
    """Those hits that a grid has steps for: of several on one step, the hardest."""
    chosen: dict[int, Hit] = {}
    for hit in hits:
        index = grid.nearest(hit.tick)
        if grid.takes(hit) and (index not in chosen or hit.velocity > chosen[index].velocity):
            chosen[index] = hit
    return list(chosen.values())


def _any_that_holds_most(hits: list[Hit], pattern_ticks: int) -> tuple[Grid, list[Hit]]:
    """What no plain grid has steps for: held very long, or too near to the pattern's end."""
    plain = list(_grids(pattern_ticks))
    late = [grid._replace(shift_ticks=grid.step_ticks // 2) for grid in plain]
    tried = ((grid, _apart(grid, hits)) for grid in (*plain, *late))
    return max(tried, key=lambda each: len(each[1]))


def _grids(pattern_ticks: int) -> Iterable[Grid]:
    for ticks in STEP_TICKS.values():
        size, rest = divmod(pattern_ticks, ticks)
        if rest == 0 and 0 < size <= MAX_STEPS:
            yield Grid(ticks, size)


def _laid(grid: Grid, hits: Iterable[Hit]) -> Lane:
    steps: list[Step | None] = [None] * grid.size
    for hit in hits:
        steps[grid.nearest(hit.tick)] = _step(hit, grid)
    return Lane(grid, tuple(steps))


def _step(hit: Hit, grid: Grid) -> Step:
    held = -(-hit.length_ticks // grid.step_ticks)
    nudge, gate = nudge_of(grid.beside(hit), grid.step_ticks), gate_of(hit.length_ticks, grid.step_ticks)
    return Step(hit.velocity, hit.notes, held, gate, nudge=nudge)


def nudge_of(ticks: int, step_ticks: int) -> float:
    """The nudge with the fewest decimals that is so many ticks."""
    exact = ticks / step_ticks
    rounded = (round(exact, decimals) for decimals in range(2, _MOST_DECIMALS))
    fitting = (each for each in rounded if round(each * step_ticks) == ticks and abs(each) <= MAX_NUDGE)
    return next(fitting, exact) + 0.0


def gate_of(length_ticks: int, step_ticks: int) -> float:
    """The gate with the fewest decimals that, of the last of the steps that are held, leaves this length."""
    held = -(-length_ticks // step_ticks)
    exact = 100 * (length_ticks - (held - 1) * step_ticks) / step_ticks
    rounded = (round(exact, decimals) for decimals in range(_MOST_DECIMALS))
    fitting = (
        gate for gate in rounded if max(1, round((held - 1 + gate / 100) * step_ticks)) == length_ticks
    )
    return next(fitting, exact)
