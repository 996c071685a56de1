"""Patterns: the tracks of a rhythm, each a row of steps that turns over by itself."""

from dataclasses import dataclass, replace

from beatterm.model.step import ALWAYS, Step
from beatterm.model.time import SIXTEENTH_TICKS, Meter

MAX_STEPS = 256
MAX_SHIFT = 0.99
MAX_TRANSPOSE = 48
MAX_HUMANISE_TIME = 0.5
MAX_HUMANISE_VELOCITY = 64
MAX_GROOVE_AMOUNT = 200
MAX_CHANCE_SCALE = 200
FORWARD, REVERSE, PING_PONG, RANDOM = DIRECTIONS = ("forward", "reverse", "pingpong", "random")
"""In which order a track's steps are played; ping-pong plays a pass forward and the next one backward."""
NO_GROOVE = "none"
"""The word by which a track leaves the song's groove."""

Steps = tuple[Step | None, ...]


@dataclass(frozen=True, slots=True)
class Track:
    """One row of a pattern. It turns over after `length` steps, whatever the pattern's own length
    (polymeter).

    Steps past `length` are kept but silent. `step_ticks`, `swing`, `groove` and `groove_amount` are None
    where the pattern's or song's hold. `humanise_time` is by how much of a step its hits stray at most, to
    both sides, and `humanise_velocity` by how many of 127. `transpose` moves its notes by semitones; `shift`
    moves all of it by a share of a step, as a nudge does.
    """

    name: str
    steps: Steps = ()
    length: int = 0
    step_ticks: int | None = None
    swing: float | None = None
    direction: str = FORWARD
    groove: str | None = None
    groove_amount: int | None = None
    humanise_time: float = 0.0
    humanise_velocity: int = 0
    transpose: int = 0
    shift: float = 0.0

    def __post_init__(self) -> None:
        length = self.length or len(self.steps) or 1
        padding = (None,) * (length - len(self.steps))
        object.__setattr__(self, "length", length)
        object.__setattr__(self, "steps", self.steps + padding)

    @property
    def is_empty(self) -> bool:
        """Whether no step of it is struck."""
        return not any(self.steps)

    def with_step(self, index: int, step: Step | None) -> "Track":
        """This track with one step replaced."""
        return replace(self, steps=(*self.steps[:index], step, *self.steps[index + 1 :]))

    def with_steps(self, steps: Steps) -> "Track":
        """This track with other steps, as many as before or more."""
        return replace(self, steps=steps)


@dataclass(frozen=True, slots=True)
class Pattern:
    """Tracks that start together and loop after `length` steps of `step_ticks`.

    `meter` is None where the song's holds. While a pattern with `fill` plays, all of it is a fill. `chance`
    is the percent that the chances of its steps are scaled by; a step that is certain stays so.
    """

    name: str
    length: int = 16
    step_ticks: int = SIXTEENTH_TICKS
    tracks: tuple[Track, ...] = ()
    meter: Meter | None = None
    fill: bool = False
    chance: int = ALWAYS

    @property
    def length_ticks(self) -> int:
        """Ticks of one pass."""
        return self.length * self.step_ticks

    def track(self, name: str) -> Track | None:
        """The track of that name, or None if this pattern does not use it."""
        return next((track for track in self.tracks if track.name == name), None)

    def with_track(self, track: Track) -> "Pattern":
        """This pattern with a track put in place of its namesake, or added at the end."""
        if self.track(track.name) is None:
            return replace(self, tracks=(*self.tracks, track))
        return replace(self, tracks=tuple(track if old.name == track.name else old for old in self.tracks))


def step_ticks_of(pattern: Pattern, track: Track) -> int:
    """Ticks of one step of a track in its pattern."""
    return track.step_ticks or pattern.step_ticks
