"""A lane: messages of one port that must not overtake each other, however late they become known."""

from beatterm.engine.midi.due import Due

APART_SECONDS = 1e-6
"""Less than a frame, and enough to keep an order."""


class Lane:
    """Puts messages into an order that sorting them as `Due` values keeps."""

    def __init__(self, port: str) -> None:
        self._port = port
        self._out: list[Due] = []
        self._last = Due(float("-inf"), 0, port, b"")

    @property
    def last_seconds(self) -> float:
        """When the last message leaves."""
        return self._last.seconds

    def say(self, seconds: float, priority: int, data: bytes) -> None:
        """A message at a moment, or right after the last one if that is later."""
        due = Due(seconds, priority, self._port, data)
        last = self._last
        if due <= last:
            after = Due(last.seconds, priority, self._port, data)
            due = after if after > last else after._replace(seconds=last.seconds + APART_SECONDS)
        self._last = due
        self._out.append(due)

    def taken(self) -> list[Due]:
        """What was said since this was asked last."""
        out, self._out = self._out, []
        return out
