"""A gap in the pulses of an external clock, and what it was: pulses that are late and come all at once,
pulses that were lost while the clock went on, or a clock that has become slower. The pulses after it tell.

How many were lost is known exactly where the tempo is the same after the gap. Where it is another, nobody who
has not heard the clock can know; it is then taken to have changed evenly in the gap, which is true of a ramp
and off by half the difference at most.
"""

from collections import deque
from itertools import pairwise
from math import hypot
from typing import NamedTuple

from beatterm.engine.midi.pulse_trail import Fit

CROWDED = 0.35
"""A pulse that the next follows after this part of an interval was late itself."""
_ENOUGH, _PLENTY, _TOO_MANY = 4, 48, 240
"""Pulses after a gap that tell what it was if they come evenly: at least, while it is unsure how many were
lost, and if they do not."""
_UNSURE_PULSES = 0.25
_CONVINCING = 8
_UNEVEN = 0.5
_ALIKE = 0.15
_SAME_TEMPO, _STRAYS = 0.0005, 3.0
_ON_GRID_SECONDS = 0.004
_ONE_INTERVAL = 1.5


class Verdict(NamedTuple):
    """So many pulses were lost, and the pulses are so far apart now. `is_joined`: they stand where those
    before the gap led to; otherwise the clock has set off anew.
    """

    lost: int
    interval_seconds: float
    is_joined: bool


class _Run(NamedTuple):
    """Pulses that came one by one: the first, the middle of all, and how far apart, known to an error."""

    first_seconds: float
    middle_seconds: float
    interval_seconds: float
    error_seconds: float
    pulses: int


class Gap:
    """The pulses after a gap; those `before` it are known, and the last of them came at `last_seconds`."""

    def __init__(self, before: Fit, last_number: int, last_seconds: float) -> None:
        self._before = before
        self._last_number = last_number
        self._last_seconds = last_seconds
        self._count = 0
        self.moments: deque[float] = deque(maxlen=_PLENTY)

    def add(self, seconds: float) -> Verdict | None:
        """One more pulse; what the gap was, as soon as that is clear."""
        self.moments.append(seconds)
        self._count += 1
        if self._is_slower():
            return Verdict(0, seconds - self.moments[0], is_joined=False)
        is_clear = self._count >= _ENOUGH and self._is_even() and self._is_sure(self._run())
        return self._verdict(self._run()) if is_clear or self._count >= _TOO_MANY else None

    def _is_slower(self) -> bool:
        """Whether the second pulse is as late as the first."""
        if self._count != 2:
            return False
        first, second = self.moments[0] - self._last_seconds, self.moments[1] - self.moments[0]
        return abs(first - second) < _ALIKE * second

    def _is_even(self) -> bool:
        """Whether the latest pulses came one by one."""
        gaps = [after - before for before, after in pairwise(list(self.moments)[-_ENOUGH:])]
        return min(gaps) > self._least_interval()

    def _least_interval(self) -> float:
        latest = (self.moments[-1] - self.moments[-_ENOUGH]) / (_ENOUGH - 1)
        return max(_UNEVEN * latest, CROWDED * self._before.interval_seconds)

    def _run(self) -> _Run:
        """The latest pulses that came one by one, without the first of them, which may have been late."""
        latest, least = list(self.moments)[::-1], self._least_interval()
        gaps = [after - before for after, before in pairwise(latest)]
        count = next((index for index, gap in enumerate(gaps) if gap <= least), len(gaps))
        return self._measured(latest[: max(count, _ENOUGH - 1)][::-1])

    def _measured(self, run: list[float]) -> _Run:
        """A straight line through the moments of a run."""
        count, middle = len(run), sum(run) / len(run)
        square = count * (count * count - 1) / 12
        interval = sum((index - (count - 1) / 2) * seconds for index, seconds in enumerate(run)) / square
        return _Run(run[0], middle, interval, self._before.rough_seconds / square**0.5, count)

    def _is_sure(self, run: _Run) -> bool:
        """Whether the run's tempo is known well enough to tell how many pulses fit into the gap. Some more
        are heard before another tempo is believed.
        """
        gap_seconds = run.first_seconds - self._last_seconds
        unsure = gap_seconds * run.error_seconds / run.interval_seconds**2 / 2
        is_believed = run.pulses >= _CONVINCING or self._is_same_tempo(run)
        return (unsure < _UNSURE_PULSES and is_believed) or self._count >= _PLENTY

    def _verdict(self, run: _Run) -> Verdict:
        return self._same(run) if self._is_same_tempo(run) else self._changed(run)

    def _is_same_tempo(self, run: _Run) -> bool:
        before = self._before
        error = hypot(run.error_seconds, before.error_seconds)
        allowed = _STRAYS * error + _SAME_TEMPO * before.interval_seconds
        return abs(run.interval_seconds - before.interval_seconds) < allowed

    def _same(self, run: _Run) -> Verdict:
        """At the clock's old tempo pulses were late or lost."""
        before = self._before
        missing = (run.middle_seconds - before.seconds) / before.interval_seconds - self._came(run)
        lost = max(0, round(missing))
        off_seconds = abs(missing - lost) * before.interval_seconds
        is_joined = off_seconds < max(_ON_GRID_SECONDS, _STRAYS * before.rough_seconds)
        return Verdict(lost, before.interval_seconds, is_joined)

    def _changed(self, run: _Run) -> Verdict:
        """At another tempo, which it came to evenly: in the gap, or further on if it was changing before.
        A gap of one of its own intervals has lost none.
        """
        rate, before = 1 / run.interval_seconds, self._before
        if run.first_seconds - before.seconds < _ONE_INTERVAL * run.interval_seconds:
            return Verdict(0, run.interval_seconds, is_joined=False)
        change = rate - 1 / before.interval_seconds
        until = run.middle_seconds if change * before.bend > 0 else run.first_seconds
        passed = (run.middle_seconds - before.seconds) * rate - (until - before.seconds) * change / 2
        return Verdict(max(0, round(passed - self._came(run))), run.interval_seconds, is_joined=False)

    def _came(self, run: _Run) -> float:
        """How many pulses came from the one that is known to the middle of the run."""
        return self._last_number + self._count - (run.pulses - 1) / 2 - self._before.number
