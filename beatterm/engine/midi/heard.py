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

    def seconds_of(self, tick: int) -> float:
        """When a tick is heard."""
        return self.seconds + (self.clock.frame_of(tick) - self.frame) * self.frame_seconds

    def tick_at(self, seconds: float) -> int:
        """The first tick that is heard at a moment or later."""
        return self.clock.tick_at(self.frame + round((seconds - self.seconds) / self.frame_seconds))
