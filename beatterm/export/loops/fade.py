"""A fade at the end of a file, so that what is cut does not click."""

from collections.abc import Iterable, Iterator

import numpy as np

from beatterm.engine.frames import smooth
from beatterm.export.source import Sheaf

FADE_SECONDS = 0.005


def faded_out(blocks: Iterable[Sheaf], frames: int, rate: int) -> Iterator[Sheaf]:
    """The same blocks, `frames` in all, of which the last few milliseconds fade to silence."""
    length = min(frames, round(FADE_SECONDS * rate))
    done = 0
    for block in blocks:
        count = block.shape[-2]
        left = frames - 1 - np.arange(done, done + count)
        done += count
        if done <= frames - length:
            yield block
        else:
            share = np.clip(left / np.float32(length), 0.0, 1.0).astype(np.float32)
            yield block * smooth(share)[:, None]
