"""OGG files (Vorbis): small, without a gap where a loop turns over, for games and for sending around."""

from collections.abc import Iterable
from typing import BinaryIO

from beatterm.engine.frames import Frames
from beatterm.export.facts import NO_FACTS, Facts
from beatterm.export.formats.encoding import encode
from beatterm.export.formats.tags import disk_errors, vorbis_comments

_KBPS = 320
_SERIAL = 1
"""The number of the stream: the encoder rolls one, but the same sound is to be the same file."""


def write_ogg(file: BinaryIO, blocks: Iterable[Frames], rate: int, bits: str, facts: Facts = NO_FACTS) -> int:
    """Write blocks of frames to an empty file that can be read too; how many frames it holds.

    `bits` mean nothing here: the encoder takes the frames as they are.
    """
    frames = encode(file, blocks, rate, "ogg", 16, _KBPS)
    with disk_errors():
        _tag(file, facts, rate)
        _number(file)
    file.seek(0, 2)
    return frames


def _tag(file: BinaryIO, facts: Facts, rate: int) -> None:
    from mutagen.oggvorbis import OggVorbis

    file.seek(0)
    opened = OggVorbis(file)
    opened.tags.extend(vorbis_comments(facts, rate))
    file.seek(0)
    opened.save(file, padding=lambda info: 0)


def _number(file: BinaryIO) -> None:
    """Give every page the stream's number, and the check sum that follows from it."""
    from mutagen.ogg import OggPage

    end = file.seek(0, 2)
    file.seek(0)
    while file.tell() < end:
        page = OggPage(file)
        after = file.tell()
        page.serial = _SERIAL
        file.seek(page.offset)
        file.write(page.write())
        file.seek(after)
