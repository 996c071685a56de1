"""Loops as the tests make them: the file, and what an ordinary engine plays meanwhile."""

from collections.abc import Mapping

import numpy as np

from beatterm.engine.edits import SetProject
from beatterm.engine.engine import Engine, latency_frames
from beatterm.engine.frames import Frames, ReadSound
from beatterm.engine.messages import Play
from beatterm.export.job import WRAP, Part
from beatterm.export.layout import Laid, laid_out
from beatterm.export.render import frame_count, pace_of, played
from beatterm.export.source import Mix
from beatterm.model.project import Project
from beatterm.sequencer.live import Cue

RATE = 44100


def reader(recordings: Mapping[str, Frames]) -> ReadSound:
    return lambda kit, file: (recordings[file], RATE)


def looped(project: Project, read: ReadSound, part: Part, tail: str = WRAP, rate: int = RATE) -> Frames:
    """The frames of a loop's file."""
    return file_of(laid_out(project, part, loop=True), read, tail, rate)


def file_of(
    laid: Laid, read: ReadSound, tail: str = WRAP, rate: int = RATE, block_frames: int = 1024
) -> Frames:
    source = Mix(Engine(rate, read, pace=pace_of(laid, rate)))
    return np.concatenate(list(played(laid, source, tail, block_frames=block_frames)))


def file_and_place(laid: Laid, read: ReadSound, rate: int = RATE) -> tuple[Frames, int]:
    """The file, and how many passes are played before the one that it is."""
    before: list[int] = []
    source = Mix(Engine(rate, read, pace=pace_of(laid, rate)))
    file = np.concatenate(list(played(laid, source, WRAP, beforehand=before.append)))
    return file, before[-1] // frame_count(laid, rate)


def live(laid: Laid, read: ReadSound, passes: int, rate: int = RATE) -> list[Frames]:
    """The passes of an engine that plays the same cue at the same pace, in blocks of its own."""
    engine = Engine(rate, read, pace=pace_of(laid, rate))
    return _passes(engine, laid.project, laid.cue, frame_count(laid, rate), passes)


def plainly_live(
    project: Project, cue: Cue, read: ReadSound, frames: int, passes: int, rate: int
) -> list[Frames]:
    """The passes of an engine that knows nothing of a pace, each of so many frames."""
    return _passes(Engine(rate, read), project, cue, frames, passes)


def _passes(engine: Engine, project: Project, cue: Cue, frames: int, passes: int) -> list[Frames]:
    for command in (SetProject(project), Play(cue)):
        assert engine.prepare(command) == ()
        engine.post(command)
    heard: list[Frames] = []
    wanted = passes * frames + latency_frames
    while wanted > 0:
        heard.append(engine.render(min(wanted, 2500)))
        wanted -= len(heard[-1])
    return np.split(np.concatenate(heard)[latency_frames:], passes)
