"""Prints what the sounds of a kit measure, in the columns that drums are compared by.

``python -m tools.make_kits.analyse [FOLDER...]``; without a folder, every shipped kit.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tools.make_kits.dsp.loudness import loudness_db
from tools.make_kits.dsp.units import RATE_HZ, Signal, decibels, frames, peak
from tools.make_kits.read import read_wav

HEADINGS = (
    " ms att |   -20   -40   -60 | strongest Hz      | centre <150  >5k   flat |  0-30 80-250 | peak  loud"
)
KITS_FOLDER = Path(__file__).parents[2] / "kits"


@dataclass(frozen=True, slots=True)
class Figures:
    """One sound's measurements; times in ms, energies as shares 0-1, spectrum by power."""

    length_ms: float
    attack_ms: float
    fall_ms: tuple[float, float, float]
    strongest_hz: tuple[int, ...]
    centroid_hz: float
    below_150: float
    above_5k: float
    flatness: float
    early_hz: float
    late_hz: float
    peak_db: float
    loudness_db: float


def measured(signal: Signal) -> Figures:
    """The figures of one recording (stereo is measured as the mean of its channels' power)."""
    milliseconds = _levels(signal)
    hz, power = _spectrum(signal)
    whole = power.sum()
    heard = power[(hz > 20.0) & (hz < 20_000.0)]
    return Figures(
        length_ms=1000.0 * len(signal) / RATE_HZ,
        attack_ms=float(np.argmax(milliseconds)),
        fall_ms=(_fall(milliseconds, 20.0), _fall(milliseconds, 40.0), _fall(milliseconds, 60.0)),
        strongest_hz=_strongest(hz, power),
        centroid_hz=float((hz * power).sum() / whole),
        below_150=float(power[hz < 150.0].sum() / whole),
        above_5k=float(power[hz > 5000.0].sum() / whole),
        flatness=float(np.exp(np.log(heard + 1e-30).mean()) / heard.mean()),
        early_hz=_centroid(signal[: frames(0.03)]),
        late_hz=_centroid(signal[frames(0.08) : frames(0.25)]),
        peak_db=decibels(peak(signal)),
        loudness_db=loudness_db(signal),
    )


def _levels(signal: Signal) -> Signal:
    """RMS of every millisecond."""
    power = signal**2 if signal.ndim == 1 else (signal**2).mean(axis=1)
    size = frames(0.001)
    count = len(power) // size
    levels: Signal = np.sqrt(power[: count * size].reshape(count, size).mean(axis=1)) + 1e-12
    return levels


def _fall(levels: Signal, db: float) -> float:
    """When the envelope was last within ``db`` of its loudest millisecond."""
    above = np.nonzero(levels > levels.max() * 10.0 ** (-db / 20.0))[0]
    return float(above[-1] + 1)


def _spectrum(signal: Signal) -> tuple[Signal, Signal]:
    size = max(len(signal), RATE_HZ // 4)
    power: Signal = np.abs(np.fft.rfft(signal, size, axis=0)) ** 2
    hz: Signal = np.linspace(0.0, (len(power) - 1) * RATE_HZ / size, len(power), dtype=np.float64)
    return hz, power if power.ndim == 1 else power.mean(axis=1)


def _centroid(signal: Signal) -> float:
    if len(signal) < frames(0.01):
        return 0.0
    hz, power = _spectrum(signal)
    return float((hz * power).sum() / (power.sum() + 1e-30))


def _strongest(hz: Signal, power: Signal) -> tuple[int, ...]:
    """The three strongest peaks that lie at least a whole tone apart."""
    left, found = power.copy(), []
    for _ in range(3):
        top = float(hz[int(np.argmax(left))])
        found.append(round(top))
        left[(hz > top / 1.12) & (hz < max(top * 1.12, 20.0))] = 0.0
    return tuple(found)


def row(name: str, f: Figures) -> str:
    """One line of the table."""
    falls = " ".join(f"{ms:5.0f}" for ms in f.fall_ms)
    tops = " ".join(f"{hz:5d}" for hz in f.strongest_hz)
    return (
        f"{name:18} {f.length_ms:5.0f} {f.attack_ms:4.0f} | {falls} | {tops} | {f.centroid_hz:6.0f} "
        f"{f.below_150:4.0%} {f.above_5k:4.0%} {f.flatness:6.3f} | {f.early_hz:6.0f} {f.late_hz:6.0f} "
        f"| {f.peak_db:5.1f} {f.loudness_db:6.1f}"
    )


def main(folders: list[str]) -> None:
    """Prints a table for each kit folder, or for every shipped kit."""
    for folder in [Path(name) for name in folders] or sorted(KITS_FOLDER.iterdir()):
        print(f"{folder.name:18}{HEADINGS}")
        for path in sorted(folder.glob("*.wav")):
            print(row(path.stem, measured(read_wav(path))))


if __name__ == "__main__":
    main(sys.argv[1:])
