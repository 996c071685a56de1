"""One step of a track: what is struck there, how hard, when, how often, and for how long."""

from dataclasses import dataclass

from beatterm.model.param import Values

MIN_VELOCITY, GHOST_VELOCITY, HIT_VELOCITY, ACCENT_VELOCITY = 1, 35, 100, 127
MAX_RATCHET = 8
MAX_RAMP = 100
MAX_NUDGE = 0.99
ALWAYS = 100
"""The chance, in percent, of a step that is not left to chance."""


@dataclass(frozen=True, slots=True)
class Step:
    """A hit. `velocity` is 1-127; `notes` are MIDI numbers, lowest first (none: the sound at its own pitch).

    `length` is how many steps it is held, and `gate` the percent of the last of them that sounds, a tick at
    least. With `tie` it lasts until the track's next hit sounds, and a next hit of the same notes goes on
    instead of being struck anew. `chance` is a percent; `condition` one of `CONDITIONS`, or "". `ratchet`
    hits are spread evenly over the steps it is held; `ramp` is by how many percent they rise (positive: to
    the velocity) or fall (negative: from it). `nudge` moves it by a share of a step, to either side. `locks`
    are Params that this hit alone has, by name.
    """

    velocity: int = HIT_VELOCITY
    notes: tuple[int, ...] = ()
    length: int = 1
    gate: float = 100.0
    tie: bool = False
    chance: int = ALWAYS
    condition: str = ""
    ratchet: int = 1
    ramp: int = 0
    nudge: float = 0.0
    locks: Values = ()


def clamp_velocity(velocity: int) -> int:
    """The nearest velocity that a step may have."""
    return max(MIN_VELOCITY, min(ACCENT_VELOCITY, velocity))
