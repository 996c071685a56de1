"""A gap in the pulses of an external clock, and what it was: pulses that are late and come all at once,
pulses that were lost while the clock went on, or a clock that has become slower. The pulses after it tell.
"""

from collections import deque
from itertools import pairwise
from typing import NamedTuple

from beatterm.engine.midi.pulse_trail import Fit

CROWDED = 0.35
"""A pulse that the next follows after this part of an interval was late itself."""
_ENOUGH, _TOO_MANY = 4, 240
"""Pulses after a gap that tell what it was, if they come evenly, and if not."""
_KEPT = 12
_UNEVEN = 0.5
_ALIKE = 0.15
_SAME_TEMPO = 0.25
_ON_GRID_SECONDS = 0.004
_STRAYS = 3.0


class Verdict(NamedTuple):
    """So many pulses were lost, and the pulses are so far apart now. `is_joined`: they stand where those
    before the gap led to; otherwise the clock has set off anew.
    """

    lost: int
    interval_seconds: float
    is_joined: bool


class Gap:
    """The pulses after a gap; those `before` it are known, and the last of them came at `last_seconds`."""

    def __init__(self, before: Fit, last_number: int, last_seconds: float) -> None:
        self._before = before
        self._last_number = last_number
        self._last_seconds = last_seconds
        self._count = 0
        self.moments: deque[float] = deque(maxlen=_KEPT)

    def add(self, seconds: float) -> Verdict | None:
        """One more pulse; what the gap was, as soon as that is clear."""
        self.moments.append(seconds)
        self._count += 1
        if self._is_slower():
            return Verdict(0, seconds - self.moments[0], is_joined=False)
        is_clear = self._count >= _ENOUGH and self._is_even()
        return self._verdict() if is_clear or self._count >= _TOO_MANY else None

    def _is_slower(self) -> bool:
        """Whether the second pulse is as late as the first."""
        if self._count != 2:
            return False
        first, second = self.moments[0] - self._last_seconds, self.moments[1] - self.moments[0]
        return abs(first - second) < _ALIKE * second

    def _is_even(self) -> bool:
        """Whether the latest pulses came one by one."""
        gaps = [after - before for before, after in pairwise(list(self.moments)[-_ENOUGH:])]
        return min(gaps) > max(_UNEVEN * self._latest_interval(), CROWDED * self._before.interval_seconds)

    def _latest_interval(self) -> float:
        return (self.moments[-1] - self.moments[-_ENOUGH]) / (_ENOUGH - 1)

    def _verdict(self) -> Verdict:
        """At the clock's old tempo pulses were late or lost; at another it has changed."""
        interval, before = self._latest_interval(), self._before
        if abs(interval / before.interval_seconds - 1) > _SAME_TEMPO:
            return Verdict(0, interval, is_joined=False)
        latest = sum(list(self.moments)[1 - _ENOUGH :]) / (_ENOUGH - 1)
        went_on = (latest - before.seconds) / before.interval_seconds + before.number
        came = self._last_number + self._count - 1
        lost = max(0, round(went_on - came))
        off_seconds = abs(went_on - came - lost) * before.interval_seconds
        is_joined = off_seconds < max(_ON_GRID_SECONDS, _STRAYS * before.noise_seconds)
        return Verdict(lost, before.interval_seconds, is_joined)
