"""Ticks become frames here and nowhere else: always from an anchor, in whole numbers, never accumulated."""

from dataclasses import dataclass, field

from beatterm.model.time import PPQN

_MILLI = 1000

Pace = tuple[int, int]
"""So many frames for so many ticks."""


@dataclass(frozen=True, slots=True)
class Clock:
    """At `frame` it is `tick`, and from there time runs at `tempo` (quarter notes a minute, to a
    thousandth), or exactly so that `pace`, some frames and how many ticks they last, comes out even.
    """

    rate: int
    tempo: float
    frame: int = 0
    tick: int = 0
    pace: Pace | None = None
    _ratio: tuple[int, int] = field(init=False, repr=False, compare=False)
    """Frames a tick, as a fraction."""

    def __post_init__(self) -> None:
        by_tempo = self.rate * 60 * _MILLI, round(self.tempo * _MILLI) * PPQN
        object.__setattr__(self, "_ratio", self.pace or by_tempo)

    def frame_of(self, tick: int) -> int:
        """The frame nearest to a tick."""
        over, under = self._ratio
        return self.frame + (2 * (tick - self.tick) * over + under) // (2 * under)

    def tick_at(self, frame: int) -> int:
        """The first tick that falls on this frame or later."""
        over, under = self._ratio
        return self.tick - ((1 - 2 * (frame - self.frame)) * under // (2 * over))

    def at_tempo(self, tempo: float, frame: int) -> "Clock":
        """A clock that goes on at another tempo, and no pace, from the first tick at or after a frame."""
        tick = self.tick_at(frame)
        return Clock(self.rate, tempo, self.frame_of(tick), tick)
