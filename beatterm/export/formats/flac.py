"""FLAC files: 16 and 24 bits, the very samples that a WAV file would hold, half the size."""

from collections.abc import Iterable
from typing import BinaryIO

from beatterm.engine.frames import Frames
from beatterm.export.facts import NO_FACTS, Facts
from beatterm.export.formats.encoding import encode
from beatterm.export.formats.pcm import Dither, seed_of
from beatterm.export.formats.tags import disk_errors, vorbis_comments
from beatterm.export.formats.wav import wav_head
from beatterm.export.formats.wording import SOFTWARE
from beatterm.export.job import BITS

_SMALLEST = 8
"""FLAC's slowest level."""

_APPLICATION = 2
_LONGEST_BLOCK = 2**24 - 1


def write_flac(
    file: BinaryIO, blocks: Iterable[Frames], rate: int, bits: str, facts: Facts = NO_FACTS
) -> int:
    """Write blocks of frames to an empty file that can be read too; how many frames it holds."""
    dither = Dither(bits, seed_of(facts))
    whole = (dither.whole(block) << (32 - BITS[bits]) for block in blocks)
    frames = encode(file, whole, rate, "flac", BITS[bits], _SMALLEST)
    with disk_errors():
        _tag(file, facts, rate, bits, frames)
    file.seek(0, 2)
    return frames


def _tag(file: BinaryIO, facts: Facts, rate: int, bits: str, frames: int) -> None:
    """Vorbis comments, and all that stands around the sound of the WAV file: samplers read the loop there,
    and `flac --decode --keep-foreign-metadata` makes that file of it again.
    """
    from mutagen.flac import FLAC, MetadataBlock

    file.seek(0)
    opened = FLAC(file)
    if opened.tags is None:
        opened.add_tags()
    opened.tags.vendor = SOFTWARE
    opened.tags.extend(vorbis_comments(facts, rate))
    for piece in wav_head(rate, bits, frames, facts):
        block = MetadataBlock(b"riff" + piece)
        block.code = _APPLICATION
        if len(piece) < _LONGEST_BLOCK:
            opened.metadata_blocks.append(block)
    file.seek(0)
    opened.save(file, padding=lambda info: 0)
