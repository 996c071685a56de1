"""One step of a track: what is struck there, how hard, and for how long."""

from dataclasses import dataclass

MIN_VELOCITY, GHOST_VELOCITY, HIT_VELOCITY, ACCENT_VELOCITY = 1, 35, 100, 127


@dataclass(frozen=True, slots=True)
class Step:
    """A hit. `velocity` is 1-127; `notes` are MIDI numbers, lowest first (none: the sound at its own pitch);
    `length` is how many steps the note is held."""

    velocity: int = HIT_VELOCITY
    notes: tuple[int, ...] = ()
    length: int = 1


def clamp_velocity(velocity: int) -> int:
    """The nearest velocity that a step may have."""
    return max(MIN_VELOCITY, min(ACCENT_VELOCITY, velocity))
