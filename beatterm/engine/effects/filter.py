"""The track filter: a resonant ladder, low-pass, band-pass or high-pass (pedalboard's, after Moog's)."""

from beatterm.engine.effects.base import StripEffect
from beatterm.engine.effects.board import Board
from beatterm.model.param import Param, Values, number_of, value_of

MODE = Param(
    "filter", "off", choices=("off", "low", "band", "high"), about="What the track filter lets through."
)
CUTOFF = Param(
    "cutoff_hz", 20000.0, 20.0, 20000.0, "Hz", step=1.06, ratio=True, about="Where the filter cuts."
)
RESONANCE = Param("resonance", 0.0, 0.0, 1.0, about="Emphasis at the cutoff.")
DRIVE = Param("drive", 1.0, 1.0, 10.0, step=0.5, about="How hard the filter is driven.")
PARAMS = (MODE, CUTOFF, RESONANCE, DRIVE)

_MODES = {"low": "LPF24", "band": "BPF24", "high": "HPF24"}
_TAIL_SECONDS = 0.5


class LadderFilter(Board):
    """A pedalboard LadderFilter with the track's Params."""

    def __init__(self, rate: int) -> None:
        from pedalboard import LadderFilter as Ladder

        self._modes = {name: getattr(Ladder.Mode, mode) for name, mode in _MODES.items()}
        self._ladder = Ladder()
        self._highest_hz = 0.45 * rate
        super().__init__(self._ladder, rate)

    def set(self, values: Values, tempo: float) -> None:
        """Take mode, cutoff, resonance and drive."""
        mode = str(value_of(values, MODE))
        if mode in self._modes:
            self._ladder.mode = self._modes[mode]
        self._ladder.cutoff_hz = min(number_of(values, CUTOFF), self._highest_hz)
        self._ladder.resonance = number_of(values, RESONANCE)
        self._ladder.drive = number_of(values, DRIVE)


def is_active(values: Values) -> bool:
    """Whether the filter is switched on."""
    return value_of(values, MODE) != "off"


EFFECT = StripEffect(PARAMS, LadderFilter, is_active, _TAIL_SECONDS)
