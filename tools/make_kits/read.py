"""Reads a kit's 24-bit WAVs back to compare and measure them, apart from beatterm's own reader."""

import wave
from pathlib import Path

import numpy as np

from tools.make_kits.dsp.units import Signal

FULL_SCALE_32_BIT = 2.0**31 - 2.0**8


def read_wav(path: Path) -> Signal:
    """The samples of a 24-bit WAV, full scale 1.0, mono ``(frames,)`` or stereo ``(frames, 2)``."""
    with wave.open(str(path), "rb") as file:
        if file.getsampwidth() != 3:
            raise ValueError(f"{path}: {8 * file.getsampwidth()} bit; the shipped kits are 24 bit")
        raw = np.frombuffer(file.readframes(file.getnframes()), dtype=np.uint8).reshape(-1, 3)
        channels = file.getnchannels()
    # Three bytes at the top of four: the sign comes with them.
    whole = np.zeros((len(raw), 4), dtype=np.uint8)
    whole[:, 1:] = raw
    samples = whole.view("<i4")[:, 0] / FULL_SCALE_32_BIT
    return samples if channels == 1 else samples.reshape(-1, channels)
