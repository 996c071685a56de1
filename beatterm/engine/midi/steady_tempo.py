"""An external clock's tempo as the screen shows it: in tenths, not flickering between two."""

from math import inf

_MEMORY_PULSES = 96
_STRAYS = 4.0
_ROUNDING = 0.05
_TOLERANCE = 0.06
_BETTER = 0.7


class SteadyTempo:
    """Takes each estimate with its error, and tells the tempo in tenths: `shown`, 0.0 while unknown."""

    def __init__(self) -> None:
        self.shown = 0.0
        self._mean = 0.0
        self._error = inf
        self._number = 0

    def take(self, tempo: float, error: float, number: int) -> None:
        """At a pulse of this number the tempo seems to be this. It is averaged with those before it unless
        it is much better known, or another.
        """
        is_other = abs(tempo - self._mean) > _STRAYS * error + _ROUNDING
        if is_other or error < _BETTER * self._error:
            self._mean, self._error = tempo, error
        else:
            weight = min(1.0, max(0, number - self._number) / _MEMORY_PULSES)
            self._mean += weight * (tempo - self._mean)
        self._number = number
        if abs(self._mean - self.shown) > _TOLERANCE:
            self.shown = round(self._mean, 1)
