"""Baking: a recording becomes the finished frames that a voice plays, at the engine's rate and the note's
pitch.
"""

from typing import NamedTuple

import numpy as np

from beatterm.engine.frames import Frames, linear, pan_gains
from beatterm.engine.shape import AS_RECORDED, Shape
from beatterm.engine.shaping import cut, enveloped, through
from beatterm.model.kit import Sound

_END_FADE_FRAMES = 64
_SILENCE = 1e-5
"""A tail below -100 dB of full scale is cut."""


class Recipe(NamedTuple):
    """What distinguishes one baked sound from another: the key of a look-up that every hit makes. `semitones`
    come on top of the shape's pitch.
    """

    folder: str
    file: str
    semitones: int
    gain_db: float
    pan: float
    shape: Shape = AS_RECORDED


def recipe_of(folder: str, sound: Sound, file: str, note: int | None, shape: Shape = AS_RECORDED) -> Recipe:
    """How a file of a sound is baked for a note; a sound without a root is played at its own pitch."""
    semitones = 0 if note is None or sound.root is None else note - sound.root
    return Recipe(folder, file, semitones, sound.gain_db, sound.pan, shape)


def bake(recording: Frames, recording_rate: int, rate: int, recipe: Recipe) -> Frames:
    """The frames of a recipe: cut, resampled to rate and pitch in one step, with gain, pan, envelope and
    effects, and silence at both ends.
    """
    shape = recipe.shape
    part = cut(recording, recording_rate, shape)
    from_rate = recording_rate * 2.0 ** ((recipe.semitones + shape.pitch) / 12.0)
    frames = part if from_rate == rate else _resampled(part, from_rate, rate)
    gains = np.array(pan_gains(recipe.pan), np.float32) * np.float32(linear(recipe.gain_db))
    finished = _finished(enveloped(frames * gains, rate, shape))
    return _finished(through(finished, rate, shape.inserts)) if shape.inserts else finished


def _resampled(recording: Frames, from_rate: float, rate: int) -> Frames:
    import soxr

    return np.asarray(soxr.resample(recording, from_rate, rate, quality="HQ"), np.float32)


def _finished(frames: Frames) -> Frames:
    """Without the inaudible end, and faded so that the last frame is silent."""
    loud = np.flatnonzero(np.abs(frames).max(axis=1) > _SILENCE)
    frames = frames[: loud[-1] + 1 if len(loud) else 1].copy()
    fade = min(_END_FADE_FRAMES, len(frames))
    frames[len(frames) - fade :] *= np.linspace(1.0, 0.0, fade, dtype=np.float32)[:, None]
    return frames
