"""What a file's sound is worth: the noise of dither, and what a tone becomes on its way through."""

import io
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from beatterm.engine.frames import Frames, ReadSound
from beatterm.export.formats.pcm import Dither
from beatterm.export.formats.writers import WRITERS
from beatterm.export.job import BITS
from beatterm.export.render import render
from beatterm.export.take import Take
from beatterm.model.kit import Kit, Layer, Sound
from beatterm.model.pattern import Pattern, Track
from beatterm.model.project import Project
from beatterm.model.song import Song, TrackSetup
from beatterm.model.step import Step
from beatterm.model.time import PPQN
from bench.effort import Effort
from bench.rig import FROM_A
from bench.table import Table

ABOUT = "noise of dither; distortion and noise of a tone that is rendered to a file"

_RATE = 48000
_SECONDS = 20.0
_LEAST_SECONDS = 2.0
_EDGE_SECONDS = 0.5
_TONE_HZ = 1000.0
_LOUD, _FAINT = 10 ** (-1 / 20), 10 ** (-90 / 20)
_BANDS = 32
_WINDOW = 4096
_RATES = ((44100, 44100), (44100, 48000), (48000, 44100), (48000, 96000), (96000, 44100), (44100, 192000))
"""Of a recording, and of the file it is rendered to."""

Line = NDArray[np.float64]
"""float64 (frames,): one side of a sound."""


def run(effort: Effort) -> Iterator[Table]:
    """The dither, then a tone."""
    seconds = effort.seconds(_SECONDS, _LEAST_SECONDS)
    yield _dither_table(seconds)
    yield _tone_table(seconds)


def _dither_table(seconds: float) -> Table:
    table = Table(
        "What is lost by rounding to whole numbers: a tone of 997 Hz at -90 dBFS",
        ("bits", "noise", "its bands differ by", "correlation with the tone", "loudest harmonic"),
        notes=(
            "Noise: its RMS over all frequencies. In theory -96.3 (16 bit) and -144.5 dBFS (24 bit).",
            "Bands: the loudest of 32 equal ones less the softest. Harmonics: 2 to 10, against the tone.",
        ),
    )
    tone = _tone(seconds, _RATE, _FAINT, 997.0)
    for name, bits, dithered in (("16", "16", True), ("24", "24", True), ("16, only rounded", "16", False)):
        full = 2 ** (BITS[bits] - 1)
        whole = Dither(bits).whole(tone) if dithered else np.rint(tone * full)
        heard, sound = whole[:, 0] / full, tone[:, 0].astype(np.float64)
        error = heard - sound
        table.add(
            name,
            f"{_db(_rms(error)):.1f} dBFS",
            f"{_unevenness(error):.1f} dB",
            f"{np.corrcoef(error, sound)[0, 1]:+.4f}",
            f"{_loudest_harmonic(heard, 997.0):.0f} dB",
        )
    return table


def _tone_table(seconds: float) -> Table:
    table = Table(
        "A recording of 1 kHz at -1 dBFS, struck once and rendered: THD+N over all frequencies",
        ("recorded at, rendered at", "level", *(f"{bits} bit" for bits in BITS)),
        notes=(
            "Level: what becomes of the tone's -1 dBFS. 16 and 24 bit are dithered.",
            "The first row's recording is only copied; the others are brought to the rate by soxr.",
        ),
    )
    for recorded, rendered in _RATES:
        frames = _rendered(recorded, rendered, seconds)
        lines = [_read_back(frames, rendered, bits) for bits in BITS]
        level = _db(_fitted(lines[-1], rendered)[0] / _LOUD)
        figures = (f"{_distortion(line, rendered):.1f} dB" for line in lines)
        table.add(f"{recorded}, {rendered}", f"{level - 1:+.4f} dBFS", *figures)
    return table


def _tone(seconds: float, rate: int, height: float, hz: float) -> Frames:
    """A sine on both sides."""
    phase = 2 * np.pi * hz / rate * np.arange(round(seconds * rate))
    return np.repeat((height * np.sin(phase)).astype(np.float32)[:, None], 2, axis=1)


def _rendered(recorded: int, rate: int, seconds: float) -> Frames:
    """What the engine makes of the tone: one hit of full velocity, all levels as they are by themselves."""
    recording = _tone(seconds, recorded, _LOUD, _TONE_HZ)
    read: ReadSound = lambda kit, file: (recording, recorded)  # noqa: E731
    take = Take(FROM_A, round(2 * seconds) * PPQN)
    return np.concatenate(list(render(_struck_once(), take, rate, read, "cut")))


def _struck_once() -> Project:
    """A pattern so long that its one hit comes only once."""
    track = Track("tone", (Step(127),) + (None,) * 255)
    pattern = Pattern("A", 256, tracks=(track,))
    kit = Kit("tone", sounds=(Sound("tone", (Layer(127, ("tone.wav",)),)),), folder="/tone")
    return Project(Song(patterns=(pattern,), tracks=(TrackSetup("tone", "tone"),)), kit)


def _read_back(frames: Frames, rate: int, bits: str) -> Line:
    """One side of a WAV file of these frames, without its beginning and end."""
    file = io.BytesIO()
    WRITERS[".wav"].write(file, [frames], rate, bits)
    raw = file.getvalue()[-len(frames) * BITS[bits] // 4 :]
    edge = round(_EDGE_SECONDS * rate)
    return _samples(raw, bits)[edge:-edge]


def _samples(raw: bytes, bits: str) -> Line:
    """The left side of a file's sound."""
    if bits == "32f":
        return np.frombuffer(raw, "<f4")[::2].astype(np.float64)
    octets = np.frombuffer(raw, np.uint8).reshape(-1, BITS[bits] // 8)
    whole = np.zeros((len(octets), 4), np.uint8)
    whole[:, 4 - octets.shape[1] :] = octets
    line: Line = whole.view("<i4")[::2, 0] / 2.0**31
    return line


def _fitted(line: Line, rate: int) -> tuple[float, Line]:
    """The height of the tone in a line, and what else is there (least squares)."""
    phase = 2 * np.pi * _TONE_HZ / rate * np.arange(len(line))
    parts = np.stack([np.sin(phase), np.cos(phase)], axis=1)
    found = np.linalg.lstsq(parts, line, rcond=None)[0]
    return float(np.hypot(*found)), line - parts @ found


def _distortion(line: Line, rate: int) -> float:
    """THD+N: all but the tone against the tone, in dB."""
    height, rest = _fitted(line, rate)
    return _db(_rms(rest) / (height / 2**0.5))


def _spectrum(line: Line) -> Line:
    """Power by frequency, averaged over windows; (frames, …) to (bins,)."""
    windows = line[: len(line) // _WINDOW * _WINDOW].reshape(-1, _WINDOW) * np.hanning(_WINDOW)
    power: Line = (np.abs(np.fft.rfft(windows)) ** 2).mean(axis=0)
    return power


def _unevenness(line: Line) -> float:
    """By how much the loudest band exceeds the softest, in dB."""
    bands = [band.mean() for band in np.array_split(_spectrum(line)[1:-1], _BANDS)]
    return _db((max(bands) / min(bands)) ** 0.5)


def _loudest_harmonic(line: Line, hz: float) -> float:
    """The loudest of harmonics 2 to 10 against the tone, in dB, each found by a sine of its own."""
    phase = 2j * np.pi * hz / _RATE * np.arange(len(line))
    heights = [abs((line * np.exp(-number * phase)).mean()) for number in range(1, 11)]
    return _db(float(max(heights[1:]) / heights[0]))


def _rms(line: Line) -> float:
    return float(np.sqrt((line**2).mean()))


def _db(factor: float) -> float:
    return float(20 * np.log10(max(factor, 1e-20)))
