"""Settling: which pass of a loop is the first that sounds like all after it, and playing up to there."""

from collections.abc import Callable
from math import ceil

from beatterm.engine.effects.base import LONGEST_BLOCK
from beatterm.export.source import Source

LONGEST_TAIL_SECONDS = 60
"""What rings longer is not waited for, neither before a loop nor after a file's end."""

_SURE = 1.25
"""An effect counts as silent when it has fallen by 100 dB; so much later it has by 125."""

_LIMITER_SECONDS = 0.3
"""The limiter has let go by then."""

Beforehand = Callable[[int], None]
"""Told how many frames have been played that come before a file."""


def settled(source: Source, frames: int, lead_frames: int, beforehand: Beforehand) -> bool:
    """Play whole passes of so many frames, until what rings in the next one is all that ever will; False if
    that would take too long.

    From `lead_frames` on what is struck repeats. Then all is settled when what was struck before has rung
    out, and so has what in later passes still rings at that place.
    """
    _play(source, 0, lead_frames + 1, beforehand)
    wrong = source.rings_frames + 1
    passed = lead_frames + frames
    _play(source, lead_frames + 1, passed, beforehand)
    rings = ceil(max(wrong, source.rings_frames) * _SURE + _LIMITER_SECONDS * source.rate)
    longest = LONGEST_TAIL_SECONDS * source.rate
    passes = max(-(-passed // frames), -(-(lead_frames + min(rings, longest)) // frames))
    _play(source, passed, passes * frames, beforehand)
    return lead_frames + rings <= passes * frames


def _play(source: Source, start_frame: int, end_frame: int, beforehand: Beforehand) -> None:
    for frame in range(start_frame, end_frame, LONGEST_BLOCK):
        until = min(frame + LONGEST_BLOCK, end_frame)
        source.read(until - frame)
        beforehand(until)
