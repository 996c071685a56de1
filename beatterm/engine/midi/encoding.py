"""MIDI messages as bytes, one function each. Channels count from 1, as musicians do."""

CLOCK, START, CONTINUE, STOP = b"\xf8", b"\xfa", b"\xfb", b"\xfc"
"""Real-time messages."""
MOST_SIXTEENTHS = 1 << 14
"""So many positions has a song position pointer."""
FINE_OFFSET = 32
"""The control that takes the lower seven bits of another is so much higher."""
_BANK = 0


def note_on(channel: int, note: int, velocity: int) -> bytes:
    """A note begins; velocity 1-127."""
    return bytes((0x8F + channel, note, velocity))


def note_off(channel: int, note: int) -> bytes:
    """A note ends."""
    return bytes((0x7F + channel, note, 64))


def control(channel: int, number: int, value: int) -> bytes:
    """A control change of 7 bits."""
    return bytes((0xAF + channel, number, value))


def fine_control(channel: int, number: int, value: int) -> tuple[bytes, bytes]:
    """A control change of 14 bits: the upper seven first, since they clear the lower ones in a receiver."""
    return control(channel, number, value >> 7), control(channel, number + FINE_OFFSET, value & 0x7F)


def bank_select(channel: int, bank: int) -> tuple[bytes, bytes]:
    """The bank, from 0, that the next program change chooses from."""
    return fine_control(channel, _BANK, bank)


def program_change(channel: int, program: int) -> bytes:
    """Another program; counts from 1."""
    return bytes((0xBF + channel, program - 1))


def song_position(sixteenths: int) -> bytes:
    """Song position pointer. Past its reach it begins anew, which keeps bars in phase."""
    place = sixteenths % MOST_SIXTEENTHS
    return bytes((0xF2, place & 0x7F, place >> 7))
