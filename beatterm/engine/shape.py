"""What shapes a track's sound, or a single hit, before it is played: its Params, and all of them in one."""

from typing import NamedTuple

from beatterm.model.param import Param, Values, number_of, value_of

PITCH = Param(
    "pitch", 0.0, -48.0, 48.0, "st", step=1.0, about="Semitones higher or lower, on top of the note."
)
START = Param("start", 0.0, 0.0, 1.0, about="Where in the recording it begins.")
END = Param("end", 1.0, 0.0, 1.0, about="Where in the recording it ends.")
REVERSE = Param("reverse", "off", choices=("off", "on"), about="Played backwards.")
ATTACK = Param("attack_ms", 0.0, 0.0, 2000.0, "ms", step=5.0, about="How long it takes to come in.")
DECAY = Param(
    "decay_ms", 0.0, 0.0, 10000.0, "ms", step=20.0, about="How long it takes to fade; 0: as recorded."
)
SOUND_PARAMS = (PITCH, START, END, REVERSE, ATTACK, DECAY)

Inserts = tuple[tuple[str, Values], ...]
"""Strip effects that a sound goes through while it is baked: each by its name, with its values."""


class Shape(NamedTuple):
    """The values of the Params above, and the strip effects that are baked in. A tuple, because every hit is
    looked up by it.
    """

    pitch: float = 0.0
    start: float = 0.0
    end: float = 1.0
    is_reversed: bool = False
    attack_ms: float = 0.0
    decay_ms: float = 0.0
    inserts: Inserts = ()

    @property
    def begins_inside(self) -> bool:
        """Whether its first frame is not the recording's first, so that it may begin with a jump."""
        return self.is_reversed or self.start > 0.0


AS_RECORDED = Shape()


def shape_of(values: Values, inserts: Inserts = ()) -> Shape:
    """The shape that these values of the Params above give."""
    return Shape(
        pitch=number_of(values, PITCH),
        start=number_of(values, START),
        end=number_of(values, END),
        is_reversed=value_of(values, REVERSE) == "on",
        attack_ms=number_of(values, ATTACK),
        decay_ms=number_of(values, DECAY),
        inserts=inserts,
    )
