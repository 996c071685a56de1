"""What has passed through a port, read from its bytes: which notes sound, which channels were used, whether
the transport at the other end runs. From this all can be ended.
"""

from collections import Counter

_NOTE_OFF, _NOTE_ON, _CONTROL, _SYSTEM = 0x80, 0x90, 0xB0, 0xF0
_START, _CONTINUE, STOP = 0xFA, 0xFB, 0xFC
_ALL_SOUND_OFF, _ALL_NOTES_OFF = 120, 123
_SUSTAIN, _PEDAL_DOWN = 64, 64
_ALL_CHANNELS = range(16)


class Sounding:
    """One port's notes and channels (from 0)."""

    def __init__(self) -> None:
        self._notes: Counter[tuple[int, int]] = Counter()
        self._channels: set[int] = set()
        self._pedals: set[int] = set()
        self._is_running = False

    def note(self, data: bytes) -> None:
        """Take account of a message that has passed."""
        kind, channel = data[0] & 0xF0, data[0] & 0x0F
        if kind == _SYSTEM:
            self._note_transport(data[0])
            return
        self._channels.add(channel)
        if len(data) < 3:
            return
        if kind == _NOTE_ON and data[2]:
            self._notes[channel, data[1]] += 1
        elif kind in (_NOTE_ON, _NOTE_OFF):
            self._end(channel, data[1])
        elif kind == _CONTROL and data[1] == _SUSTAIN:
            (self._pedals.add if data[2] >= _PEDAL_DOWN else self._pedals.discard)(channel)
        elif kind == _CONTROL and data[1] in (_ALL_SOUND_OFF, _ALL_NOTES_OFF):
            for key in [key for key in self._notes if key[0] == channel]:
                del self._notes[key]

    def is_needless(self, data: bytes) -> bool:
        """Whether a message ends a note that does not sound: one that was struck while the port was away, or
        that was ended with all others.
        """
        if len(data) < 3:
            return False
        is_off = data[0] & 0xF0 == _NOTE_OFF or (data[0] & 0xF0 == _NOTE_ON and not data[2])
        return is_off and not self._notes[data[0] & 0x0F, data[1]]

    def offs(self) -> list[bytes]:
        """The note-offs that are missing, one for each note-on."""
        return [bytes((_NOTE_OFF | channel, note, 64)) for channel, note in sorted(self._notes.elements())]

    def lifts(self) -> list[bytes]:
        """What lets the sustain pedals go that are down."""
        return [bytes((_CONTROL | channel, _SUSTAIN, 0)) for channel in sorted(self._pedals)]

    def silence(self) -> list[bytes]:
        """All notes off, and all sound off, on every channel that was used."""
        return _silence(sorted(self._channels))

    def stop(self) -> list[bytes]:
        """Stop, where the transport at the other end runs."""
        return [bytes((STOP,))] if self._is_running else []

    def _end(self, channel: int, note: int) -> None:
        self._notes[channel, note] -= 1
        if self._notes[channel, note] <= 0:
            del self._notes[channel, note]

    def _note_transport(self, status: int) -> None:
        if status in (_START, _CONTINUE, STOP):
            self._is_running = status != STOP


def silence_everywhere() -> list[bytes]:
    """What ends the notes that a process left sounding of which nothing is known."""
    return _silence(_ALL_CHANNELS)


def _silence(channels: "range | list[int]") -> list[bytes]:
    return [
        bytes((_CONTROL | channel, control, 0))
        for channel in channels
        for control in (_ALL_NOTES_OFF, _ALL_SOUND_OFF)
    ]
