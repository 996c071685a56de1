"""Where inputs put what they hear, until it is sent up. What a flood brings too much of is lost."""

from collections import defaultdict, deque
from threading import Event, Lock

from beatterm.host.midi.sounding import Sounding
from beatterm.host.midi.wire import Arrivals, Came

MOST_MESSAGES = 8192
MOST_BYTES = 1 << 16
"""A longer message is lost too."""
BATCH_MESSAGES = 512


class Inbox:
    """Filled by those who listen, emptied by the reporter."""

    def __init__(self, most_messages: int = MOST_MESSAGES) -> None:
        self.filled = Event()
        """Set when something has come."""
        self._most = most_messages
        self._messages: deque[Came] = deque()
        self._lost = 0
        self._lock = Lock()
        self._held: defaultdict[str, Sounding] = defaultdict(Sounding)

    def hear(self, port: str, seconds: float, data: bytes) -> None:
        """Take a message in. Never waits."""
        if len(self._messages) >= self._most or len(data) > MOST_BYTES:
            with self._lock:
                self._lost += 1
        elif data:
            self._held[port].note(data)
            self._messages.append(Came(seconds, port, data))
        if not self.filled.is_set():
            self.filled.set()

    def let_go(self, port: str, seconds: float) -> None:
        """An input has gone: what is held down there is let go, pedals too."""
        held = self._held.pop(port, Sounding())
        for data in [*held.offs(), *held.lifts()]:
            self.hear(port, seconds, data)

    def take(self) -> Arrivals | None:
        """The next batch; None if nothing has come. What was lost came after all that is still here, and is
        told with the last of it.
        """
        self.filled.clear()
        number = min(len(self._messages), BATCH_MESSAGES)
        messages = tuple(self._messages.popleft() for _ in range(number))
        lost = 0
        if self._messages:
            self.filled.set()
        else:
            with self._lock:
                lost, self._lost = self._lost, 0
        return Arrivals(messages, lost) if messages or lost else None
