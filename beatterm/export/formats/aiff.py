"""AIFF files: 16 and 24 bit with dither, with the loop as samplers and Apple Loops have it."""

import struct
from collections.abc import Iterable
from typing import BinaryIO

from beatterm.engine.frames import Frames
from beatterm.export.facts import NO_FACTS, Facts
from beatterm.export.formats.aiff_chunks import chunk, told_in_chunks
from beatterm.export.formats.pcm import CHANNELS, Dither, frame_bytes, packed, seed_of
from beatterm.export.formats.writers import WRITERS
from beatterm.export.job import BITS

_EXPONENT_OF_ONE = 16383
_MANTISSA_BITS = 64


def write_aiff(
    file: BinaryIO, blocks: Iterable[Frames], rate: int, bits: str, facts: Facts = NO_FACTS
) -> int:
    """Write blocks of frames to an empty, seekable file; how many frames it holds. Refused past 4 GB.

    What it tells stands behind the sound, where AIFF has it as well as before.
    """
    file.write(_head(rate, bits, 0, 0))
    dither, frames = Dither(bits, seed_of(facts)), 0
    for block in blocks:
        frames += len(block)
        WRITERS[".aiff"].check(rate, bits, frames)
        file.write(packed(dither.whole(block), bits, ">"))
    file.write(b"\0" * (frames * frame_bytes(bits) % 2))
    told = told_in_chunks(facts, rate, frames)
    file.write(told)
    file.seek(0)
    file.write(_head(rate, bits, frames, len(told)))
    file.seek(0, 2)
    return frames


def _head(rate: int, bits: str, frames: int, behind: int) -> bytes:
    """FORM, `COMM`, and the head of `SSND`, whose sound is not aligned to blocks."""
    data = frames * frame_bytes(bits)
    common = struct.pack(">hIh", CHANNELS, frames, BITS[bits]) + _extended(rate)
    body = b"AIFF" + chunk(b"COMM", common) + b"SSND" + struct.pack(">III", data + 8, 0, 0)
    return b"FORM" + struct.pack(">I", len(body) + data + data % 2 + behind) + body


def _extended(value: int) -> bytes:
    """A whole number above 0 as an IEEE float of 80 bits."""
    digits = value.bit_length()
    return struct.pack(">HQ", _EXPONENT_OF_ONE + digits - 1, value << (_MANTISSA_BITS - digits))
