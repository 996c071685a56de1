"""Notes: which keys of a port are held down. Every one that is struck is let go, once."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from beatterm.engine.midi.due import NOTE_OFF, NOTE_ON
from beatterm.engine.midi.encoding import note_off, note_on
from beatterm.engine.midi.lane import APART_SECONDS
from beatterm.engine.midi.times import Times

Key = tuple[int, int]
"""A channel and a note."""
Say = Callable[[float, int, bytes], None]
"""Takes a message: seconds, priority, bytes."""


class Held(NamedTuple):
    """Who struck a key, when, and when it is let go, in frames. `track` is "" for a note of no track; `hold`
    the number of the player's key that holds it down, 0: none.
    """

    track: str
    on_frame: int
    off_frame: int
    hold: int = 0


class Notes:
    """The keys that are held down on one port."""

    def __init__(self, say: Say) -> None:
        self._say = say
        self._held: dict[Key, Held] = {}
        self._said_seconds: dict[Key, float] = {}
        """When the last word on a key leaves. Where an offset has a port run ahead, a run that is cut short
        has said more than the next one knows: whatever follows on a key leaves after it.
        """

    def strike(self, key: Key, velocity: int, new: Held, times: Times) -> None:
        """Strike a key. One that is held is let go right before; one that is struck at this moment already
        only sounds as long as the longer note.
        """
        old = self._held.get(key)
        new = new._replace(off_frame=max(new.off_frame, new.on_frame + 1))
        if old is not None and old.on_frame >= new.on_frame:
            off_frame = max(old.off_frame, new.off_frame)
            self._held[key] = old._replace(off_frame=off_frame, hold=new.hold or old.hold)
            return
        if old is not None:
            self._let_go(key, min(old.off_frame, new.on_frame), times)
        self._say(self._after(key, times.of_frame(new.on_frame)), NOTE_ON, note_on(*key, velocity))
        self._held[key] = new

    def end_due(self, times: Times) -> None:
        """Let go what is due."""
        until_frame = times.frame_at(times.until)
        due = [(held.off_frame, key) for key, held in self._held.items() if held.off_frame <= until_frame]
        for frame, key in sorted(due):
            self._let_go(key, frame, times)

    def end(self, keys: Iterable[Key], frame: int, times: Times) -> None:
        """Let keys go at a frame, or when they would be if that is before."""
        for key in list(keys):
            held = self._held[key]
            self._let_go(key, max(min(held.off_frame, frame), held.on_frame + 1), times)

    def let_go(self, hold: int, frame: int, times: Times) -> None:
        """A player's key goes up at a frame."""
        self.end([key for key, held in self._held.items() if held.hold == hold], frame, times)

    def end_at_once(self, seconds: float) -> None:
        """Let all go at a moment, whatever time has become."""
        for key in self._held:
            self._say(self._after(key, seconds), NOTE_OFF, note_off(*key))
        self._held.clear()

    def forget(self) -> None:
        """Others let them go."""
        self._held.clear()

    def held(self) -> dict[Key, Held]:
        """The keys that are held, by whom."""
        return self._held

    def _let_go(self, key: Key, frame: int, times: Times) -> None:
        self._say(self._after(key, times.of_frame(frame)), NOTE_OFF, note_off(*key))
        del self._held[key]

    def _after(self, key: Key, seconds: float) -> float:
        """A moment, or right after the last word on a key if that is later."""
        after = max(seconds, self._said_seconds.get(key, seconds - 1.0) + APART_SECONDS)
        self._said_seconds[key] = after
        return after
