"""Which pattern sounded when: followed from Snapshots, so that a hit can be put where it was played even if
the next pattern has begun since.
"""

from collections import deque
from dataclasses import dataclass

from beatterm.engine.messages import Snapshot

_KEPT = 8


@dataclass(frozen=True, slots=True)
class Span:
    """A pattern sounds from a tick of the transport on."""

    start_tick: int
    pattern: str


class Spans:
    """The last patterns that sounded."""

    def __init__(self) -> None:
        self._spans: deque[Span] = deque(maxlen=_KEPT)

    def clear(self) -> None:
        """Forget all: the transport begins anew."""
        self._spans.clear()

    def look(self, snapshot: Snapshot) -> None:
        """Take a Snapshot in."""
        if not snapshot.running or snapshot.tick < 0 or not snapshot.pattern:
            return
        span = Span(snapshot.tick - snapshot.pattern_tick, snapshot.pattern)
        if self._spans and span.start_tick < self._spans[-1].start_tick:
            self._spans.clear()
        if not self._spans or span != self._spans[-1]:
            self._spans.append(span)

    def at(self, tick: float) -> Span | None:
        """What sounded at a tick; before the first pattern, that one. None: not known yet."""
        found = [span for span in self._spans if span.start_tick <= tick]
        return found[-1] if found else self._spans[0] if self._spans else None
