"""Sound files made in memory and read back as chunks and samples: what the tests of formats use."""

import io
import struct
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from beatterm.engine.frames import Frames
from beatterm.export.facts import NO_FACTS, Facts
from beatterm.export.formats.writers import WRITERS
from beatterm.export.job import BITS


def written(
    frames: Frames,
    suffix: str = ".wav",
    rate: int = 48000,
    bits: str = "24",
    facts: Facts = NO_FACTS,
    cut: int = 1000,
) -> bytes:
    """The bytes of a file of these frames, handed over in blocks of `cut`."""
    file = io.BytesIO()
    blocks = [frames[at : at + cut] for at in range(0, len(frames), cut)]
    assert WRITERS[suffix].write(file, blocks, rate, bits, facts) == len(frames)
    assert file.tell() == len(file.getvalue())
    return file.getvalue()


def at(folder: Path, data: bytes, name: str = "out.wav") -> Path:
    """The path of a file of these bytes."""
    (folder / name).write_bytes(data)
    return folder / name


def chunks_of(data: bytes, order: str = "<") -> Iterator[tuple[bytes, bytes]]:
    """Names and bodies of the chunks of a RIFF or IFF file; AssertionError where lengths do not add up."""
    assert struct.unpack_from(f"{order}I", data, 4)[0] == len(data) - 8
    place = 12
    while place < len(data):
        name, size = data[place : place + 4], struct.unpack_from(f"{order}I", data, place + 4)[0]
        yield name, data[place + 8 : place + 8 + size]
        assert place + 8 + size <= len(data)
        assert data[place + 8 + size : place + 8 + size + size % 2] in (b"", b"\0")
        place += 8 + size + size % 2
    assert place == len(data)


def samples_of(raw: bytes, bits: str, order: str = "<") -> NDArray[np.int32]:
    """Samples of 16 or 24 bits as whole numbers, (frames, 2)."""
    octets = np.frombuffer(raw, np.uint8).reshape(-1, BITS[bits] // 8)
    whole = np.zeros((len(octets), 4), np.uint8)
    if order == "<":
        whole[:, 4 - octets.shape[1] :] = octets
    else:
        whole[:, : octets.shape[1]] = octets
    return (whole.view(f"{order}i4").astype(np.int32) >> (32 - BITS[bits])).reshape(-1, 2)
