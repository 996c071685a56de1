"""MP3 files, 320 kbit/s, for sending around. LAME's tag tells players what silence to leave out."""

from collections.abc import Iterable
from typing import BinaryIO

from beatterm.engine.frames import Frames
from beatterm.export.facts import NO_FACTS, Facts
from beatterm.export.formats.encoding import encode
from beatterm.export.formats.tags import disk_errors, put_id3

_KBPS = 320


def write_mp3(file: BinaryIO, blocks: Iterable[Frames], rate: int, bits: str, facts: Facts = NO_FACTS) -> int:
    """Write blocks of frames to an empty file that can be read too; how many frames it holds.

    `bits` mean nothing here: the encoder takes the frames as they are.
    """
    frames = encode(file, blocks, rate, "mp3", 16, _KBPS)
    with disk_errors():
        put_id3(file, facts, rate, frames)
    file.seek(0, 2)
    return frames
