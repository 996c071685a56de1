"""The shared reverb: a room after Freeverb (pedalboard's), fully wet, fed by the sends named `reverb`."""

from beatterm.engine.effects.base import SendEffect
from beatterm.engine.effects.board import Board
from beatterm.model.param import Param, Values, number_of

SIZE = Param("size", 0.5, about="From a closet to a hall.")
DAMPING = Param("damping", 0.5, about="How soon the highs die away.")
WIDTH = Param("width", 1.0, about="0 is mono.")
LEVEL = Param("level_db", 0.0, -60.0, 12.0, "dB", step=0.5, about="Level of the reverb's return.")
PARAMS = (SIZE, DAMPING, WIDTH, LEVEL)

_LOOP_SECONDS = 0.0367
"""The longest comb of Freeverb; a sound has passed it this often when it has fallen by 100 dB."""


class Reverb(Board):
    """A pedalboard Reverb with the song's settings."""

    def __init__(self, rate: int) -> None:
        from pedalboard import Reverb as Freeverb

        self._reverb = Freeverb(wet_level=1.0 / 3.0, dry_level=0.0, freeze_mode=0.0)
        super().__init__(self._reverb, rate)

    def set(self, values: Values, tempo: float) -> None:
        """Take size, damping and width."""
        self._reverb.room_size = number_of(values, SIZE)
        self._reverb.damping = number_of(values, DAMPING)
        self._reverb.width = number_of(values, WIDTH)


def tail_seconds(values: Values, tempo: float) -> float:
    """Seconds until the room has fallen by 100 dB: comb feedback after Freeverb is 0.28 * size + 0.7."""
    from math import log10

    feedback = 0.28 * number_of(values, SIZE) + 0.7
    return _LOOP_SECONDS * -100.0 / (20.0 * log10(feedback))


EFFECT = SendEffect(PARAMS, Reverb, tail_seconds)
