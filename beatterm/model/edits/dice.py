"""Dice for edits that leave something to chance: thrown by a hash of what they are thrown for, so that the
same seed always gives the same song, and one track's throws never move another's.
"""

from hashlib import blake2b

_BYTES = 8


def roll(seed: int, *purpose: str | int) -> float:
    """A number from 0 up to, not including, 1."""
    said = "\0".join(map(str, (seed, *purpose)))
    return int.from_bytes(blake2b(said.encode(), digest_size=_BYTES).digest()[:6], "big") / 2**48


def roll_between(low: int, high: int, seed: int, *purpose: str | int) -> int:
    """A whole number from `low` to `high`, both included."""
    return low + int(roll(seed, *purpose) * (high - low + 1))
