"""Sound through an encoder of pedalboard into a file, block by block."""

from collections.abc import Iterable
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from beatterm.export.formats.pcm import CHANNELS


def encode(
    file: BinaryIO, blocks: Iterable[NDArray[Any]], rate: int, kind: str, bits: int, quality: str | int
) -> int:
    """Write blocks of shape (frames, 2), all int32 of full scale or all float32; how many frames it holds.

    `kind` and `quality` are pedalboard's names. The encoder has written all when this returns; the file
    stays open.
    """
    from pedalboard.io import AudioFile

    frames = 0
    with AudioFile(file, "w", rate, CHANNELS, bits, quality, kind) as encoder:
        for block in blocks:
            if not frames:  # an empty one first, lest a block of two frames be taken for one of two sides
                encoder.write(np.zeros((CHANNELS, 0), block.dtype))
            encoder.write(np.ascontiguousarray(block.T))
            frames += len(block)
    return frames
