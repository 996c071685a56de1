"""What passes between those who know what is to be sent and those who send it."""

from typing import NamedTuple


class Due(NamedTuple):
    """A MIDI message and the moment, by the monotonic clock, at which it has to leave through a port of the
    user's setup. Sorted, real-time bytes come before notes of the same moment: see `priority`.
    """

    seconds: float
    priority: int
    port: str
    data: bytes


REALTIME, NOTE_OFF, CONTROL, NOTE_ON = range(4)
"""Priorities: in this order messages of one moment leave."""
