"""Offline rendering: the engine's own frames, a block at a time, in the memory of one block."""

from collections.abc import Callable, Iterator

from beatterm.engine.clock import Clock
from beatterm.engine.effects.base import LONGEST_BLOCK
from beatterm.engine.engine import Engine, latency_frames
from beatterm.engine.frames import Frames, ReadSound
from beatterm.engine.messages import Play, SetProject, Stop
from beatterm.export.take import Take
from beatterm.model.project import Project

KEEP, CUT = "keep", "cut"
"""What becomes of the sound after the last tick: it rings out, or is left out."""

_LONGEST_TAIL_SECONDS = 60

Warn = Callable[[str], None]


def frames_of(project: Project, take: Take, rate: int) -> int:
    """Frames of a take without its tail: its length in ticks, rounded once."""
    return Clock(rate, project.song.tempo).frame_of(take.ticks)


def render(
    project: Project,
    take: Take,
    rate: int,
    read_sound: ReadSound,
    tail: str = KEEP,
    warn: Warn = lambda text: None,
    block_frames: int = LONGEST_BLOCK,
) -> Iterator[Frames]:
    """The frames of a take, float32 (frames, 2) a block; the first one is the take's first tick.

    `warn` is told what stays silent. The frames do not depend on `block_frames`.
    """
    engine = Engine(rate, read_sound)
    for command in (SetProject(project), Play(take.cue)):
        for text in engine.prepare(command):
            warn(text)
        engine.post(command)
    engine_frames = frames_of(project, take, rate)
    yield from _without_latency(_blocks(engine, engine_frames, tail, block_frames))


def _blocks(engine: Engine, frames: int, tail: str, block_frames: int) -> Iterator[Frames]:
    yield from _exactly(engine, frames, block_frames)
    engine.post(Stop())
    yield from _exactly(engine, latency_frames, block_frames)
    if tail == KEEP:
        left = _LONGEST_TAIL_SECONDS * engine.rate
        while left > 0 and not engine.is_silent:
            yield engine.render(LONGEST_BLOCK)
            left -= LONGEST_BLOCK


def _exactly(engine: Engine, frames: int, block_frames: int) -> Iterator[Frames]:
    for done in range(0, frames, block_frames):
        yield engine.render(min(block_frames, frames - done))


def _without_latency(blocks: Iterator[Frames]) -> Iterator[Frames]:
    late = latency_frames
    for block in blocks:
        if late < len(block):
            yield block[late:]
        late = max(0, late - len(block))
