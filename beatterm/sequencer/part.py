"""Parts: a track as its pattern and song have it played, made once and asked many times.

Everything here is counted from the tick at which the pattern began, so that it holds for every repeat.
"""

from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from math import ceil
from typing import NamedTuple

from beatterm.model.groove import MAX_OFFSET
from beatterm.model.pattern import (
    MAX_GROOVE_AMOUNT,
    MAX_HUMANISE_TIME,
    MAX_SHIFT,
    PING_PONG,
    RANDOM,
    REVERSE,
    Steps,
    Track,
)
from beatterm.model.step import ALWAYS, MAX_NUDGE, Step
from beatterm.model.time import STEP_TICKS
from beatterm.sequencer.chance import CHANCE, ORDER, TIME, share
from beatterm.sequencer.groove import Feel
from beatterm.sequencer.notes import Tuning, tuned
from beatterm.sequencer.order import ORDERS
from beatterm.sequencer.swing import swing_delay_ticks, swing_reach_ticks

Places = tuple[tuple[int, int], ...]
"""The hits of a step: the tick at which each sounds, and the tick of its place on the grid."""

_REACH_STEPS = MAX_NUDGE + MAX_SHIFT + MAX_HUMANISE_TIME + MAX_OFFSET * MAX_GROOVE_AMOUNT / 100 + 1
REACH_TICKS = round(_REACH_STEPS * max(STEP_TICKS.values()))
"""No hit of any track strays further from its place."""
_KEPT_COUNTS = 2048
_NO_HITS: Places = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """All that a part takes from outside its track. `keys` are those of its rolls; `chance` is the percent
    that chances are scaled by.
    """

    step_ticks: int
    pattern_ticks: int
    chance: int
    keys: tuple[int, ...]
    swing: float
    feel: Feel
    tuning: Tuning


class Written(NamedTuple):
    """A hit as it is written: the notes that it sounds, and how long it lasts if it is not tied.

    Of a ratchet, that is how long each of its strokes lasts.
    """

    step: Step
    notes: tuple[int | None, ...]
    ticks: int


@dataclass(frozen=True, eq=False)
class Part:
    """A track in its setting. A step is known by its count: how many of them came before it."""

    track: Track
    setting: Setting
    _places: dict[int, Places] = field(default_factory=dict)
    _written: dict[int, Written] = field(default_factory=dict)

    @cached_property
    def steps(self) -> Steps:
        """The steps that are played."""
        return self.track.steps[: self.track.length]

    @cached_property
    def hits(self) -> tuple[Step, ...]:
        """Those that are not rests."""
        return tuple(step for step in self.steps if step is not None)

    @cached_property
    def is_even(self) -> bool:
        """Whether all hits but ratchets are as hard as is written."""
        return not self.track.humanise_velocity and not self.setting.feel.weights

    @cached_property
    def has_ties(self) -> bool:
        """Whether any hit lasts until the next."""
        return any(step.tie for step in self.hits)

    @cached_property
    def has_doubts(self) -> bool:
        """Whether any hit may not sound."""
        return any(step.condition or step.chance != ALWAYS for step in self.hits)

    @cached_property
    def early_ticks(self) -> int:
        """By how much a hit may come before its place at most."""
        nudged = ceil(-min([0.0, *(step.nudge for step in self.hits)]) * self.setting.step_ticks)
        return nudged + max(0, -self._shift_ticks) + self._stray_ticks + self.setting.feel.reach[0]

    @cached_property
    def late_ticks(self) -> int:
        """By how much it may come after its place at most; the hits of a ratchet have places of their own."""
        nudged = ceil(max([0.0, *(step.nudge for step in self.hits)]) * self.setting.step_ticks)
        late = nudged + max(0, self._shift_ticks) + self._stray_ticks + self.setting.feel.reach[1]
        return late + swing_reach_ticks(self.setting.step_ticks, self.setting.swing)

    @cached_property
    def spread_steps(self) -> int:
        """Over how many steps a ratchet is spread at most."""
        return max([step.length for step in self.hits if step.ratchet > 1], default=0)

    @property
    def is_read(self) -> bool:
        """Whether all its steps have been read."""
        return len(self._written) >= len(self.hits)

    def read(self) -> None:
        """Read all steps, so that nothing needs to be read when they are due."""
        for index, step in enumerate(self.steps):
            if step is not None and index not in self._written:
                self._written[index] = self._read(index)

    def index_of(self, count: int) -> int:
        """Which of the track's steps it is."""
        return ORDERS[self.track.direction](count, self.track.length, self.setting.keys[ORDER])

    def step_at(self, count: int) -> Step | None:
        """The step, None if it is a rest."""
        return self.steps[self.index_of(count)]

    def pass_of(self, count: int) -> int:
        """In which pass it falls, from 0: of the track if that turns over sooner than its pattern, else of
        the pattern.
        """
        setting = self.setting
        if self.track.length * setting.step_ticks < setting.pattern_ticks:
            return count // self.track.length
        return count * setting.step_ticks // setting.pattern_ticks

    def written_at(self, count: int) -> Written:
        """What is written for a hit; the step must not be a rest."""
        index = self.index_of(count)
        written = self._written.get(index)
        if written is None:
            written = self._written[index] = self._read(index)
        return written

    def chance_of(self, step: Step) -> float:
        """How often it sounds, in percent."""
        return min(100.0, step.chance * self.setting.chance / 100) if step.chance != ALWAYS else 100.0

    def rolled(self, count: int) -> float:
        """What was rolled for a hit's chance, from 0 up to, but never, 100."""
        return 100.0 * share(self.setting.keys[CHANCE], count)

    def places_of(self, count: int) -> Places:
        """When and where the hits of a step are, one for each of its ratchet; none for a rest."""
        places = self._places.get(count)
        if places is None:
            if len(self._places) >= _KEPT_COUNTS:
                self._places.clear()
            step = self.step_at(count)
            places = self._places[count] = self._placed(step, count) if step else _NO_HITS
        return places

    def delay_ticks(self, place: int) -> int:
        """How much later than its place the groove, swing and shift of the track have something sound."""
        setting = self.setting
        swing = swing_delay_ticks(place, setting.step_ticks, setting.swing)
        return swing + setting.feel.delay_ticks(place) + self._shift_ticks

    def stray_ticks(self, count: int) -> int:
        """By how much a step strays from its place in this pass."""
        strays = self.track.humanise_time
        if not strays:
            return 0
        way = 2.0 * share(self.setting.keys[TIME], count) - 1.0
        return round(way * strays * self.setting.step_ticks)

    def ordinal_of(self, count: int) -> int:
        """How many hits of the track came before, each of a ratchet counted; where steps come at random, how
        many steps.
        """
        if self.track.direction == RANDOM:
            return count
        passes, place = divmod(count, self.track.length)
        turned = self.track.direction == REVERSE or (self.track.direction == PING_PONG and passes % 2 == 1)
        before = self._hits_before
        in_pass = before[-1] - before[-1 - place] if turned else before[place]
        return passes * before[-1] + in_pass

    def _read(self, index: int) -> Written:
        step, step_ticks = self.steps[index], self.setting.step_ticks
        assert step is not None
        steps = step.length - 1 + step.gate / 100
        if step.ratchet > 1:
            steps = step.length * step.gate / (100 * step.ratchet)
        return Written(step, tuned(self.setting.tuning, step), max(1, round(steps * step_ticks)))

    def _placed(self, step: Step, count: int) -> Places:
        step_ticks = self.setting.step_ticks
        place = count * step_ticks
        moved = (round(step.nudge * step_ticks) if step.nudge else 0) + self.stray_ticks(count)
        if step.ratchet == 1:
            return ((place + self.delay_ticks(place) + moved, place),)
        held = step.length * step_ticks
        places = [place + round(hit * held / step.ratchet) for hit in range(step.ratchet)]
        return tuple((each + self.delay_ticks(each) + moved, each) for each in places)

    @cached_property
    def _shift_ticks(self) -> int:
        return round(self.track.shift * self.setting.step_ticks)

    @cached_property
    def _stray_ticks(self) -> int:
        return ceil(self.track.humanise_time * self.setting.step_ticks)

    @cached_property
    def _hits_before(self) -> list[int]:
        """How many hits stand before each step of a forward pass, and last in all of it."""
        return list(accumulate((step.ratchet if step else 0 for step in self.steps), initial=0))
