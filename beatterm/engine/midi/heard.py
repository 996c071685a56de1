"""What plays and when it is heard, as one value: the audio callback publishes it after every block, and
whoever sends MIDI asks the sequencer with it.
"""

from dataclasses import dataclass, field

from beatterm.engine.clock import Clock
from beatterm.model.project import Project
from beatterm.sequencer.live import Live


@dataclass(frozen=True, slots=True)
class Heard:
    """`clock` maps ticks to frames; the engine's `frame` is heard at `seconds` (monotonic), and a frame lasts
    `frame_seconds`. `run` counts the starts of the transport; `began_tick` is where this run began (below 0
    with a count-in), and `position_ticks` where tick 0 lies in the song (0: its beginning). While the
    transport stands (`is_running` False) `live` may still hold notes that are repeated.

    All but frame and seconds has held since `since_frame`, the engine's own (None: since an unknown frame of
    the last block). `latency_seconds` is how long after it was asked for a frame is heard.
    """

    project: Project = field(default_factory=Project)
    live: Live = field(default_factory=lambda: Live(()))
    clock: Clock = Clock(44100, 120.0)
    is_running: bool = False
    run: int = 0
    began_tick: int = 0
    position_ticks: int = 0
    panics: int = 0
    frame: int = 0
    seconds: float = 0.0
    frame_seconds: float = 1 / 44100
    since_frame: int | None = None
    latency_seconds: float = 0.0

    @property
    def is_moving(self) -> bool:
        """Whether time runs."""
        return self.is_running or bool(self.live.rolls)

    def seconds_at(self, frame: int) -> float:
        """When a frame is heard."""
        return self.seconds + (frame - self.frame) * self.frame_seconds

    def frame_at(self, seconds: float) -> int:
        """The frame that is heard at a moment."""
        return self.frame + round((seconds - self.seconds) / self.frame_seconds)

    def seconds_of(self, tick: int) -> float:
        """When a tick is heard."""
        return self.seconds_at(self.clock.frame_of(tick))

    def tick_at(self, seconds: float) -> int:
        """The first tick that is heard at a moment or later."""
        return self.clock.tick_at(self.frame_at(seconds))
