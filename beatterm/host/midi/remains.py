"""What a MIDI process that dies without a word leaves sounding: told to the next one, which ends it.

Kept by the conductor, since the process that knows exactly is the one that has died.
"""

from beatterm.engine.midi.due import Due

_NOTE_OFF, _NOTE_ON = 0x80, 0x90
_START, _CONTINUE, _STOP = 0xFA, 0xFB, 0xFC
_RELEASE_VELOCITY = 64


class Remains:
    """The keys that each port has been told to strike since it was opened, and whether its listeners run. All
    keys: what had left when the process died, nobody can tell.
    """

    def __init__(self) -> None:
        self._struck: dict[str, set[tuple[int, int]]] = {}
        self._running: set[str] = set()
        self._owed: dict[str, tuple[bytes, ...]] = {}

    def note(self, messages: tuple[Due, ...]) -> None:
        """These were handed over."""
        for due in messages:
            status = due.data[0] if due.data else 0
            if len(due.data) == 3 and status & 0xF0 == _NOTE_ON:
                self._struck.setdefault(due.port, set()).add((status & 0x0F, due.data[1]))
            elif status in (_START, _CONTINUE):
                self._running.add(due.port)
            elif status == _STOP:
                self._running.discard(due.port)

    def pass_on(self) -> tuple[tuple[str, bytes], ...]:
        """The note-offs and stops that end all that, each with its port, for a process that begins now. They
        are owed until their port is connected: that process may die, too.
        """
        for port in sorted({*self._struck, *self._running}):
            keys = sorted(self._struck.get(port, ()))
            offs = [bytes((_NOTE_OFF | channel, note, _RELEASE_VELOCITY)) for channel, note in keys]
            stop = [bytes((_STOP,))] if port in self._running else []
            self._owed[port] = tuple(dict.fromkeys((*self._owed.get(port, ()), *offs, *stop)))
        self._struck, self._running = {}, set()
        return tuple((port, data) for port, ends in self._owed.items() for data in ends)

    def settle(self, port: str) -> None:
        """A port was connected: with that what was owed to it has left."""
        self._owed.pop(port, None)
