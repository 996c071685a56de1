"""Moments: one step of a part at one place of what is playing, which is what a condition looks at."""

from typing import NamedTuple

from beatterm.model.condition import NEGATION, PRE
from beatterm.model.step import ALWAYS, Step
from beatterm.sequencer.arrangement import Span
from beatterm.sequencer.live import Live
from beatterm.sequencer.part import Part, Written
from beatterm.sequencer.plan import Plan


class Moment(NamedTuple):
    """The `nth` step, from 0 and over all turns, of the part in a row of a plan."""

    plan: Plan
    row: int
    nth: int
    span: Span
    live: Live

    @property
    def part(self) -> Part:
        """The part it belongs to."""
        return self.plan.parts[self.row]

    @property
    def written(self) -> Written:
        """What is written there; it must not be a rest."""
        return self.plan.parts[self.row].written_at(self.nth)

    @property
    def step(self) -> Step:
        """The hit there."""
        return self.written.step

    @property
    def place(self) -> int:
        """Where it stands on the grid, in ticks after its pattern began."""
        return self.nth * self.part.setting.step_ticks

    @property
    def pass_index(self) -> int:
        """In which pass it falls, from 0."""
        return self.part.pass_of(self.nth)

    @property
    def is_fill(self) -> bool:
        """Whether a fill is played there."""
        tick = self.span.origin_tick + self.place
        is_last_repeat = self.span.fill_tick is not None and tick >= self.span.fill_tick
        return is_last_repeat or self.plan.pattern.fill or self.live.is_fill(tick)

    @property
    def passes_chance(self) -> bool:
        """Whether the roll lets it sound."""
        part = self.plan.parts[self.row]
        step = part.written_at(self.nth).step
        return step.chance == ALWAYS or part.rolled(self.nth) < part.chance_of(step)

    def at(self, count: int) -> "Moment":
        """Another step of the same part."""
        return Moment(self.plan, self.row, count, self.span, self.live)

    def doubt_before(self) -> "Moment | None":
        """The last conditional hit of the part before this one."""
        return self._last_doubt(self.row, self.nth)

    def doubt_above(self) -> "Moment | None":
        """The last conditional hit of the track above, here or before."""
        row = self.plan.above[self.row]
        if row is None:
            return None
        return self._last_doubt(row, self.place // self.plan.parts[row].setting.step_ticks + 1)

    def _last_doubt(self, row: int, before: int) -> "Moment | None":
        part = self.plan.parts[row]
        if any(is_conditional(step) for step in part.hits):
            for count in range(before - 1, -1, -1):
                step = part.step_at(count)
                if step is not None and is_conditional(step):
                    return Moment(self.plan, row, count, self.span, self.live)
        return None


def is_conditional(step: Step) -> bool:
    """Whether `pre` and `nei` of others look at it: it may fail by more than another's result."""
    return step.chance != ALWAYS or step.condition not in ("", PRE, NEGATION + PRE)
