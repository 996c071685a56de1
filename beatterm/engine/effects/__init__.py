"""The effects there are. Adding one: a file here, and its line in a table below; the rest follows.

`STRIP_EFFECTS` sit in a track's strip; `SEND_EFFECTS` are shared by all tracks, each fed by a send of its
name.
Importing this package loads no audio library: an effect loads what it needs when it is first built.
"""

from beatterm.engine.effects import delay, filter, reverb
from beatterm.engine.effects.base import SendEffect, StripEffect
from beatterm.engine.shape import SOUND_PARAMS
from beatterm.model.mixer import STRIP_PARAMS
from beatterm.model.param import Param, ParamTable

STRIP_EFFECTS: dict[str, StripEffect] = {"filter": filter.EFFECT}
SEND_EFFECTS: dict[str, SendEffect] = {"reverb": reverb.EFFECT, "delay": delay.EFFECT}


def send_param(name: str) -> Param:
    """The Param of a strip that says how much of it goes to a shared effect."""
    return Param(name, 0.0, about=f"How much goes to the {name}.")


PARAMS = ParamTable(
    strip=(
        *STRIP_PARAMS,
        *(param for effect in STRIP_EFFECTS.values() for param in effect.params),
        *(send_param(name) for name in SEND_EFFECTS),
    ),
    effects={name: effect.params for name, effect in SEND_EFFECTS.items()},
    sound=SOUND_PARAMS,
)
"""Every Param that a song file, the mixer and the screen know."""
