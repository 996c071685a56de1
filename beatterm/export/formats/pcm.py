"""Whole numbers of 16 and 24 bits, dithered: what WAV, FLAC and AIFF hold, the same to the bit."""

from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from beatterm.engine.frames import Frames
from beatterm.export.facts import Facts
from beatterm.export.job import BITS

FLOAT = "32f"
CHANNELS = 2
HOLD_FRAMES = 4096
"""So long after the last frame that is not silent the dither goes on; then silence is silence."""

_SIDES = 1 << 16
"""Of the dice whose difference is the dither."""

Whole = NDArray[np.int32]
"""int32 (frames, 2): samples of 16 or 24 bits, in the low bits."""


def frame_bytes(bits: str) -> int:
    """Bytes of one stereo frame."""
    return CHANNELS * BITS[bits] // 8


def seed_of(facts: Facts) -> int:
    """The dither's seed: another one for each title, so that the noise of stems does not add up in step."""
    return crc32(facts.title.encode("utf-8", "replace"))


class Dither:
    """Rounds frames to whole numbers with TPDF noise of two steps' width (Lipshitz, Wannamaker, Vanderkooy
    1992: neither mean nor power of the error then depends on the sound).

    Digital silence, both sides 0.0 for longer than HOLD_FRAMES or from the beginning, stays silent. What
    comes out does not depend on how the sound is cut into blocks.
    """

    def __init__(self, bits: str, seed: int = 0) -> None:
        self._full = 2 ** (BITS[bits] - 1)
        # At full scale float32 still tells 512 places between two steps of 16 bits, but none of 24 bits.
        self._exact = np.float32 if BITS[bits] == 16 else np.float64
        self._random = np.random.PCG64(seed)
        self._silent_frames = HOLD_FRAMES

    def whole(self, block: Frames) -> Whole:
        """The next frames as whole numbers; what is past full scale is clipped."""
        noise = self._noise(len(block))
        dithered = self._is_dithered(block)
        if not dithered.all():
            noise *= dithered[:, None]
        steps = np.multiply(block, self._full, dtype=self._exact)
        steps += noise
        np.rint(steps, out=steps)
        np.clip(steps, -self._full, self._full - 1, out=steps)
        whole: Whole = steps.astype(np.int32)
        return whole

    def _noise(self, frames: int) -> Frames:
        """The difference of two dice of 65,536 sides, in steps. One number of 64 bits is the four dice of a
        frame: drawing numbers is what costs most here.
        """
        dice = self._random.random_raw(frames).view(np.uint32)
        noise = ((dice >> 16).view(np.int32) - (dice & 0xFFFF).view(np.int32)).astype(np.float32)
        noise *= np.float32(1.0 / _SIDES)
        return noise.reshape(-1, CHANNELS)

    def _is_dithered(self, block: Frames) -> NDArray[np.bool_]:
        """Which frames are, (frames,): those no more than HOLD_FRAMES after one that is not silent."""
        if len(block) and block.all():
            self._silent_frames = 0
            return np.ones(len(block), np.bool_)
        heard: NDArray[np.bool_] = (block[:, 0] != 0.0) | (block[:, 1] != 0.0)
        places = np.arange(len(block))
        last = np.maximum.accumulate(np.where(heard, places, -1 - self._silent_frames))
        silent = places - last
        if len(silent):
            self._silent_frames = min(int(silent[-1]), HOLD_FRAMES)
        held: NDArray[np.bool_] = silent < HOLD_FRAMES
        return held


def packed(whole: Whole, bits: str, order: str = "<") -> bytes:
    """Samples as bytes, `<` little-endian first or `>` big-endian."""
    if BITS[bits] == 16:
        return bytes(whole.astype(f"{order}i2").tobytes())
    octets = whole.astype(f"{order}i4").reshape(-1, 1).view(np.uint8)
    return bytes((octets[:, :3] if order == "<" else octets[:, 1:]).tobytes())
