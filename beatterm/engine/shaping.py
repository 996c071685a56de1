"""Shaping: a recording is cut, turned round, faded in and out, and sent through strip effects, for baking."""

import numpy as np
from numpy.typing import NDArray

from beatterm.engine.effects import STRIP_EFFECTS
from beatterm.engine.effects.base import LONGEST_BLOCK
from beatterm.engine.frames import Frames, smooth
from beatterm.engine.shape import Inserts, Shape

_SHORTEST_SECONDS = 0.005
"""What is left where a sound ends before it begins."""
_ENTRY_SECONDS = 0.001
"""How long a sound takes to come in that begins inside its recording: short enough to keep its punch."""


def cut(recording: Frames, rate: int, shape: Shape) -> Frames:
    """The part of a recording that is played, in the order in which it is played."""
    count = len(recording)
    shortest = min(count, round(_SHORTEST_SECONDS * rate))
    first = min(round(shape.start * count), count - shortest)
    last = max(round(shape.end * count), first + shortest)
    part = recording[first:last]
    return np.ascontiguousarray(part[::-1]) if shape.is_reversed else part


def enveloped(frames: Frames, rate: int, shape: Shape) -> Frames:
    """Frames that come in over the shape's attack and then fade over its decay; may be the same array."""
    entry_seconds = _ENTRY_SECONDS if shape.begins_inside else 0.0
    attack = round(max(shape.attack_ms / 1000.0, entry_seconds) * rate)
    frames = frames.copy() if attack or shape.decay_ms else frames
    if attack:
        frames[:attack] *= smooth(_line(attack)[: len(frames)])[:, None]
    if shape.decay_ms:
        decay = max(1, round(shape.decay_ms * rate / 1000.0))
        frames = frames[: attack + decay]
        left = smooth(np.float32(1.0) - _line(decay)[: max(0, len(frames) - attack)])
        frames[attack:] *= (left * left)[:, None]
    return frames


def _line(frames: int) -> NDArray[np.float32]:
    """From 0 towards 1, which it would reach on the frame after the last."""
    return np.arange(frames, dtype=np.float32) / np.float32(frames)


def through(frames: Frames, rate: int, inserts: Inserts) -> Frames:
    """Frames sent through strip effects as a mixer's strip would, with their tails."""
    for name, values in inserts:
        effect = STRIP_EFFECTS[name]
        processor = effect.make(rate)
        processor.set(values, 0.0)
        processor.settle()
        tail = np.zeros((round(effect.tail_seconds * rate), 2), np.float32)
        planes = np.ascontiguousarray(np.concatenate([frames, tail]).T)
        places = range(0, planes.shape[1], LONGEST_BLOCK)
        blocks = [processor.process(planes[:, at : at + LONGEST_BLOCK].copy()) for at in places]
        frames = np.ascontiguousarray(np.concatenate(blocks, axis=1).T)
    return frames
