"""The pulses of an external clock, 24 a quarter note: counted, and followed through jitter, gaps and silence.

Their number is never worked out from the tempo, with one exception: of pulses that were lost on the way, the
clock having gone on, there are as many as fit into the gap.
"""

from collections import deque
from dataclasses import replace
from itertools import pairwise

from beatterm.engine.midi.pulse_fit import LONGEST, Fit, Guess, Pulse, fit
from beatterm.model.song import MAX_TEMPO, MIN_TEMPO

PULSES_A_BEAT = 24
SILENCE_SECONDS = 0.4
"""After so long without a pulse the clock is gone."""
_SHORTEST_SECONDS = 60 / (MAX_TEMPO * PULSES_A_BEAT)
_LONGEST_SECONDS = 60 / (MIN_TEMPO * PULSES_A_BEAT)
_GAP = 1.5
"""A pulse that is later than so many intervals is looked at twice: late, lost, or another tempo?"""
_CROWDED = 0.35
"""A pulse that the next follows so closely was late itself."""
_GAPS = 9
_ENOUGH, _TOO_MANY = 4, 12
"""Pulses after a gap that tell what it was, if they come evenly, and if not."""
_UNTRUSTED = 3
"""The first pulses after silence: many clocks stumble as they set off."""
_SAME_TEMPO = 0.25
_SAME_GRID = 0.25
_GUESSED, _KNOWN = 0.3, 0.01
"""By how much of itself an interval may be wrong that is the song's, or was the clock's."""


class Pulses:
    """Takes the moments of pulses in the order in which they came; `number` is the last one's.

    `tempo` is what to expect of a clock that was silent before.
    """

    def __init__(self, tempo: float) -> None:
        self.number = -1
        self._guess = _guess(60 / (tempo * PULSES_A_BEAT), _GUESSED)
        self._settled: deque[Pulse] = deque(maxlen=LONGEST)
        self._waiting: list[float] = []
        self._last = float("-inf")
        self._gaps: deque[float] = deque(maxlen=_GAPS)
        self._is_fresh = False
        self._is_restarting = False
        self._fit: Fit | None = None

    def expect(self, tempo: float) -> None:
        """What tempo to think of first when a clock sets off that has not been heard."""
        if not self._settled:
            self._guess = _guess(60 / (tempo * PULSES_A_BEAT), _GUESSED)

    def restart(self) -> None:
        """The next pulse begins a run: it need not stand where the ones before it led to."""
        self._is_restarting = True

    def add(self, seconds: float) -> None:
        """A pulse came."""
        gap, self._last = seconds - self._last, max(seconds, self._last)
        if self._is_restarting:
            self._begin(self._last)
        elif self._waiting or self._is_gap(gap):
            self._wait(self._last)
        else:
            self._settle(self._last, gap)

    def is_heard(self, now: float) -> bool:
        """Whether the clock runs."""
        return now - self._last < SILENCE_SECONDS

    @property
    def is_settled(self) -> bool:
        """Whether enough pulses have come to know tempo and phase."""
        return len(self._settled) >= PULSES_A_BEAT // 2 and not self._waiting

    def fit(self) -> Fit | None:
        """Where the pulses are; through a gap and shortly after it, where those before it led to. None while
        none has come.
        """
        if self._fit is None and self._settled:
            self._fit = self._fitted()
        return self._fit

    def _fitted(self) -> Fit:
        """The first pulses after silence say where the clock is, but not how fast, while there are better."""
        pulses = list(self._settled)
        guess = self._guess
        if self._is_fresh and len(pulses) >= 2 * _UNTRUSTED:
            pulses = pulses[_UNTRUSTED:]
        elif self._is_fresh:
            guess = Guess(guess.interval_seconds, guess.error_seconds / 3)
        found = fit(pulses, guess)
        return replace(found, interval_seconds=_possible(found.interval_seconds))

    def _begin(self, seconds: float) -> None:
        """The first pulse of a run: on with the ones before it if it stands where they led to."""
        self._is_restarting = False
        self.number += 1
        was = self.fit()
        if was is None or seconds - was.seconds > SILENCE_SECONDS:
            self._set_off(seconds, _guess(was.interval_seconds, _GUESSED) if was else self._guess)
            self._is_fresh = True
            return
        off = (seconds - was.seconds) / was.interval_seconds
        if not self._waiting and abs(off - (self.number - was.number)) < _SAME_GRID:
            self._append(seconds)
        else:
            self._set_off(seconds, _guess(was.interval_seconds, _KNOWN))

    def _set_off(self, seconds: float, guess: Guess) -> None:
        self._settled.clear()
        self._waiting.clear()
        self._gaps.clear()
        self._guess, self._is_fresh = guess, False
        self._append(seconds)

    def _append(self, seconds: float) -> None:
        self._settled.append(Pulse(self.number, seconds))
        self._fit = None

    def _is_gap(self, gap: float) -> bool:
        """Whether a pulse came suspiciously late. Of a clock just heard for the first time, none is."""
        return len(self._gaps) > _GAPS // 2 and gap > _GAP * self._usual_gap()

    def _usual_gap(self) -> float:
        return sorted(self._gaps)[len(self._gaps) // 2]

    def _settle(self, seconds: float, gap: float) -> None:
        """A pulse in time; or right after the last one, which then was late and is not looked at any more."""
        self.number += 1
        if not self._settled:
            self._is_fresh = True
        elif len(self._gaps) > _GAPS // 2 and gap < _CROWDED * self._usual_gap():
            self._settled.pop()
        if gap < float("inf"):
            self._gaps.append(gap)
        self._append(seconds)

    def _wait(self, seconds: float) -> None:
        """A pulse after a gap: with a few more, it tells what the gap was."""
        self._waiting.append(seconds)
        self.number += 1
        if len(self._waiting) >= _TOO_MANY or (len(self._waiting) >= _ENOUGH and self._is_even()):
            self._decide()

    def _is_even(self) -> bool:
        gaps = [after - before for before, after in pairwise(self._waiting[-_ENOUGH:])]
        return min(gaps) > 0.5 * sum(gaps) / len(gaps)

    def _decide(self) -> None:
        """At the clock's old tempo, pulses were lost or late; at another, the clock has slowed down."""
        was = self.fit()
        assert was is not None
        steps = _ENOUGH - 1
        interval = (self._waiting[-1] - self._waiting[-1 - steps]) / steps
        if abs(interval / was.interval_seconds - 1) > _SAME_TEMPO:
            self._take_waiting(0, _guess(interval, _GUESSED), joined=False)
            return
        ahead = (sum(self._waiting[-steps:]) / steps - was.seconds) / was.interval_seconds
        counted = self.number - 1 - was.number
        lost = max(0, round(ahead - counted))
        on_grid = abs(ahead - counted - lost) * was.interval_seconds < max(0.004, 3 * was.noise_seconds)
        self._take_waiting(lost, _guess(was.interval_seconds, _KNOWN), joined=on_grid)

    def _take_waiting(self, lost: int, guess: Guess, joined: bool) -> None:
        """Count the pulses that waited after those that were lost."""
        waited, self._waiting = self._waiting, []
        if not joined:
            self._settled.clear()
            self._gaps.clear()
            self._guess, self._is_fresh = guess, True
        first = self.number - len(waited) + 1 + lost
        kept = [Pulse(first + index, seconds) for index, seconds in enumerate(waited)]
        late = {before.number for before, after in pairwise(kept) if _is_late(before, after, guess)}
        self._settled.extend(pulse for pulse in kept if pulse.number not in late)
        self.number += lost
        self._fit = None


def _is_late(pulse: Pulse, after: Pulse, guess: Guess) -> bool:
    return after.seconds - pulse.seconds < _CROWDED * guess.interval_seconds


def _guess(interval_seconds: float, error: float) -> Guess:
    interval = _possible(interval_seconds)
    return Guess(interval, error * interval)


def _possible(interval_seconds: float) -> float:
    return min(_LONGEST_SECONDS, max(_SHORTEST_SECONDS, interval_seconds))
