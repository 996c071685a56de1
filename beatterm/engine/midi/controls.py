"""Controls: locks and the mixer's settings as control changes, each only when it changes."""

from collections.abc import Iterable
from math import log

from beatterm.engine.effects import PARAMS
from beatterm.engine.midi.encoding import control, fine_control
from beatterm.engine.midi.routes import Route
from beatterm.model.midi import Control
from beatterm.model.param import Param, Value, Values, overlaid, value_of

_COARSE_TOP, _FINE_TOP = (1 << 7) - 1, (1 << 14) - 1
_PARAMS = {param.name: param for param in PARAMS.lockable}
Place = tuple[int, int]
"""A channel and the number of a control."""


def scaled(param: Param, value: Value, top: int) -> int:
    """A Param's value from 0 (its lowest) to `top` (its highest), its middle on the middle number; along its
    logarithm where the screen multiplies it, and choices in their order.
    """
    share, middle = _share(param, value), (top + 1) // 2
    below, above = min(share, 0.5), max(share - 0.5, 0.0)
    return round(below * 2 * middle + above * 2 * (top - middle))


def _share(param: Param, value: Value) -> float:
    if param.choices:
        return param.choices.index(str(value)) / max(1, len(param.choices) - 1)
    number = min(max(float(value), param.low), param.high)
    if param.ratio and param.low > 0.0:
        return log(number / param.low) / log(param.high / param.low)
    return (number - param.low) / (param.high - param.low)


class Controls:
    """What the controls behind one port are set to, as far as we have sent it."""

    def __init__(self) -> None:
        self._sent: dict[Place, int] = {}
        self._resting: dict[Place, int] = {}

    def forget(self) -> None:
        """Whoever listens knows nothing of it any more."""
        self._sent.clear()
        self._resting.clear()

    def rest(self, routes: Iterable[Route]) -> list[bytes]:
        """The messages for what has been turned in the mixer or the sounds since this was asked last."""
        turned: list[bytes] = []
        for route in routes:
            for each in route.out.controls:
                value = _wanted(each, route.values)
                place = (route.out.channel, each.number)
                if value is not None and self._resting.get(place) != value:
                    self._resting[place] = value
                    turned += self._sent_as(place, each, value)
        return turned

    def before_note(self, route: Route, locks: Values) -> list[bytes]:
        """The messages that set what a note with these locks needs."""
        if not route.out.controls:
            return []
        values = overlaid(route.values, locks)
        set_up: list[bytes] = []
        for each in route.out.controls:
            value = _wanted(each, values)
            if value is not None:
                set_up += self._sent_as((route.out.channel, each.number), each, value)
        return set_up

    def _sent_as(self, place: Place, each: Control, value: int) -> tuple[bytes, ...]:
        if self._sent.get(place) == value:
            return ()
        self._sent[place] = value
        if each.fine:
            return fine_control(*place, value)
        return (control(*place, value),)


def _wanted(each: Control, values: Values) -> int | None:
    """What a control is to be set to, None for a Param that there is not."""
    param = _PARAMS.get(each.param)
    if param is None:
        return None
    return scaled(param, value_of(values, param), _FINE_TOP if each.fine else _COARSE_TOP)
