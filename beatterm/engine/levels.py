"""Levels: the factors that a mixer's strip, or a single hit with locks, is heard with, as rows of numbers."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from beatterm.engine.effects import SEND_EFFECTS, STRIP_EFFECTS, send_param
from beatterm.engine.frames import linear, pan_gains
from beatterm.model.mixer import GAIN, PAN, Mixer, audible
from beatterm.model.param import Values, number_of, overlaid

LEFT, RIGHT = 0, 1
FIRST_SEND = 2
HEARD = FIRST_SEND + len(SEND_EFFECTS)
FIRST_INSERT = HEARD + 1
COLUMNS = FIRST_INSERT + len(STRIP_EFFECTS)
"""What glides in a strip: left, right, one send level an effect, whether it is heard at all (0 or 1), and how
much of each strip effect is heard.
"""

OWN_COLUMNS = HEARD
"""What a hit with locks has of its own: left, right, and the send levels."""

_SEND_PARAMS = tuple(send_param(name) for name in SEND_EFFECTS)


def strip_levels(mixer: Mixer, name: str) -> list[float]:
    """All `COLUMNS` of a track."""
    values = mixer.strip(name).values
    heard = 1.0 if audible(mixer, name) else 0.0
    left, right, *sends = _own(values)
    inserts = [float(effect.is_active(values)) for effect in STRIP_EFFECTS.values()]
    return [heard * left, heard * right, *sends, heard, *inserts]


@lru_cache(maxsize=4096)
def own_levels(strip: Values, locks: Values) -> NDArray[np.float32]:
    """The `OWN_COLUMNS` of a hit with locks on a track whose strip has these values, whether or not it is
    heard. Kept, so that the mixing thread finds what the preparing one has worked out.
    """
    return np.array(_own(overlaid(strip, locks)), np.float32)


def _own(values: Values) -> list[float]:
    level = linear(number_of(values, GAIN))
    left, right = pan_gains(number_of(values, PAN))
    return [level * left, level * right, *(number_of(values, param) for param in _SEND_PARAMS)]
