"""WAV files: 16 and 24 bit with dither, or 32 bit float (layout: Microsoft's RIFF)."""

import struct
from collections.abc import Iterable
from typing import BinaryIO

import numpy as np

from beatterm.engine.frames import Frames

BITS = {"16": 16, "24": 24, "32f": 32}
"""Sample formats by the name they have on the command line."""

_PCM, _FLOAT = 1, 3
_CHANNELS = 2
_MAX_BYTES = 2**32 - 1024
_HEADER_BYTES = 58


class TooLong(ValueError):
    """A WAV file cannot hold that much."""


def write_wav(file: BinaryIO, blocks: Iterable[Frames], rate: int, bits: str, dither_seed: int = 0) -> int:
    """Write blocks of frames to a seekable file; how many frames it holds. TooLong past 4 GB."""
    file.write(_header(rate, bits, 0))
    dither = np.random.Generator(np.random.PCG64(dither_seed))
    frames = 0
    for block in blocks:
        frames += len(block)
        check_fits(frames, bits)
        file.write(_encoded(block, bits, dither))
    if frames * _frame_bytes(bits) % 2:
        file.write(b"\0")
    file.seek(0)
    file.write(_header(rate, bits, frames))
    file.seek(0, 2)
    return frames


def check_fits(frames: int, bits: str) -> None:
    """TooLong if a file of so many frames would be."""
    if frames * _frame_bytes(bits) > _MAX_BYTES:
        raise TooLong("A WAV file holds at most 4 GB. Render fewer bars, or 16 bits at a lower rate.")


def _frame_bytes(bits: str) -> int:
    return _CHANNELS * BITS[bits] // 8


def _header(rate: int, bits: str, frames: int) -> bytes:
    """RIFF, a `fmt ` chunk of 18 bytes, `fact` (float needs it, all may have it) and the head of `data`."""
    data = frames * _frame_bytes(bits)
    kind = _FLOAT if bits == "32f" else _PCM
    frame = _frame_bytes(bits)
    form = struct.pack("<HHIIHHH", kind, _CHANNELS, rate, rate * frame, frame, BITS[bits], 0)
    riff = b"RIFF" + struct.pack("<I", _HEADER_BYTES - 8 + data + data % 2) + b"WAVE"
    fact = b"fact" + struct.pack("<II", 4, frames)
    return riff + b"fmt " + struct.pack("<I", len(form)) + form + fact + b"data" + struct.pack("<I", data)


def _encoded(block: Frames, bits: str, dither: np.random.Generator) -> bytes:
    if bits == "32f":
        return block.astype("<f4").tobytes()
    full = 2 ** (BITS[bits] - 1)
    noise = dither.random(block.shape) - dither.random(block.shape)
    whole = np.rint(block.astype(np.float64) * full + noise * (block != 0.0))
    whole = np.clip(whole, -full, full - 1).astype("<i4")
    if bits == "16":
        return bytes(whole.astype("<i2").tobytes())
    return bytes(whole.reshape(-1, 1).view(np.uint8)[:, :3].tobytes())
