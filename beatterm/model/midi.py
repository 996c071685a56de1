"""What a track sends to hardware: where its notes go, besides its sound or instead of it."""

from dataclasses import dataclass

CHANNELS = 16
DRUM_CHANNEL = 10
MAX_BANK = (1 << 14) - 1


@dataclass(frozen=True, slots=True)
class Control:
    """A lockable Param that is also sent as a control change (0-119). With `fine` as 14 bits: `number` (0-31)
    takes the upper seven, `number + 32` the lower.
    """

    param: str
    number: int
    fine: bool = False


@dataclass(frozen=True, slots=True)
class MidiOut:
    """Where a track's notes are sent. `port` names an output of the user's MIDI setup ("": its first one),
    `channel` counts from 1. `note` is what a hit without a note of its own plays; None: the General MIDI drum
    of the track's name. `program` counts from 1, `bank` from 0. With `audio` the track's sound is heard too.
    """

    port: str = ""
    channel: int = DRUM_CHANNEL
    note: int | None = None
    program: int | None = None
    bank: int | None = None
    audio: bool = False
    controls: tuple[Control, ...] = ()
