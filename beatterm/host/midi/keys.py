"""The keys of the inputs that are down, or that their pedals hold, and what each of them sounds."""

from itertools import count
from typing import NamedTuple

from beatterm.engine.midi.pedals import Key


class Pressed(NamedTuple):
    """A note that is held: `number` is its own, `track` the one that it has sounded, whatever is under the
    cursor by now.
    """

    number: int
    port: str
    track: str
    note: int | None


class Keys:
    """Who is pressed by what. A number is given once."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self._pressed: dict[tuple[str, Key], Pressed] = {}

    def press(self, port: str, key: Key, track: str, note: int | None) -> Pressed:
        """A key goes down; it must not be down."""
        pressed = self._pressed[port, key] = Pressed(next(self._numbers), port, track, note)
        return pressed

    def lift(self, port: str, key: Key) -> Pressed | None:
        """A key goes up; None if it was not down."""
        return self._pressed.pop((port, key), None)

    def lift_all(self, port: str | None = None) -> list[Pressed]:
        """All keys of an input (None: of all) go up."""
        gone = [each for each in self._pressed if port in (None, each[0])]
        return [self._pressed.pop(each) for each in gone]
