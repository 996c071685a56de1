"""How long the notes of a take last. Their keys may go up before their steps are written, or after."""

from math import ceil

from beatterm.model.project import Project
from beatterm.model.step_params import GATE
from beatterm.session.record import FULL_QUANTISE

_FULL = round(GATE.param.high)
_RASTER = round(GATE.param.step)


class Lengths:
    """The keys of a take, by their numbers: since which tick each is down, and for how many ticks it was."""

    def __init__(self) -> None:
        self._down: dict[int, float] = {}
        self._ticks: dict[int, float] = {}

    def press(self, key: int, tick: float) -> None:
        """A key whose note will end goes down (0: it has no key)."""
        if key:
            self._down[key] = tick

    def lift(self, key: int, tick: float) -> bool:
        """A key goes up; False if it was not down."""
        since = self._down.pop(key, None)
        if since is not None and tick > since:
            self._ticks[key] = tick - since
        return since is not None

    @property
    def down(self) -> tuple[tuple[int, float], ...]:
        """The keys that are down, and since which tick."""
        return tuple(self._down.items())

    def of(self, key: int) -> float | None:
        """For how many ticks a key was down; None while it is, or if its note has no end."""
        return self._ticks.get(key)


def note_ends(project: Project, track: str, notes: tuple[int, ...]) -> bool:
    """Whether it matters to a note of a track how long its key is held: drums ring out."""
    if all(setup.name != track for setup in project.song.tracks):
        return False
    sound = project.sound_of(track)
    is_released = sound is not None and sound.release_ms is not None
    return is_released or (project.song.setup(track).midi is not None and bool(notes))


def held_for(ticks: float, step_ticks: int, quantise: int, most_steps: int) -> tuple[int, int]:
    """The length and gate of a step for a note that was held for so long.

    A note longer than a step is drawn to whole steps by `quantise` percent, as its beginning is to its step;
    a shorter one stays as short as it was played. Gates are in the raster that keys turn them in.
    """
    steps = ticks / step_ticks
    if steps > 1:
        steps += (round(steps) - steps) * quantise / FULL_QUANTISE
    percent = max(_RASTER, round(steps * _FULL / _RASTER) * _RASTER)
    length = min(most_steps, ceil(percent / _FULL))
    return length, min(_FULL, percent - (length - 1) * _FULL)
