"""An engine that plays impulses, and where they stand in its frames: for what is added while it plays."""

from typing import Any

import numpy as np

from beatterm.engine.engine import Engine, latency_frames
from beatterm.engine.frames import Frames
from beatterm.engine.messages import Command
from beatterm.model.pattern import Track
from beatterm.model.project import Project
from beatterm.model.song import Song
from tests.material import engine_of, impulse, kit_of, song_of

BEAT = 44100 * 60 // 120
BAR = 4 * BEAT
STEP = BEAT / 4


def nearest(frames: float) -> int:
    """As the clock rounds: a half goes up."""
    return int(frames + 0.5)


def engine(song: Song, *commands: Command, **sound: object) -> Engine:
    """An engine whose tracks all play an impulse."""
    names = [setup.name for setup in song.tracks]
    recordings = {f"{name}.wav": impulse() for name in names}
    return engine_of(Project(song, kit_of(*names, **sound)), recordings, *commands)


def tell(playing: Engine, command: Command) -> None:
    """Hand it a Command that it has nothing to say about."""
    assert playing.prepare(command) == ()
    playing.post(command)


def onsets(frames: Frames) -> list[int]:
    """Where an impulse stands, the limiter's latency taken off."""
    return [frame - latency_frames for frame in np.flatnonzero(frames[:, 0] > 0.3).tolist()]


def begins(frames: Frames) -> list[int]:
    """Where something begins after silence. A click's first frame is silent, so it begins one before."""
    heard = np.abs(frames[:, 0]) > 1e-6
    after_silence = [at for at in np.flatnonzero(heard) if not heard[max(0, at - 200) : at].any()]
    return [int(at) - 1 - latency_frames for at in after_silence]


def silent_song(**settings: Any) -> Song:
    """A track without a hit."""
    return song_of(Track("hat", (None,) * 16), **settings)
