"""What an effect is: its Params, and a maker of processors that turn one block of frames into another."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from beatterm.model.param import Param, Values

Planes = Any
"""float32 array of shape (2, frames): left and right. Named loosely so that Params need no numpy."""

LONGEST_BLOCK = 65536
"""The longest block that is mixed at once, in frames. What the engine is asked for is computed in such
pieces: long enough that calling numpy weighs little, short enough to stay in the processor's cache.
"""


class Processor(Protocol):
    """One running effect. The same input gives the same frames however it is cut into blocks."""

    def set(self, values: Values, tempo: float) -> None:
        """Take new settings, between two blocks."""

    def process(self, planes: Planes) -> Planes:
        """The next block, of the same shape; the input may be overwritten."""

    def settle(self) -> None:
        """Become silent, with every setting where it was last put instead of gliding there."""

    def reset(self) -> None:
        """Forget everything heard so far; cheap enough for the callback."""


@dataclass(frozen=True, slots=True)
class StripEffect:
    """An effect inside a track's strip. `is_active` says whether its values change the sound at all;
    `tail_seconds` how long it may sound on after its input falls silent."""

    params: tuple[Param, ...]
    make: Callable[[int], Processor]
    is_active: Callable[[Values], bool]
    tail_seconds: float


@dataclass(frozen=True, slots=True)
class SendEffect:
    """An effect that all tracks share. `tail_seconds(values, tempo)` is how long it sounds on after its
    input ends.
    """

    params: tuple[Param, ...]
    make: Callable[[int], Processor]
    tail_seconds: Callable[[Values, float], float]
