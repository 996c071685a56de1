"""Dice for edits that leave something to chance: thrown by a hash of what they are thrown for, so that the
same seed always gives the same song, and one track's throws never move another's.
"""

from dataclasses import dataclass
from hashlib import blake2b

_BYTES = 6
"""So many that every throw is exactly a float."""


@dataclass(frozen=True, slots=True)
class Dice:
    """The throws for one row of a pattern."""

    seed: int
    pattern: str
    track: str

    def roll(self, what: str, at: int) -> float:
        """A number from 0 up to, not including, 1: always the same for one purpose at one step."""
        said = f"{self.seed} {self.pattern} {self.track} {what} {at}"
        digest = blake2b(said.encode(), digest_size=_BYTES).digest()
        return int.from_bytes(digest, "big") / (1 << 8 * _BYTES)

    def happens(self, what: str, at: int, likely: float) -> bool:
        """Whether something happens at a step that does in so many of all cases, 0 to 1."""
        return self.roll(what, at) < likely

    def whole(self, low: int, high: int, what: str, at: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + int(self.roll(what, at) * (high - low + 1))
