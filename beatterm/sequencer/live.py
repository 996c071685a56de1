"""What the performer has asked for, as values: which pattern or part of the song plays from which tick on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cue:
    """From `tick` on, play this until the next cue.

    A pattern name loops that pattern. Without one, sections `first` to `last` (exclusive, None: the end) of
    the
    arrangement play in order, starting `offset_ticks` into the first; `loop` turns them over instead of
    ending.
    """

    tick: int = 0
    pattern: str | None = None
    first: int = 0
    last: int | None = None
    offset_ticks: int = 0
    loop: bool = True


@dataclass(frozen=True, slots=True)
class Live:
    """Cues in the order of their ticks; before the first one nothing plays."""

    cues: tuple[Cue, ...] = (Cue(),)

    def with_cue(self, cue: Cue) -> "Live":
        """With one more cue, which replaces all that were to come at its tick or later."""
        return Live((*(old for old in self.cues if old.tick < cue.tick), cue))

    def since(self, tick: int) -> "Live":
        """Without the cues that are over by this tick."""
        over = sum(cue.tick <= tick for cue in self.cues) - 1
        return Live(self.cues[max(over, 0) :])
