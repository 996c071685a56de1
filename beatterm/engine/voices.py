"""Voices: the sounds being played now, as rows of numbers, mixed by one gather for all of them.

Rows are kept in the order of track, start frame and serial, so the sums come out the same to the last bit
however
the frames are cut into blocks; a voice past its end adds exact zeros.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from beatterm.engine.arena import Arena, Baked
from beatterm.engine.frames import LONGEST_BLOCK, added_up, smooth

MAX_VOICES = 128
"""As many sound at once; a further hit steals the oldest."""

_ROWS = MAX_VOICES + 64
_NEVER = np.int64(1) << 62

_ROW = np.dtype(
    [
        ("track", np.int64),
        ("start", np.int64),
        ("serial", np.int64),
        ("base", np.int64),
        ("length", np.int64),
        ("gain", np.float32),
        ("choke", np.int64),
        ("released", np.int64),
        ("release", np.int64),
        ("cut", np.int64),
    ]
)
"""Frames are the engine's. From `released` on a voice fades for `release` frames (its note ended), from
`cut` on
for a ramp (it was choked or stolen). `choke` is the number of its choke group, 0 for none."""

Rows = NDArray[np.void]


@dataclass(frozen=True, slots=True)
class Start:
    """A voice to start: at which frame, on which track, how loud, and when its note ends, if that ends it."""

    frame: int
    track: int
    baked: Baked
    gain: float
    choke: int = 0
    released: int | None = None
    release_frames: int = 0


class Voices:
    """All voices. Frames given must not go back."""

    def __init__(self, arena: Arena, ramp_frames: int) -> None:
        self._arena = arena
        self._ramp = ramp_frames
        self._rows = np.zeros(_ROWS, _ROW)
        self._count = 0
        self._serial = 0
        self._at = np.zeros(_ROWS * LONGEST_BLOCK, np.int64)
        self._cells = np.zeros(_ROWS * LONGEST_BLOCK, np.complex64)
        self._line = np.arange(LONGEST_BLOCK, dtype=np.int64)

    @property
    def rows(self) -> Rows:
        """The voices that have not been found finished, in mixing order."""
        return self._rows[: self._count]

    def sounding(self, frame: int) -> int:
        """How many voices are still to be heard at a frame and have not been cut."""
        rows = self.rows
        return int(np.count_nonzero((self._ends(rows) > frame) & (rows["cut"] == _NEVER)))

    def end_of(self, track: int) -> int:
        """The frame by which all voices of a track have ended; 0 if it has none."""
        rows = self.rows
        mine = rows[rows["track"] == track]
        return int(self._ends(mine).max()) if len(mine) else 0

    def start(self, start: Start) -> None:
        """Start a voice, cutting those of its choke group, and the oldest one if there are too many."""
        if start.choke:
            self._cut(start.frame, (self.rows["choke"] == start.choke) & (self.rows["start"] < start.frame))
        if self._count >= MAX_VOICES and self.sounding(start.frame) >= MAX_VOICES:
            self._steal(start.frame)
        if self._count == _ROWS:
            self.forget_finished(start.frame)
        if self._count < _ROWS:
            self._insert(start)

    def _insert(self, start: Start) -> None:
        self._serial += 1
        rows = self.rows
        before = (rows["track"] < start.track) | (
            (rows["track"] == start.track) & (rows["start"] <= start.frame)
        )
        at = int(np.count_nonzero(before))
        self._rows[at + 1 : self._count + 1] = self._rows[at : self._count].copy()
        self._count += 1
        released = _NEVER if start.released is None else start.released
        baked = start.baked
        head = (start.track, start.frame, self._serial, baked.base, baked.length, start.gain)
        self._rows[at] = (*head, start.choke, released, max(1, start.release_frames), _NEVER)

    def _steal(self, frame: int) -> None:
        rows = self.rows
        alive = (self._ends(rows) > frame) & (rows["cut"] == _NEVER)
        oldest = np.where(alive, rows["start"] * _ROWS * 4 + rows["serial"] % (_ROWS * 4), _NEVER).argmin()
        rows["cut"][oldest] = frame

    def _cut(self, frame: int, which: NDArray[np.bool_]) -> None:
        rows = self.rows
        rows["cut"][which & (rows["cut"] > frame)] = frame

    def cut_all(self, frame: int) -> None:
        """Let every voice fade at once."""
        self._cut(frame, np.ones(self._count, bool))

    def release_open(self, frame: int) -> None:
        """End the notes of voices that would be released later (the transport stopped)."""
        rows = self.rows
        later = (rows["released"] != _NEVER) & (rows["released"] > frame)
        rows["released"][later] = frame

    def renumber(self, numbers: dict[int, int]) -> None:
        """Give tracks other numbers; voices of a track that has none any more are dropped."""
        kept = [row for row in self.rows if int(row["track"]) in numbers]
        fresh = np.array(kept, _ROW) if kept else np.zeros(0, _ROW)
        fresh["track"] = [numbers[int(row["track"])] for row in kept]
        fresh = np.sort(fresh, order=("track", "start", "serial"))
        self._rows[: len(fresh)] = fresh
        self._count = len(fresh)

    def forget_finished(self, frame: int) -> None:
        """Drop the rows of voices that have ended by a frame."""
        rows = self.rows
        alive = self._ends(rows) > frame
        if not alive.all():
            kept = rows[alive]
            self._rows[: len(kept)] = kept
            self._count = len(kept)

    def forget_all(self) -> None:
        """Drop every voice at once; only where nobody listens."""
        self._count = 0

    def _ends(self, rows: Rows) -> NDArray[np.int64]:
        ends = rows["start"] + rows["length"]
        ends = np.minimum(ends, np.minimum(rows["released"], _NEVER // 2) + rows["release"])
        return np.asarray(np.minimum(ends, np.minimum(rows["cut"], _NEVER // 2) + self._ramp))

    def mix(self, frame: int, frames: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """The next frames of every track that has voices: track numbers, and float32 (tracks, frames, 2)."""
        rows = self.rows
        tracks, firsts = np.unique(rows["track"], return_index=True)
        if not len(tracks):
            return tracks, np.zeros((0, frames, 2), np.float32)
        sound = self._gathered(rows, frame, frames)
        mixed = np.empty((len(tracks), frames, 2), np.float32)
        bounds = [*firsts.tolist(), len(rows)]
        for place in range(len(tracks)):
            added_up(sound[bounds[place] : bounds[place + 1]], mixed[place])
        return tracks, mixed

    def _gathered(self, rows: Rows, frame: int, frames: int) -> NDArray[np.float32]:
        """Each voice's frames at its own gain, float32 (voices, frames, 2)."""
        shape = (len(rows), frames)
        size = len(rows) * frames
        at = self._at[:size].reshape(shape)
        np.add((frame - rows["start"])[:, None], self._line[:frames], out=at)
        np.clip(at, -1, rows["length"][:, None], out=at)
        at += rows["base"][:, None]
        cells = self._cells[:size].reshape(shape)
        self._arena.cells.take(at, out=cells, mode="clip")
        sound = cells.view(np.float32).reshape(*shape, 2)
        sound *= rows["gain"][:, None, None]
        self._fade(sound, rows, "released", rows["release"], frame)
        self._fade(sound, rows, "cut", np.full(len(rows), self._ramp), frame)
        return sound

    def _fade(
        self, sound: NDArray[np.float32], rows: Rows, column: str, lengths: NDArray[np.int64], frame: int
    ) -> None:
        """Multiply the voices that fade in these frames by what is left of them."""
        frames = sound.shape[1]
        which = np.flatnonzero(rows[column] < frame + frames)
        for row in which:
            length = int(lengths[row])
            passed = self._line[:frames] + (frame - int(rows[column][row]))
            left = np.clip(length - passed, 0, length).astype(np.float32) / np.float32(length)
            sound[row] *= smooth(left)[:, None]
