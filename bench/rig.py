"""The rig that the targets speak of: 16 tracks struck on every step, filters, both sends and the limiter.

Its sounds are noise made from their file names, so that every process has them without a disk.
"""

from zlib import crc32

import numpy as np

from beatterm.engine.frames import Frames
from beatterm.model.kit import Kit, Layer, Sound
from beatterm.model.mixer import Mixer, Strip
from beatterm.model.param import Values
from beatterm.model.pattern import Pattern, Track
from beatterm.model.project import Project
from beatterm.model.song import Song, TrackSetup
from beatterm.model.step import Step
from beatterm.sequencer.live import Cue

RATE = 44100
TRACKS = 16
STEPS = 64
TEMPO = 120.0
STEP_FRAMES = int(RATE * 60 / TEMPO / 4)
FROM_A = Cue(pattern="A")


def rig(voices: int = 128, filters: bool = True) -> Project:
    """A project in which `voices` sound at any time: each sound lasts as many steps as that takes."""
    frames = voices * STEP_FRAMES // TRACKS
    names = tuple(f"t{number + 1}" for number in range(TRACKS))
    sounds = tuple(Sound(name, (Layer(127, (f"{name}-{frames}.wav",)),)) for name in names)
    strips = tuple(Strip(name, values=_values(place, filters)) for place, name in enumerate(names))
    song = Song(
        title="rig",
        tempo=TEMPO,
        kit="rig",
        tracks=tuple(TrackSetup(name, name) for name in names),
        patterns=(Pattern("A", STEPS, tracks=tuple(_track(name) for name in names)),),
        mixer=Mixer(strips, master=(("gain_db", 12.0),)),
    )
    return Project(song, Kit("rig", sounds=sounds, folder="/rig"))


def _track(name: str) -> Track:
    """Every step struck, each harder or softer than the last."""
    return Track(name, tuple(Step(60 + crc32(f"{name} {step}".encode()) % 68) for step in range(STEPS)))


def _values(place: int, filters: bool) -> Values:
    """A strip's settings: all have both sends and a pan; with `filters` a filter each."""
    values: list[tuple[str, float | str]] = [
        ("delay", 0.2),
        ("pan", place / TRACKS - 0.5),
        ("reverb", 0.3),
    ]
    if filters:
        values += [("cutoff_hz", 600.0 + 400.0 * place), ("filter", "low"), ("resonance", 0.3)]
    return tuple(sorted(values))


def read_sound(kit: Kit, file: str) -> tuple[Frames, int]:
    """The noise that a file name such as `t3-44096.wav` stands for, loud to its end."""
    frames = int(file.removesuffix(".wav").rpartition("-")[2])
    noise = np.random.default_rng(crc32(file.encode())).uniform(-0.4, 0.4, (frames, 2))
    return noise.astype(np.float32), RATE
