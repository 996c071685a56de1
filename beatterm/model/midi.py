"""What a track sends to hardware: where its notes go, besides its sound or instead of it."""

from collections.abc import Iterable
from dataclasses import dataclass

CHANNELS = 16
DRUM_CHANNEL = 10
PROGRAMS = 128
MAX_BANK = (1 << 14) - 1
MAX_CONTROL = 119
"""Numbers above it are not controls but commands to a whole channel."""
MAX_FINE_CONTROL = 31
MAX_PORT_NAME = 48


@dataclass(frozen=True, slots=True)
class Control:
    """A lockable Param that is also sent as a control change (0-119). With `fine` as 14 bits: `number` (0-31)
    takes the upper seven, `number + 32` the lower.
    """

    param: str
    number: int
    fine: bool = False

    @property
    def numbers(self) -> tuple[int, ...]:
        """The control changes that it takes."""
        return (self.number, self.number + MAX_FINE_CONTROL + 1) if self.fine else (self.number,)


@dataclass(frozen=True, slots=True)
class MidiOut:
    """Where a track's notes are sent. `port` names an output of the user's MIDI setup ("": its first one),
    `channel` counts from 1. `note` is what a hit without a note of its own plays; None: the General MIDI drum
    of the track's name. `program` counts from 1, `bank` from 0. With `audio` the track's sound is heard too.
    `controls` are sorted by Param, and no two of them share a number.
    """

    port: str = ""
    channel: int = DRUM_CHANNEL
    note: int | None = None
    program: int | None = None
    bank: int | None = None
    audio: bool = False
    controls: tuple[Control, ...] = ()


def is_port_name(name: str) -> bool:
    """Whether a port may be called that: up to 48 characters on one line, without a space at either end."""
    return 0 < len(name) <= MAX_PORT_NAME and name.isprintable() and name == name.strip()


def clash(controls: Iterable[Control]) -> tuple[Control, Control] | None:
    """The first two that share a control change or a Param, if any do."""
    seen: list[Control] = []
    for control in controls:
        for other in seen:
            if other.param == control.param or set(other.numbers) & set(control.numbers):
                return other, control
        seen.append(control)
    return None
