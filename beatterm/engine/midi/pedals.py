"""Sustain pedals: while one is down, keys of its channel that go up sound on until it goes up too."""

from typing import Generic, TypeVar

SUSTAIN = 64
"""The pedal's control change; down from the middle of its way on."""
_DOWN = 64

Key = tuple[int, int]
"""A channel from 1 and a note, as they came in."""
Struck = TypeVar("Struck")


class Pedals(Generic[Struck]):
    """The pedals of one input, and what was struck by the keys that they hold."""

    def __init__(self) -> None:
        self._down: set[int] = set()
        self._kept: dict[Key, Struck] = {}

    def move(self, channel: int, value: int) -> tuple[Struck, ...]:
        """A pedal goes to a place; what ends by that."""
        if value >= _DOWN:
            self._down.add(channel)
            return ()
        self._down.discard(channel)
        return self.end(channel)

    def keep(self, key: Key, struck: Struck) -> bool:
        """A key goes up; whether the pedal holds it."""
        if key[0] in self._down:
            self._kept[key] = struck
        return key in self._kept

    def holds(self, key: Key) -> bool:
        """Whether a key is up that the pedal holds."""
        return key in self._kept

    def take(self, key: Key) -> Struck | None:
        """A key goes down again: what the pedal held of it until now."""
        return self._kept.pop(key, None)

    def end(self, channel: int) -> tuple[Struck, ...]:
        """Hold nothing of a channel any more; what was held."""
        return tuple(self._kept.pop(key) for key in [key for key in self._kept if key[0] == channel])
