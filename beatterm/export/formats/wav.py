"""WAV files, Microsoft's RIFF: 16 and 24 bit with dither, or 32 bit float, and chunks that tell of them."""

import struct
from collections.abc import Iterable
from typing import BinaryIO

from beatterm.engine.frames import Frames
from beatterm.export.facts import NO_FACTS, Facts
from beatterm.export.formats.chunks import chunk, told_in_chunks
from beatterm.export.formats.pcm import CHANNELS, FLOAT, Dither, frame_bytes, packed, seed_of
from beatterm.export.formats.writers import WRITERS
from beatterm.export.job import BITS

_PCM, _FLOAT = 1, 3
_HEAD = 8


def write_wav(file: BinaryIO, blocks: Iterable[Frames], rate: int, bits: str, facts: Facts = NO_FACTS) -> int:
    """Write blocks of frames to an empty, seekable file; how many frames it holds. Refused past 4 GB.

    All chunks stand before `data`, where those who read from a pipe find them.
    """
    told = told_in_chunks(facts, rate, bits)
    file.write(_head(rate, bits, 0, told))
    dither, frames = Dither(bits, seed_of(facts)), 0
    for block in blocks:
        frames += len(block)
        WRITERS[".wav"].check(rate, bits, frames)
        file.write(block.astype("<f4").tobytes() if bits == FLOAT else packed(dither.whole(block), bits))
    file.write(b"\0" * (frames * frame_bytes(bits) % 2))
    file.seek(0)
    file.write(_head(rate, bits, frames, told))
    file.seek(0, 2)
    return frames


def wav_head(rate: int, bits: str, frames: int, facts: Facts) -> tuple[bytes, ...]:
    """What stands before the sound, in pieces: RIFF's own head, each chunk, and the head of `data`."""
    head = _head(rate, bits, frames, told_in_chunks(facts, rate, bits))
    pieces, at = [head[:12]], 12
    while at < len(head) - _HEAD:
        size = struct.unpack_from("<I", head, at + 4)[0]
        pieces.append(head[at : at + _HEAD + size + size % 2])
        at += len(pieces[-1])
    return (*pieces, head[at:])


def _head(rate: int, bits: str, frames: int, told: bytes) -> bytes:
    """RIFF, `fmt `, what is told, `fact` where the sound is float, and the head of `data`.

    `fmt ` is the plain one for 24 bits too: all readers know it, Python's `wave` no other before 3.12.
    """
    frame = frame_bytes(bits)
    form = struct.pack("<HHIIHH", _PCM, CHANNELS, rate, rate * frame, frame, BITS[bits])
    if bits == FLOAT:
        form = struct.pack("<H", _FLOAT) + form[2:] + b"\0\0"
        told += chunk(b"fact", struct.pack("<I", frames))
    data = frames * frame
    body = b"WAVE" + chunk(b"fmt ", form) + told + b"data" + struct.pack("<I", data)
    return b"RIFF" + struct.pack("<I", len(body) + data + data % 2) + body
