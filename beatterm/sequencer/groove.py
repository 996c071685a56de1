"""Grooves as a track plays them: the template with its amount, as ticks and factors."""

from dataclasses import dataclass
from functools import lru_cache

from beatterm.model.groove import MAX_OFFSET, PLAIN_WEIGHT, Groove
from beatterm.model.pattern import NO_GROOVE, Track
from beatterm.model.song import Song

_FULL = 100


@dataclass(frozen=True, slots=True)
class Feel:
    """By how many ticks hits on each slot of `step_ticks` are late, and the factor of their velocity."""

    step_ticks: int = 1
    offsets: tuple[float, ...] = ()
    weights: tuple[float, ...] = ()

    @property
    def reach(self) -> tuple[int, int]:
        """By how many ticks a hit may be early and late at most."""
        return round(max(0.0, -min(self.offsets, default=0.0))), round(max(0.0, *self.offsets, 0.0))

    def delay_ticks(self, position_ticks: int) -> int:
        """How much later something sounds that stands so far behind the pattern's start.

        Between two slots it is moved by what lies between their delays.
        """
        if not self.offsets:
            return 0
        slot, rest = divmod(position_ticks, self.step_ticks)
        late = self.offsets[slot % len(self.offsets)]
        if rest:
            late += (self.offsets[(slot + 1) % len(self.offsets)] - late) * rest / self.step_ticks
        return round(late)

    def weight(self, position_ticks: int) -> float:
        """The factor of the velocity of a hit there."""
        if not self.weights:
            return 1.0
        return self.weights[position_ticks // self.step_ticks % len(self.weights)]


STRAIGHT_FEEL = Feel()


def feel_of(song: Song, track: Track | None) -> Feel:
    """The groove of a track, or of the song where it has none of its own or is None, with its amount."""
    name = song.groove if track is None or track.groove is None else track.groove
    groove = song.groove_named(name) if name and name != NO_GROOVE else None
    if groove is None:
        return STRAIGHT_FEEL
    amount = song.groove_amount if track is None or track.groove_amount is None else track.groove_amount
    return _feel(groove, amount / _FULL)


@lru_cache(maxsize=64)
def _feel(groove: Groove, amount: float) -> Feel:
    offsets = (max(-MAX_OFFSET, min(MAX_OFFSET, late)) for late in groove.time)
    return Feel(
        groove.step_ticks,
        tuple(late * amount * groove.step_ticks for late in offsets),
        tuple(1.0 + (weight - PLAIN_WEIGHT) / PLAIN_WEIGHT * amount for weight in groove.velocity),
    )
