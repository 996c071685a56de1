"""The shape of a kit's table, and how one row of it becomes recordings of equal loudness."""

import zlib
from dataclasses import dataclass, field

import numpy as np

from tools.make_kits.drums.voice import Voice
from tools.make_kits.dsp.drive import limited
from tools.make_kits.dsp.finish import centred, finished
from tools.make_kits.dsp.loudness import loudness_db
from tools.make_kits.dsp.units import Signal, gain, peak

PEAK_DB = -1.0
TAKE_SPREAD_DB = 1.2
"""How far the peak of a take may stand above the lowest of the hard ones; what is higher is limited."""
PASSES = 3
"""Limiting lowers the loudness a little and levelling raises the peak again; three rounds settle it."""
HARDEST = 127


@dataclass(frozen=True, slots=True)
class Layer:
    """Recordings for velocities up to ``up_to``: ``takes`` strokes, each ``hit`` (0-1) hard."""

    up_to: int = HARDEST
    hit: float = 1.0
    takes: int = 1


@dataclass(frozen=True, slots=True)
class SoundRecipe:
    """One lane of a kit: who plays it, how long at most, and what kit.toml says of it."""

    name: str
    voice: Voice
    seconds: float
    loudness_db: float
    """Loudest 20 ms, K-weighted, beside the kit's kick, once the kit's gain is applied."""
    note: int | None = None
    layers: tuple[Layer, ...] = (Layer(),)
    pan: float = 0.0
    choke: str | None = None
    root: str | None = None
    release_ms: int | None = None
    fade_out: float = 0.03


@dataclass(frozen=True, slots=True)
class KitRecipe:
    """A kit: its folder's name, what a musician reads of it, and its sounds in lane order."""

    name: str
    title: str
    about: str
    sounds: tuple[SoundRecipe, ...] = field(default=())


def recorded(kit: str, recipe: SoundRecipe) -> tuple[tuple[Signal, ...], ...]:
    """Every take of every layer, softest layer first.

    The player multiplies by ``(velocity / 127) ** 1.5`` whatever the layer, so all takes are brought to one
    K-weighted loudness: at a layer's border only the brightness changes. Then one gain for all puts the
    highest peak at -1 dBFS.
    """
    level = [
        [_levelled(_take(kit, recipe, number, take)) for take in range(layer.takes)]
        for number, layer in enumerate(recipe.layers)
    ]
    for _ in range(PASSES):
        ceiling = min(peak(take) for take in level[-1]) * gain(TAKE_SPREAD_DB)
        level = [
            [_levelled(centred(limited(take, min(1.0, ceiling / peak(take))))) for take in layer]
            for layer in level
        ]
    highest = max(peak(take) for layer in level for take in layer)
    factor = gain(PEAK_DB) / highest
    return tuple(tuple(take * factor for take in layer) for layer in level)


def _levelled(take: Signal) -> Signal:
    return take * gain(-loudness_db(take))


def _take(kit: str, recipe: SoundRecipe, layer: int, take: int) -> Signal:
    seed = [zlib.crc32(text.encode()) for text in (kit, recipe.name)]
    rng = np.random.Generator(np.random.PCG64([*seed, layer, take]))
    return finished(recipe.voice(rng, recipe.layers[layer].hit), recipe.seconds, fade_out=recipe.fade_out)
