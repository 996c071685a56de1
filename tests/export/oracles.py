"""Other programs that measure loudness, asked about the same frames."""

import subprocess
from dataclasses import dataclass
from math import log10

import numpy as np
import pyloudnorm

from beatterm.engine.frames import Frames

_WANTED = "lavfi.r128."


@dataclass(frozen=True, slots=True)
class Measured:
    """What ffmpeg's ebur128 says: LUFS, LU and dBTP, and the loudest momentary and short-term value."""

    integrated: float
    range_lu: float
    momentary: float
    short_term: float
    true_peak: float


def ffmpeg(frames: Frames, rate: int) -> Measured:
    """Measured by `ffmpeg -af ebur128=peak=true`, to three decimals."""
    tell = "ebur128=peak=true:framelog=verbose:metadata=1,ametadata=print:file=-"
    source = ["-f", "f32le", "-ar", str(rate), "-ac", "2", "-i", "-"]
    done = subprocess.run(
        ["ffmpeg", "-v", "error", *source, "-af", tell, "-f", "null", "-"],
        input=frames.astype("<f4").tobytes(),
        capture_output=True,
        check=True,
    )
    told = [line[len(_WANTED) :].split("=") for line in done.stdout.decode().splitlines() if _WANTED in line]
    last = {name: float(value) for name, value in told}
    peak = {name: max(float(value) for of, value in told if of == name) for name in ("M", "S", "true_peak")}
    return Measured(last["I"], last["LRA"], peak["M"], peak["S"], 20.0 * log10(peak["true_peak"]))


def pyloudnorm_lufs(frames: Frames, rate: int) -> float:
    """Integrated loudness by pyloudnorm."""
    return float(pyloudnorm.Meter(rate).integrated_loudness(frames.astype(np.float64)))
