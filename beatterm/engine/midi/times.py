"""A port's time: when what is at a frame or a tick leaves through it."""

from dataclasses import dataclass

from beatterm.engine.clock import Clock
from beatterm.engine.midi.heard import Heard
from beatterm.model.midi_setup import OutPort

LATE_SECONDS = 0.1
"""A note that is later is not struck any more."""
_STANDING_AHEAD_SECONDS = 0.005
"""How far is planned ahead where a start might come at any moment."""


@dataclass(frozen=True, slots=True)
class Times:
    """What is heard at a moment leaves `shift` seconds later. It is `now`, and messages are wanted that leave
    before `until`.
    """

    heard: Heard
    shift: float
    now: float
    until: float

    def of_frame(self, frame: int) -> float:
        """When it is sent, in seconds."""
        return self.heard.seconds_at(frame) + self.shift

    def of_tick(self, clock: Clock, tick: int) -> float:
        """When it is sent, in seconds."""
        return self.of_frame(clock.frame_of(tick))

    def frame_at(self, seconds: float) -> int:
        """What is sent at a moment."""
        return self.heard.frame_at(seconds - self.shift)

    def tick_at(self, clock: Clock, seconds: float) -> int:
        """The first tick that is sent at a moment or later."""
        return clock.tick_at(self.frame_at(seconds))

    def is_late(self, seconds: float) -> bool:
        """Whether a note of this moment comes too late to be struck."""
        return seconds < self.now - LATE_SECONDS

    @property
    def until_standing(self) -> float:
        """Before this moment no start can come any more of which nothing is known yet, or it is very near."""
        safe = max(self.heard.seconds + self.shift, self.now + _STANDING_AHEAD_SECONDS)
        return min(self.until, safe)


def times_of(port: OutPort, heard: Heard, now: float, until: float) -> Times:
    """The time of a port."""
    latency = 0.0 if port.with_audio else heard.latency_seconds
    return Times(heard, port.offset_ms / 1000.0 - latency, now, until)
