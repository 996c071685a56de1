"""How a take is recorded, as the player chose it."""

from dataclasses import dataclass

MAX_COUNT_IN_BARS = 4
FULL_QUANTISE = 100


@dataclass(frozen=True, slots=True)
class RecordOptions:
    """`quantise` is by how many percent a hit is drawn to its step. With `replaces`, what a track had is
    erased as the playhead passes, from its first hit of the take on.
    """

    quantise: int = FULL_QUANTISE
    replaces: bool = False
    count_in_bars: int = 1
