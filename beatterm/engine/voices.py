"""Voices: the sounds being played now, as rows of numbers, mixed by one gather for all of them.

Rows are kept in the order of track, start frame and serial, so the sums come out the same to the last bit
however the frames are cut into blocks; a voice past its end adds exact zeros.
"""

from collections.abc import Iterable
from struct import Struct
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from beatterm.engine.arena import Arena, Baked
from beatterm.engine.levels import OWN_COLUMNS
from beatterm.engine.reader import (
    CHOKE,
    CUT,
    END,
    LINES,
    NEVER,
    OWN,
    RELEASE,
    RELEASED,
    SERIAL,
    START,
    TRACK,
    Reader,
    Whole,
)
from beatterm.engine.rows import Rows

MAX_VOICES = 128
"""As many sound at once; a further hit steals the oldest, if it can one of a track that is not heard."""

_NEVER = int(NEVER)
HELD = 1 << 61
"""The frame at which a note ends whose key is still down: later than any other."""

_ROW = Struct(f"{len(LINES)}q")
"""A voice's numbers as they lie in the table: numpy would take three times as long to put them there."""

_ROWS = MAX_VOICES + 256
"""Places for voices: in a long block those that end in it stay until it is mixed, beside those that start."""


class Start(NamedTuple):
    """A voice to start: at which frame, on which track, how loud, and when its note ends, if that ends it
    (HELD: when the key of the number `hold` goes up).

    `levels` (float32, OWN_COLUMNS) are the levels that it has instead of its track's strip.
    """

    frame: int
    track: int
    baked: Baked
    gain: float
    choke: int = 0
    released: int | None = None
    release_frames: int = 0
    levels: NDArray[np.float32] | None = None
    hold: int = 0


class Voices:
    """All voices. Frames given must not go back."""

    def __init__(self, arena: Arena, ramp_frames: int) -> None:
        self._ramp = ramp_frames
        self._reader = Reader(arena, ramp_frames, _ROWS)
        self._rows = np.zeros((_ROWS, len(LINES)), np.int64)
        self._table = self._rows.T
        self._bytes = self._rows.data.cast("B")
        self._gain = np.zeros(_ROWS, np.float32)
        self._levels = np.zeros((_ROWS, OWN_COLUMNS), np.float32)
        self._has_own = False
        self._count = 0
        self._serial = 0
        self._is_sorted = True
        self._room = MAX_VOICES
        self._is_unheard = np.zeros(0, bool)
        self._holds: dict[int, int] = {}
        """The voice's serial for each key that is down."""

    def _of(self, what: int) -> Whole:
        """One line of the table, for the voices there are: a view."""
        return self._table[what, : self._count]

    def _uncut(self, frame: int) -> NDArray[np.bool_]:
        uncut: NDArray[np.bool_] = self._of(CUT) == NEVER
        return uncut & (self._of(END) > frame)

    def sounding(self, frame: int) -> int:
        """How many voices are still to be heard at a frame and have not been cut."""
        return int(np.count_nonzero(self._uncut(frame)))

    def are_over(self, frame: int) -> bool:
        """Whether nothing is left of any voice at a frame, not even the end of one that was cut."""
        return not (self._of(END) > frame).any()

    @property
    def last_end(self) -> int:
        """The frame by which all voices have ended; 0 if there are none."""
        return int(self._of(END).max(initial=0))

    def end_of(self, track: int) -> int:
        """The frame by which all voices that go through a track's strip have ended; 0 if it has none."""
        through = (self._of(TRACK) == track) & (self._of(OWN) == 0)
        return int(self._of(END)[through].max(initial=0))

    def own_ends(self) -> list[tuple[NDArray[np.float32], int]]:
        """The levels of each voice that has its own, and the frame by which it has ended."""
        own = np.flatnonzero(self._of(OWN))
        return list(zip(self._levels[own], self._of(END)[own].tolist(), strict=True))

    @property
    def is_full(self) -> bool:
        """Whether no voice can start before the frames so far are mixed and those that ended forgotten."""
        return self._count == _ROWS

    def set_heard(self, heard: Iterable[bool]) -> None:
        """Whether each track, by number, is heard from now on: the others never take a voice from those."""
        self._is_unheard = ~np.array(list(heard), bool)

    def start(self, start: Start) -> None:
        """Start a voice, cutting those of its choke group, and one of the oldest if there are too many."""
        if start.choke:
            self._cut(start.frame, (self._of(CHOKE) == start.choke) & (self._of(START) < start.frame))
        if not self._makes_room(start):
            return
        if self.is_full:
            self.forget_finished(start.frame)
        if not self.is_full:
            self._append(start)

    def _makes_room(self, start: Start) -> bool:
        """Whether a voice has a place: one known to be free, or counted anew, or one that it steals."""
        if not self._room:
            self._room = MAX_VOICES - self.sounding(start.frame)
        if self._room:
            self._room -= 1
            return True
        return self._steals(start)

    def _append(self, start: Start) -> None:
        self._serial += 1
        baked = start.baked
        release = max(1, start.release_frames)
        released = _NEVER if start.released is None else start.released
        end = min(start.frame + baked.length, released + release)
        own = 0 if start.levels is None else self._serial
        head = (start.track, own, start.frame, self._serial, baked.base, baked.length, start.choke)
        _ROW.pack_into(self._bytes, self._count * _ROW.size, *head, released, release, _NEVER, end)
        self._gain[self._count] = start.gain
        if start.hold:
            self._holds[start.hold] = self._serial
        if start.levels is not None:
            self._levels[self._count] = start.levels
            self._has_own = True
        self._count += 1
        self._is_sorted = False

    def _sort(self) -> None:
        if not self._is_sorted:
            keys = (self._of(SERIAL), self._of(START), self._of(OWN), self._of(TRACK))
            self._keep(np.lexsort(keys if self._has_own else (keys[0], keys[1], keys[3])))
            self._is_sorted = True

    def _keep(self, which: NDArray[np.int64] | NDArray[np.bool_]) -> None:
        """Only these voices, in this order."""
        kept = self._rows[: self._count][which]
        gains = self._gain[: self._count][which]
        levels = self._levels[: self._count][which] if self._has_own else None
        self._count = len(gains)
        self._rows[: self._count] = kept
        self._gain[: self._count] = gains
        if levels is not None:
            self._levels[: self._count] = levels
            self._has_own = bool(self._of(OWN).any())

    def _steals(self, start: Start) -> bool:
        """Cut the oldest voice that is not heard, or else, if the new one is heard, the oldest."""
        frame, stolen = start.frame, self._uncut(start.frame)
        if self._is_unheard.any():
            unheard = stolen & self._is_unheard[self._of(TRACK)]
            if not unheard.any() and self._is_unheard[start.track]:
                return False
            stolen = unheard if unheard.any() else stolen
        starts = np.where(stolen, self._of(START), NEVER)
        serials = np.where(starts == starts.min(), self._of(SERIAL), NEVER)
        oldest = np.zeros(self._count, bool)
        oldest[serials.argmin()] = True
        self._cut(frame, oldest)
        return True

    def _cut(self, frame: int, which: NDArray[np.bool_]) -> None:
        cut, end = self._of(CUT), self._of(END)
        cut[which & (cut > frame)] = frame
        np.minimum(end, cut + self._ramp, out=end)

    def cut_all(self, frame: int) -> None:
        """Let every voice fade at once."""
        self._cut(frame, np.ones(self._count, bool))

    def release_open(self, frame: int) -> None:
        """End the notes of voices that would be released later (the transport stopped)."""
        self._release(frame, np.ones(self._count, bool))

    def let_go(self, hold: int, frame: int) -> None:
        """End the note that a key has held, if it still sounds."""
        serial = self._holds.pop(hold, None)
        if serial is not None:
            self._release(frame, self._of(SERIAL) == serial)

    def _release(self, frame: int, which: NDArray[np.bool_]) -> None:
        released = self._of(RELEASED)
        released[which & (released != NEVER) & (released > frame)] = frame
        np.minimum(self._of(END), released + self._of(RELEASE), out=self._of(END))

    def renumber(self, numbers: dict[int, int]) -> None:
        """Give tracks other numbers; voices of a track that has none any more are dropped."""
        self._keep(np.array([track in numbers for track in self._of(TRACK).tolist()], bool))
        self._of(TRACK)[:] = [numbers[track] for track in self._of(TRACK).tolist()]
        self._is_sorted = False

    def forget_finished(self, frame: int) -> None:
        """Drop the voices that have ended by a frame."""
        alive = self._of(END) > frame
        if not alive.all():
            self._keep(alive)

    def forget_all(self) -> None:
        """Drop every voice at once; only where nobody listens."""
        self._count = 0
        self._has_own = False

    def mix(self, frame: int, frames: int) -> Rows:
        """The next frames of every track that has voices, and of every voice that has levels of its own."""
        self._sort()
        track, own = self._of(TRACK), self._of(OWN)
        is_first = np.ones(self._count, bool)
        np.not_equal(track[1:], track[:-1], out=is_first[1:])
        if self._has_own:
            is_first[1:] |= own[1:] != own[:-1]
        firsts = np.flatnonzero(is_first)
        voices = self._table[:, : self._count], self._gain[: self._count]
        mixed = self._reader.added_by(firsts.tolist(), *voices, frame, frames)
        if self._has_own:
            return Rows(track[firsts], mixed, own[firsts], self._levels[firsts])
        return Rows(track[firsts], mixed)
