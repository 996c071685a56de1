"""The pulses of an external clock, 24 a quarter note: counted, and followed through jitter, gaps and silence.

Their number is never worked out from the tempo, with one exception: of pulses that were lost on the way, the
clock having gone on, there are as many as fit into the gap.
"""

from collections import deque
from dataclasses import replace
from itertools import pairwise

from beatterm.engine.midi.pulse_gap import CROWDED, Gap, Verdict
from beatterm.engine.midi.pulse_trail import Fit, Guess, Pulse, Trail
from beatterm.model.song import MAX_TEMPO, MIN_TEMPO

PULSES_A_BEAT = 24
SILENCE_SECONDS = 0.4
"""After so long without a pulse the clock is gone."""
_SHORTEST_SECONDS = 60 / (MAX_TEMPO * PULSES_A_BEAT)
_LONGEST_SECONDS = 60 / (MIN_TEMPO * PULSES_A_BEAT)
_RECENT = 9
_LATE = 1.5
"""A pulse that is later than so many intervals is looked at twice,"""
_STRAYS = 6.0
"""if it is later than pulses stray, too."""
_FLOOD_SECONDS = 0.001
"""Where pulses come closer than that they are only counted; those of the quickest clock are 6 ms apart."""
_SAME_GRID = 0.25
_GUESSED, _KNOWN = 0.3, 0.01
"""By how much of itself an interval may be wrong that is the song's, or was the clock's."""


class Pulses:
    """Takes the moments of pulses in the order in which they came; `number` is the last one's.

    `tempo` is what to expect of a clock that was silent before.
    """

    def __init__(self, tempo: float) -> None:
        self.number = -1
        self._recent: deque[float] = deque(maxlen=_RECENT)
        self._gap: Gap | None = None
        self._last = float("-inf")
        self._is_restarting = False
        self._fit: Fit | None = None
        self._trail = Trail(_guess(60 / (tempo * PULSES_A_BEAT), _GUESSED), is_fresh=True)

    def expect(self, tempo: float) -> None:
        """What tempo to think of first when a clock sets off that has not been heard."""
        if not self._trail.count:
            self._trail = Trail(_guess(60 / (tempo * PULSES_A_BEAT), _GUESSED), is_fresh=True)

    def restart(self) -> None:
        """The next pulse begins a run: it need not stand where the ones before it led to."""
        self._is_restarting = True

    def add(self, seconds: float) -> None:
        """A pulse came."""
        before, self._last = self._last, max(seconds, self._last)
        self.number += 1
        if self._is_restarting:
            self._begin(self._last)
        elif self._gap:
            self._wait(self._gap, self._last)
        elif self._is_late(self._last - before):
            self._gap = Gap(self._known(), self.number - 1, before)
            self._wait(self._gap, self._last)
        else:
            self._settle(self._last, self._last - before)

    def is_heard(self, now: float) -> bool:
        """Whether the clock runs."""
        return now - self._last < SILENCE_SECONDS

    @property
    def is_settled(self) -> bool:
        """Whether enough pulses have come to know tempo and phase."""
        return self._trail.count >= PULSES_A_BEAT // 2 and not self._gap

    def fit(self) -> Fit | None:
        """Where the pulses are; through a gap and shortly after it, where those before it led to. None while
        none has come.
        """
        return self._known() if self._trail.count else None

    def _known(self) -> Fit:
        if self._fit is None:
            found = self._trail.fit()
            self._fit = replace(found, interval_seconds=_possible(found.interval_seconds))
        return self._fit

    def _begin(self, seconds: float) -> None:
        """The first pulse of a run: on with the ones before it if it stands where they led to."""
        self._is_restarting = False
        if self._trail.count:
            was = self._known()
            is_silent = seconds - was.seconds > SILENCE_SECONDS
            off_seconds = abs(seconds - was.seconds_of(self.number))
            if is_silent or self._gap or off_seconds > _SAME_GRID * was.interval_seconds:
                guess = _guess(was.interval_seconds, _GUESSED if is_silent else _KNOWN)
                self._set_off((), guess, is_fresh=is_silent)
        self._look_at(Pulse(self.number, seconds))

    def _set_off(self, pulses: tuple[Pulse, ...], guess: Guess, is_fresh: bool) -> None:
        """Forget the pulses so far."""
        self._recent.clear()
        self._gap = None
        self._trail = Trail(guess, is_fresh)
        self._look_at(*pulses)

    def _look_at(self, *pulses: Pulse) -> None:
        for pulse in pulses:
            self._trail.add(pulse)
        self._fit = None

    def _is_late(self, gap: float) -> bool:
        """Whether a pulse came suspiciously late. Of a clock just heard for the first time, none is."""
        usual = self._usual()
        if usual is None or gap <= _LATE * usual:
            return False
        return gap > usual + _STRAYS * self._known().rough_seconds

    def _usual(self) -> float | None:
        """How far apart pulses came lately."""
        is_known = len(self._recent) > _RECENT // 2
        return sorted(self._recent)[len(self._recent) // 2] if is_known else None

    def _settle(self, seconds: float, gap: float) -> None:
        """A pulse in time; or right after the last one, which then was late and is not looked at any more."""
        usual = self._usual()
        if self._trail.count:
            if usual is not None and gap < CROWDED * usual and _STRAYS * self._known().noise_seconds < usual:
                self._trail.drop_last()
            self._recent.append(gap)
        if usual is None or usual > _FLOOD_SECONDS:
            self._look_at(Pulse(self.number, seconds))

    def _wait(self, gap: Gap, seconds: float) -> None:
        """A pulse after a gap: with a few more, it tells what the gap was."""
        verdict = gap.add(seconds)
        if verdict:
            self.number += verdict.lost
            self._take(gap, verdict)

    def _take(self, gap: Gap, verdict: Verdict) -> None:
        """Count the pulses after a gap, and look at those that were not late themselves."""
        first = self.number + 1 - len(gap.moments)
        came = [Pulse(first + index, seconds) for index, seconds in enumerate(gap.moments)]
        limit = CROWDED * verdict.interval_seconds
        in_time = [pulse for pulse, after in pairwise(came) if after.seconds - pulse.seconds > limit]
        if verdict.is_joined:
            self._gap = None
            self._look_at(*in_time, came[-1])
        else:
            self._set_off((*in_time, came[-1]), _guess(verdict.interval_seconds, _GUESSED), is_fresh=True)


def _guess(interval_seconds: float, error: float) -> Guess:
    interval = _possible(interval_seconds)
    return Guess(interval, error * interval)


def _possible(interval_seconds: float) -> float:
    return min(_LONGEST_SECONDS, max(_SHORTEST_SECONDS, interval_seconds))
