"""Locks: what a single hit has instead of its track's values, as the shape that is baked for it.

A lock of a sound Param changes the shape alone. One of a strip Param takes the hit out of its track's strip:
it has the strip's effects baked in, and levels of its own (`levels`).
"""

from functools import lru_cache

from beatterm.engine.effects import PARAMS, STRIP_EFFECTS
from beatterm.engine.shape import Inserts, Shape, shape_of
from beatterm.model.param import Param, Values, overlaid

_STRIP_NAMES = frozenset(param.name for param in PARAMS.strip)


def leaves_strip(locks: Values) -> bool:
    """Whether a hit with these locks has a way of its own through the mixer."""
    return any(name in _STRIP_NAMES for name, _ in locks)


@lru_cache(maxsize=4096)
def shape_for(sound: Values, strip: Values, locks: Values) -> Shape:
    """The shape of a hit with these locks, on a track whose sound and strip have these values."""
    inserts = _inserts(overlaid(strip, locks)) if leaves_strip(locks) else ()
    return shape_of(overlaid(sound, locks), inserts)


def _inserts(strip: Values) -> Inserts:
    """The effects that a strip with these values sends its track through."""
    return tuple(
        (name, _settings(strip, effect.params))
        for name, effect in STRIP_EFFECTS.items()
        if effect.is_active(strip)
    )


def _settings(strip: Values, params: tuple[Param, ...]) -> Values:
    """An effect's own values without the defaults, so that what sounds the same is baked once."""
    defaults = {param.name: param.default for param in params}
    return tuple(each for each in strip if each[0] in defaults and each[1] != defaults[each[0]])
