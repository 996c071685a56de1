"""What the performer has asked for, as values: which pattern or part of the song plays from which tick on."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Cue:
    """From `tick` on, play this until the next cue.

    A pattern name loops that pattern. Without one, sections `first` to `last` (exclusive, None: the end) of
    the
    arrangement play in order, starting `offset_ticks` into the first; `loop` turns them over instead of
    ending. With `turn_ticks` the cue begins anew after every so many, wherever it then is.
    """

    tick: int = 0
    pattern: str | None = None
    first: int = 0
    last: int | None = None
    offset_ticks: int = 0
    loop: bool = True
    turn_ticks: int | None = None


_NOWHERE = 2**31
"""No arrangement has as many sections."""


def rest(tick: int) -> Cue:
    """A cue that plays nothing from a tick on: then what plays before it does not anticipate what would have
    followed.
    """
    return Cue(tick, first=_NOWHERE)


@dataclass(frozen=True, slots=True)
class FillSpan:
    """The performer asks for a fill from `start_tick` on, until `end_tick` (None: until told otherwise)."""

    start_tick: int
    end_tick: int | None = None


@dataclass(frozen=True, slots=True)
class Roll:
    """Note repeat: a track struck on every whole multiple of `step_ticks` from `start_tick` on, until
    `end_tick` (exclusive, None: until told otherwise).
    """

    track: str
    note: int | None
    velocity: int
    step_ticks: int
    start_tick: int
    end_tick: int | None = None


@dataclass(frozen=True, slots=True)
class Live:
    """Cues in the order of their ticks; before the first one nothing plays. Fills and rolls that overlap are
    one.
    """

    cues: tuple[Cue, ...] = (Cue(),)
    fills: tuple[FillSpan, ...] = ()
    rolls: tuple[Roll, ...] = ()

    def with_cue(self, cue: Cue) -> "Live":
        """With one more cue, which replaces all that were to come at its tick or later."""
        return replace(self, cues=(*(old for old in self.cues if old.tick < cue.tick), cue))

    def since(self, tick: int) -> "Live":
        """Without the cues, fills and rolls that are over by this tick."""
        over = sum(cue.tick <= tick for cue in self.cues) - 1
        fills = tuple(each for each in self.fills if each.end_tick is None or each.end_tick > tick)
        rolls = tuple(each for each in self.rolls if each.end_tick is None or each.end_tick > tick)
        return Live(self.cues[max(over, 0) :], fills, rolls)

    def is_fill(self, tick: int) -> bool:
        """Whether the performer asks for a fill at a tick."""
        return any(
            each.start_tick <= tick and (each.end_tick is None or tick < each.end_tick) for each in self.fills
        )
