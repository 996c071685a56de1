"""Compares two kit folders, sample by sample: do the committed sounds come from this script?"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from tools.make_kits.read import read_wav

TOLERANCE = 1e-4
"""Another processor's sines and FFTs differ in their last bits; no ear hears -80 dB of that."""


def differences(fresh: Path, committed: Path) -> Iterator[str]:
    """One sentence for every file that is missing, left over, or not the same."""
    names = sorted({path.name for folder in (fresh, committed) for path in folder.glob("*")})
    for name in names:
        ours, theirs = fresh / name, committed / name
        if not theirs.exists():
            yield f"{theirs}: missing"
        elif not ours.exists():
            yield f"{theirs}: no recipe makes this file"
        elif name.endswith(".wav"):
            yield from _sound_differences(ours, theirs)
        elif ours.read_text(encoding="utf-8") != theirs.read_text(encoding="utf-8"):
            yield f"{theirs}: the text differs"


def _sound_differences(ours: Path, theirs: Path) -> Iterator[str]:
    fresh, committed = read_wav(ours), read_wav(theirs)
    if fresh.shape != committed.shape:
        yield f"{theirs}: {committed.shape} samples, the recipe gives {fresh.shape}"
        return
    furthest = float(np.abs(fresh - committed).max())
    if furthest > TOLERANCE:
        yield f"{theirs}: up to {furthest:.1e} away from what the recipe gives"
