"""Offline rendering: a Source's own frames, a block at a time, in the memory of one block."""

from collections.abc import Callable, Iterator

from beatterm.engine.clock import Clock, Pace
from beatterm.engine.edits import SetProject
from beatterm.engine.effects.base import LONGEST_BLOCK
from beatterm.engine.engine import Engine, latency_frames
from beatterm.engine.frames import ReadSound
from beatterm.engine.messages import Play, Stop
from beatterm.export.job import CUT, KEEP, WRAP, Refused
from beatterm.export.layout import Laid
from beatterm.export.loops.fade import faded_out
from beatterm.export.loops.settling import LONGEST_TAIL_SECONDS, Beforehand, settled
from beatterm.export.memory import keep_freed_memory
from beatterm.export.source import Mix, Sheaf, Source
from beatterm.export.take import Take
from beatterm.model.project import Project

_TAIL_STEP_FRAMES = 1024
"""A file is at most so much longer than what rings on in it."""

_STILL_RINGING = (
    "Something rings on for more than a minute; what of it is older is missing. Turn down the feedback of the"
    " delay, or the size of the reverb, for a loop that is exactly what plays on."
)

Warn = Callable[[str], None]


def frame_count(laid: Laid, rate: int) -> int:
    """Frames of a file without its tail: beats * 60 / tempo * rate, rounded once."""
    if not laid.is_loop:
        return frames_of(laid.project, Take(laid.cue, laid.ticks), rate)
    return round(laid.seconds * rate)


def pace_of(laid: Laid, rate: int) -> Pace | None:
    """The pace that the engine of its Source must have: every pass of a loop lasts the same frames."""
    return (frame_count(laid, rate), laid.ticks) if laid.is_loop else None


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
) -> Iterator[Sheaf]:
    """The mix of a take, once through: float32 (frames, 2) a block. The rest as in `played`."""
    laid = Laid(project, take.cue, take.ticks)
    return played(laid, Mix(Engine(rate, read_sound)), tail, warn, block_frames=block_frames)


def played(
    laid: Laid,
    source: Source,
    tail: str = KEEP,
    warn: Warn = lambda text: None,
    beforehand: Beforehand = lambda frames: None,
    block_frames: int = LONGEST_BLOCK,
) -> Iterator[Sheaf]:
    """The frames of a file, float32 (…, frames, 2) a block; the first one is its first tick.

    The source must be new and have the pace of `pace_of`. `tail` is WRAP (of a loop: a later pass, in which
    all that rings has come round), KEEP, or CUT (of a loop: with a short fade). `warn` is told what stays
    silent, `beforehand` how many frames have been played that are not in the file. The frames do not depend
    on `block_frames`. Refused where there is nothing to wrap.
    """
    if tail == WRAP and not laid.is_loop:
        raise Refused("Only a loop can be wrapped: choose to loop, or keep or cut what rings on.")
    keep_freed_memory()
    end_tick = None if laid.is_loop else laid.ticks
    for command in (SetProject(laid.project), Play(laid.cue, end_tick=end_tick)):
        for text in source.send(command):
            warn(text)
    frames = frame_count(laid, source.rate)
    if tail == WRAP:
        ahead = -(-laid.lead_ticks * frames // laid.ticks)
        if not settled(source, frames, ahead, beforehand):
            warn(_STILL_RINGING)
        yield from _without_latency(_exactly(source, frames + latency_frames, block_frames))
    elif tail == CUT and laid.is_loop:
        yield from faded_out(_first_pass(source, frames, CUT, block_frames), frames, source.rate)
    else:
        yield from _first_pass(source, frames, tail, block_frames)


def _first_pass(source: Source, frames: int, tail: str, block_frames: int) -> Iterator[Sheaf]:
    return _without_latency(_blocks(source, frames, tail, block_frames))


def _blocks(source: Source, frames: int, tail: str, block_frames: int) -> Iterator[Sheaf]:
    yield from _exactly(source, frames, block_frames)
    source.send(Stop())
    yield from _exactly(source, latency_frames, block_frames)
    if tail == KEEP:
        left = LONGEST_TAIL_SECONDS * source.rate
        while left > 0 and not source.is_silent:
            yield source.read(_TAIL_STEP_FRAMES)
            left -= _TAIL_STEP_FRAMES


def _exactly(source: Source, frames: int, block_frames: int) -> Iterator[Sheaf]:
    for done in range(0, frames, block_frames):
        yield source.read(min(block_frames, frames - done))


def _without_latency(blocks: Iterator[Sheaf]) -> Iterator[Sheaf]:
    late = latency_frames
    for block in blocks:
        count = block.shape[-2]
        if late < count:
            yield block[..., late:, :]
        late = max(0, late - count)
