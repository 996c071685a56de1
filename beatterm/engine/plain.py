"""The desk's short way, for long blocks in which no effect works: each track is levelled, metered and added
while it lies in the processor's cache, left and right side by side as the voices left them.

The same frames to the last bit as by the desk's long way, at half the cost.
"""

import numpy as np
from numpy.typing import NDArray

from beatterm.engine.effects.base import Planes

SHORTEST_FRAMES = 4096
"""For less, as it is played live, doing something for each track by itself costs more than it saves."""

_TILE_FRAMES = 512


def mixed_plainly(
    sound: NDArray[np.float32], sides: NDArray[np.float32]
) -> tuple[Planes, NDArray[np.float32]]:
    """The sum of tracks, (2, frames), and the peak of each, from their frames, float32 (tracks, frames, 2),
    which are overwritten, and their factors for left and right, (tracks, 2). At least one track.
    """
    rows = sound.reshape(len(sound), -1)
    tiles = np.tile(sides, _TILE_FRAMES)
    peaks = np.zeros(len(rows), np.float32)
    for place, (row, tile) in enumerate(zip(rows, tiles, strict=True)):
        _level(row, tile)
        peaks[place] = max(row.max(), -row.min())
        if place:
            np.add(rows[0], row, out=rows[0])
    return np.ascontiguousarray(sound[0].T), peaks


def _level(row: NDArray[np.float32], tile: NDArray[np.float32]) -> None:
    """Multiply a row by a tile, over and over."""
    whole = len(row) // len(tile) * len(tile)
    tiled, rest = row[:whole].reshape(-1, len(tile)), row[whole:]
    np.multiply(tiled, tile, out=tiled)
    np.multiply(rest, tile[: len(rest)], out=rest)
