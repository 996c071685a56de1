"""Products of tall matrices, for the loudness meter: what it does a thousand times a second of sound."""

import numpy as np
from numpy.typing import NDArray

_ALONE = 1 << 17
"""Multiplications in a piece: from twice as many on BLAS would spread them over all cores, whose threads wait
for each other for longer than such a product takes.
"""


def product(rows: NDArray[np.float32], matrix: NDArray[np.float32]) -> NDArray[np.float32]:
    """`rows @ matrix`, float32, a piece at a time: on one core, and each row the same whatever the cores."""
    made = np.empty((len(rows), matrix.shape[1]), np.float32)
    piece = max(1, _ALONE // matrix.size)
    for at in range(0, len(rows), piece):
        np.matmul(rows[at : at + piece], matrix, out=made[at : at + piece])
    return made
