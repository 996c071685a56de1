"""Control changes as knobs: which are numbers of their own, and which are halves of one with 14 bits."""

from dataclasses import dataclass

from beatterm.engine.midi.curves import share_of

_FINE = 32
"""Control n from 0 to 31 may have its lower seven bits in n + 32."""
_PARAMETER_NUMBERS, _PARAMETER_DATA = frozenset(range(98, 102)), frozenset({6, 38, 96, 97})
"""(N)RPN: the first say which of 16384 parameters, the others move it. No knob is learned from these."""
_NO_PARAMETER = 127


@dataclass(frozen=True, slots=True)
class Turned:
    """A control was moved: 0-119 on a channel from 1, to a value from 0 to 1."""

    channel: int
    number: int
    value: float


class Controls:
    """The controls of one input. A lower half is one where it has once come right after its upper half;
    before that it is a knob of its own, as on most keyboards.
    """

    def __init__(self) -> None:
        self._upper: dict[tuple[int, int], int] = {}
        self._fine: set[tuple[int, int]] = set()
        self._latest = (0, 0)
        self._addressed: set[int] = set()

    def read(self, channel: int, number: int, value: int) -> tuple[Turned, ...]:
        """What a control change from 0 to 119 means."""
        if number in _PARAMETER_NUMBERS:
            (self._addressed.discard if value == _NO_PARAMETER else self._addressed.add)(channel)
            return ()
        if number in _PARAMETER_DATA and channel in self._addressed:
            return ()
        before, self._latest = self._latest, (channel, number)
        if number < _FINE:
            return (self._upper_half(channel, number, value),)
        if number < 2 * _FINE and self._is_pair((channel, number - _FINE), before):
            return (self._lower_half(channel, number - _FINE, value),)
        return (Turned(channel, number, share_of(value, 7)),)

    def _is_pair(self, upper: tuple[int, int], before: tuple[int, int]) -> bool:
        if before == upper:
            self._fine.add(upper)
        return upper in self._fine

    def _upper_half(self, channel: int, number: int, value: int) -> Turned:
        """Of a known pair it sets the lower half to 0, as the standard says."""
        self._upper[channel, number] = value
        is_fine = (channel, number) in self._fine
        return Turned(channel, number, share_of(value << 7, 14) if is_fine else share_of(value, 7))

    def _lower_half(self, channel: int, number: int, value: int) -> Turned:
        return Turned(channel, number, share_of(self._upper[channel, number] << 7 | value, 14))
