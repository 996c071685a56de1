"""What a track has of its own in a pattern, as Params: file, inspector and help read them from here.

Its length, step value, swing and groove are not among them: where they are not set, the pattern's or the
song's hold.
"""

from beatterm.model.field_param import FieldParam, number_field, whole_field
from beatterm.model.param import Param
from beatterm.model.pattern import (
    DIRECTIONS,
    FORWARD,
    MAX_HUMANISE_TIME,
    MAX_HUMANISE_VELOCITY,
    MAX_SHIFT,
    MAX_TRANSPOSE,
)

DIRECTION = FieldParam(
    Param("direction", FORWARD, choices=DIRECTIONS, about="In which order its steps are played."),
    "direction",
    str,
    str,
)
HUMANISE_TIME = number_field(
    Param(
        "humanise_time",
        0.0,
        0.0,
        MAX_HUMANISE_TIME,
        "steps",
        step=0.01,
        about="How far hits stray in time at most, in steps.",
    ),
    "humanise_time",
)
HUMANISE_VELOCITY = whole_field(
    Param(
        "humanise_velocity",
        0.0,
        0.0,
        MAX_HUMANISE_VELOCITY,
        step=1.0,
        whole=True,
        about="How far velocities stray at most.",
    ),
    "humanise_velocity",
)
TRANSPOSE = whole_field(
    Param(
        "transpose",
        0.0,
        -MAX_TRANSPOSE,
        MAX_TRANSPOSE,
        "st",
        step=1.0,
        whole=True,
        about="Moves its notes by semitones.",
    ),
    "transpose",
)
SHIFT = number_field(
    Param(
        "shift", 0.0, -MAX_SHIFT, MAX_SHIFT, "steps", step=0.02, about="All of it earlier or later, in steps."
    ),
    "shift",
)
TRACK_PARAMS: tuple[FieldParam, ...] = (DIRECTION, HUMANISE_TIME, HUMANISE_VELOCITY, TRANSPOSE, SHIFT)
"""In the order of inspector and file."""
