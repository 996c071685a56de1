"""Musical time: ticks, metre and step values. Every position in the model is a whole number of ticks."""

from dataclasses import dataclass

PPQN = 3360
"""Ticks in a quarter note: 2^5 * 3 * 5 * 7, so triplets, quintuplets, septuplets and MIDI clock are whole."""

WHOLE_TICKS = 4 * PPQN
_PLAIN = (1, 2, 4, 8, 16, 32, 64)
_FEELS = {"": (1, 1), ".": (3, 2), "t": (2, 3), "q": (4, 5)}


def _step_values() -> dict[str, int]:
    """Every step value that is a whole number of ticks, by name."""
    table = {}
    for feel, (times, over) in _FEELS.items():
        for part in _PLAIN:
            ticks, rest = divmod(WHOLE_TICKS * times, part * over)
            if rest == 0 and part <= (32 if feel else 64):
                table[f"1/{part}{feel}"] = ticks
    return table


STEP_TICKS: dict[str, int] = _step_values()
"""Step values by name: plain, dotted (`1/8.`), triplet (`1/16t`: 3 in the time of 2), quintuplet (`1/16q`:
5 of 4).
"""

STEP_NAMES: dict[int, str] = {ticks: name for name, ticks in STEP_TICKS.items()}
SIXTEENTH_TICKS = STEP_TICKS["1/16"]


@dataclass(frozen=True, slots=True)
class Meter:
    """A time signature: `beats` of a 1/`unit` note in every bar."""

    beats: int = 4
    unit: int = 4

    @property
    def beat_ticks(self) -> int:
        """Ticks in one beat."""
        return WHOLE_TICKS // self.unit

    @property
    def bar_ticks(self) -> int:
        """Ticks in one bar."""
        return self.beats * self.beat_ticks

    def __str__(self) -> str:
        return f"{self.beats}/{self.unit}"
