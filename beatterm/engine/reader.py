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
        spans, fading = _spans(table, frame, frames)
        for row, first, last in zip(rows, firsts, [*firsts[1:], len(gains)], strict=True):
            _, begin, end = spans[first]
            row[:begin] = 0.0
            row[end:] = 0.0
            for voice in range(first, last):
                at, begin, end = spans[voice]
                heard = row[begin:end]
                part = heard if voice == first else self._one[: end - begin]
                np.multiply(self._floats[at : at + end - begin], gains[voice], out=part)
                if fading[voice]:
                    self._fade_one(part.reshape(-1, 2), table[:, voice], frame + begin // 2)
                if voice != first:
                    np.add(heard, part, out=heard)
        return rows.reshape(len(firsts), frames, 2)

    def _fade_one(self, sound: Sound, voice: Whole, frame: int) -> None:
        """Multiply a voice, whose sound begins at a frame, by what is left of it."""
        for since, length in ((voice[RELEASED], voice[RELEASE]), (voice[CUT], np.int64(self._ramp))):
            first = max(0, int(since) - frame)
            if first < len(sound):
                passed = self._line[: len(sound) - first] + (frame + first - since)
                sound[first:] *= _left(passed, length)[:, None]


def _spans(table: Whole, frame: int, frames: int) -> tuple[list[list[int]], list[bool]]:
    """Of each voice where it is read, and from where to where it is heard in these frames, all counted in
    floats; and whether it fades there.
    """
    begins = np.clip(table[START], frame, frame + frames)
    ends = np.maximum(begins, np.minimum(table[END], frame + frames))
    read = table[BASE] - table[START] + begins
    spans = 2 * np.stack((read, begins - frame, ends - frame), axis=1)
    fading = np.minimum(table[RELEASED], table[CUT]) < ends
    return spans.tolist(), fading.tolist()


def _left(passed: Whole, length: Whole | np.int64) -> Sound:
    """What is left of a fade of some length after so many frames."""
    left: Sound = np.clip(length - passed, 0, length).astype(np.float32)
    left /= length.astype(np.float32)
    return smooth(left)
