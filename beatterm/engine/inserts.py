"""Inserts: the desk sends tracks through their strips' own effects."""

import numpy as np
from numpy.typing import NDArray

from beatterm.engine.levels import FIRST_INSERT
from beatterm.engine.rack import Unit
from beatterm.engine.rows import Rows

Insert = tuple[int, int, Unit]
"""A strip's effect: whose, its place in the strip, and the effect."""


def with_ringing(rows: Rows, working: set[int]) -> Rows:
    """With a silent row for each track that no voice goes through but whose own effects still ring."""
    missing = sorted(working.difference(rows.of_strips()))
    return rows.with_silent(missing) if missing else rows


def insert(
    awake: list[Insert], row_of: dict[int, int], planes: NDArray[np.float32], levels: NDArray[np.float32]
) -> None:
    """Send tracks through their own effects; planes are float32 (rows, 2, frames), and so overwritten."""
    is_gliding = levels.shape[-1] > 1
    shares = levels[:, FIRST_INSERT:, 0].tolist()
    for place, kind, unit in awake:
        row = row_of[place]
        wet = unit.process(planes[row])
        if is_gliding or shares[row][kind] != 1.0:
            wet = _shared(planes[row], wet, levels[row, FIRST_INSERT + kind])
        planes[row] = wet


def _shared(
    dry: NDArray[np.float32], wet: NDArray[np.float32], share: NDArray[np.float32]
) -> NDArray[np.float32]:
    """So much of an effect; where all of it, exactly that, whatever else glides in the same block."""
    mixed: NDArray[np.float32] = np.where(share == 1.0, wet, dry + (wet - dry) * share)
    return mixed
