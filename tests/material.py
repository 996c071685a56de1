"""Songs from strings and sounds of a few frames: what the tests of sequencer, engine and export use."""

from collections.abc import Mapping

import numpy as np

from beatterm.engine.edits import SetProject
from beatterm.engine.engine import Engine
from beatterm.engine.frames import Frames
from beatterm.engine.messages import Command, Play
from beatterm.model.kit import Kit, Layer, Sound
from beatterm.model.pattern import Pattern, Track
from beatterm.model.project import Project
from beatterm.model.song import Song, TrackSetup
from beatterm.model.step import Step
from beatterm.sequencer.live import Cue

_VELOCITY = {"x": 100, "X": 127, "o": 35}


def row(name: str, rhythm: str, **settings: object) -> Track:
    """A track from a rhythm such as `x..o`."""
    steps = tuple(None if cell == "." else Step(_VELOCITY[cell]) for cell in rhythm.replace(" ", ""))
    return Track(name, steps, **settings)  # type: ignore[arg-type]


def notes(name: str, text: str, length: int = 1) -> Track:
    """A note lane from MIDI numbers such as `36 . . 38`."""
    cells = text.split()
    return Track(name, tuple(None if cell == "." else Step(127, (int(cell),), length) for cell in cells))


def song_of(*tracks: Track, length: int | None = None, **settings: object) -> Song:
    """A song with one pattern A of these tracks."""
    steps = length or max(len(track.steps) for track in tracks)
    setups = tuple(TrackSetup(track.name, track.name) for track in tracks)
    pattern = Pattern("A", steps, tracks=tracks)
    return Song(patterns=(pattern,), tracks=setups, **settings)  # type: ignore[arg-type]


def impulse(frames: int = 8, height: float = 1.0) -> Frames:
    """A recording that is one loud frame and then silence."""
    recording = np.zeros((frames, 2), np.float32)
    recording[0] = height
    return recording


def noise(frames: int, seed: int = 1, level: float = 0.3) -> Frames:
    """A decaying recording of noise."""
    fade = np.exp(-np.arange(frames) / (frames / 4.0))[:, None]
    return (np.random.default_rng(seed).standard_normal((frames, 2)) * level * fade).astype(np.float32)


def kit_of(*names: str, **settings: object) -> Kit:
    """A kit with a sound of one file for each name; settings go to every sound."""
    sounds = tuple(Sound(name, (Layer(127, (f"{name}.wav",)),), **settings) for name in names)  # type: ignore[arg-type]
    return Kit("test", sounds=sounds, folder="/kit")


def engine_of(
    project: Project, recordings: Mapping[str, Frames], *commands: Command, rate: int = 44100
) -> Engine:
    """An engine that has the project and these commands, its kit's files read from a mapping at 44.1 kHz."""
    engine = Engine(rate, lambda kit, file: (recordings[file], 44100))
    for command in (SetProject(project), *commands):
        assert engine.prepare(command) == ()
        engine.post(command)
    return engine


PLAY_A = Play(Cue(pattern="A"))


def rendered(engine: Engine, frames: int, sizes: tuple[int, ...] = (512,)) -> Frames:
    """Frames from an engine, asked for in blocks of the given sizes in turn."""
    parts: list[Frames] = []
    done = 0
    while done < frames:
        size = min(sizes[len(parts) % len(sizes)], frames - done)
        parts.append(engine.render(size))
        done += size
    return np.concatenate(parts)
