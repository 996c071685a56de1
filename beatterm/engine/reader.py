"""The reader: the frames of all voices, from the arena into a row for each way through the mixer.

Short blocks, as they are played live, are read in one gather for all voices; long ones, as files are
rendered, voice by voice: there a few calls of numpy each weigh less than the gather's indices. Both give the
same bits.
"""

import numpy as np
from numpy.typing import NDArray

from beatterm.engine.arena import Arena
from beatterm.engine.effects.base import LONGEST_BLOCK
from beatterm.engine.frames import added_by, smooth

TRACK, OWN, START, SERIAL, BASE, LENGTH, CHOKE, RELEASED, RELEASE, CUT, END = LINES = range(11)
"""What is known of a voice, a line each of a table. Frames are the engine's. From `RELEASED` on it fades for
`RELEASE` frames (its note ended), from `CUT` on for a ramp (it was choked or stolen); at `END` nothing of it
is left. `CHOKE` is its group, 0: none. `OWN` is 0 for a voice that goes through its track's strip, and its
serial where it has levels of its own.
"""

NEVER = np.int64(1) << 62
_PART = [START, BASE, RELEASED, RELEASE, CUT, END]
_GATHERED_FRAMES = 1023
"""The longest block that is read in one gather."""

Whole = NDArray[np.int64]
Sound = NDArray[np.float32]


class Reader:
    """Reads the voices that stand in a table, at most so many."""

    def __init__(self, arena: Arena, ramp_frames: int, voices: int) -> None:
        self._arena = arena
        self._ramp = ramp_frames
        self._ramps = np.full(voices, ramp_frames, np.int64)
        self._at = np.zeros(voices * _GATHERED_FRAMES, np.int64)
        self._cells = np.zeros(voices * _GATHERED_FRAMES, np.complex64)
        self._floats = arena.frames.reshape(-1)
        self._rows = np.zeros(voices * LONGEST_BLOCK * 2, np.float32)
        self._one = np.zeros(LONGEST_BLOCK * 2, np.float32)
        self._line = np.arange(LONGEST_BLOCK, dtype=np.int64)

    def added_by(self, firsts: list[int], table: Whole, gains: Sound, frame: int, frames: int) -> Sound:
        """The next frames of the voices from each of these places up to the next one, added up in order:
        float32 (places, frames, 2).
        """
        if not firsts:
            return np.zeros((0, frames, 2), np.float32)
        if frames <= _GATHERED_FRAMES:
            return added_by(firsts, self._gathered(table, gains, frame, frames))
        return self._one_by_one(firsts, table, gains, frame, frames)

    def _gathered(self, table: Whole, gains: Sound, frame: int, frames: int) -> Sound:
        """Each voice's frames at its own gain, float32 (voices, frames, 2)."""
        shape = (len(gains), frames)
        size = len(gains) * frames
        at = self._at[:size].reshape(shape)
        first, length, base = frame - table[START], table[LENGTH], table[BASE]
        np.add((base + first)[:, None], self._line[:frames], out=at)
        if first.min() < 0 or (first + frames > length).any():  # some sound only in a part of these frames
            np.maximum(at, (base - 1)[:, None], out=at)
            np.minimum(at, (base + length)[:, None], out=at)
        cells = self._cells[:size].reshape(shape)
        self._arena.cells.take(at, out=cells, mode="clip")
        sound = cells.view(np.float32).reshape(*shape, 2)
        sound *= gains[:, None, None]
        self._fade(sound, table[RELEASED], table[RELEASE], frame)
        self._fade(sound, table[CUT], self._ramps[: len(gains)], frame)
        return sound

    def _fade(self, sound: Sound, since: Whole, lengths: Whole, frame: int) -> None:
        """Multiply the voices that fade in these frames by what is left of them."""
        frames = sound.shape[1]
        fading = np.flatnonzero(since < frame + frames)
        if len(fading):
            passed = self._line[:frames] + (frame - since[fading, None])
            sound[fading] *= _left(passed, lengths[fading, None])[:, :, None]

    def _one_by_one(self, firsts: list[int], table: Whole, gains: Sound, frame: int, frames: int) -> Sound:
        """What `added_by` says, a voice at a time. The array is overwritten by the next call."""
        rows = self._rows[: len(firsts) * 2 * frames].reshape(len(firsts), 2 * frames)
        one, wide = self._one[: 2 * frames], 2 * frames
        is_whole = (table[START] <= frame) & (table[[END, RELEASED, CUT]] >= frame + frames).all(axis=0)
        places = np.where(is_whole, 2 * (table[BASE] + frame - table[START]), -1).tolist()
        parts = table[_PART].T.tolist()
        for row, first, last in zip(rows, firsts, [*firsts[1:], len(places)], strict=True):
            if places[first] < 0:
                row[:] = 0.0
            for voice in range(first, last):
                at = places[voice]
                if at < 0:
                    self._add_part(row, parts[voice], gains[voice], frame)
                elif voice == first:
                    np.multiply(self._floats[at : at + wide], gains[voice], out=row)
                else:
                    np.multiply(self._floats[at : at + wide], gains[voice], out=one)
                    np.add(row, one, out=row)
        return rows.reshape(len(firsts), frames, 2)

    def _add_part(self, row: Sound, voice: list[int], gain: np.float32, frame: int) -> None:
        """Add a voice that begins, ends or fades in these frames to a row of them, float32 (2 * frames)."""
        start, base, released, release, cut, last = voice
        begin, end = max(frame, start), min(frame + len(row) // 2, last)
        if begin >= end:
            return
        at, part = 2 * (base - start), self._one[: 2 * (end - begin)]
        np.multiply(self._floats[at + 2 * begin : at + 2 * end], gain, out=part)
        for since, length in ((released, release), (cut, self._ramp)):
            if since < end:
                self._fade_part(part.reshape(-1, 2), begin - since, length)
        heard = row[2 * (begin - frame) : 2 * (end - frame)]
        np.add(heard, part, out=heard)

    def _fade_part(self, sound: Sound, passed: int, length: int) -> None:
        """Multiply a voice by what is left of it, so many frames after its fade began (negative: before)."""
        since = max(0, -passed)
        line = self._line[: len(sound) - since] + (since + passed)
        sound[since:] *= _left(line, np.int64(length))[:, None]


def _left(passed: Whole, length: Whole | np.int64) -> Sound:
    """What is left of a fade of some length after so many frames."""
    left: Sound = np.clip(length - passed, 0, length).astype(np.float32)
    left /= length.astype(np.float32)
    return smooth(left)
