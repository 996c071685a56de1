"""Stems: each track, each send effect's return and the master, side by side, from the engine that plays."""

import numpy as np

from beatterm.engine.edits import Edit, SetProject, changed
from beatterm.engine.engine import Engine, latency_frames
from beatterm.engine.frames import Frames
from beatterm.engine.messages import Command
from beatterm.engine.tap import SENDS, Tap
from beatterm.export.bypass import bypassed
from beatterm.export.lineup import Lineup
from beatterm.export.source import Sheaf
from beatterm.model.project import Project

MASTER = "master"


class Stems:
    """A Source whose frames are the stems `names`: (stems, frames, 2).

    All but the last, the master, added up in order from silence are the mix before the master's fader and
    limiter, to the last bit. With `before`, an engine of its own for them, tracks are as they sound before
    their strips' effects; returns and master stay those of the mix.
    """

    def __init__(
        self, engine: Engine, project: Project, lineup: Lineup, before: Engine | None = None
    ) -> None:
        self.names = names_of(lineup)
        self._engines = (engine,) if before is None else (engine, before)
        tracks = [setup.name for setup in project.song.tracks]
        self._taps = tuple(Tap(len(tracks)) for _ in self._engines)
        for each, tap in zip(self._engines, self._taps, strict=True):
            each.listen(tap)
        self._tracks = [tracks.index(name) for name in lineup.tracks]
        self._sends = [len(tracks) + SENDS.index(name) for name in lineup.sends]
        self._project = Project()
        self._late: Sheaf = np.zeros((len(self.names) - 1, latency_frames, 2), np.float32)

    @property
    def rate(self) -> int:
        """Frames a second."""
        return self._engines[0].rate

    @property
    def is_silent(self) -> bool:
        """Whether nothing sounds or rings any more."""
        return all(engine.is_silent for engine in self._engines)

    @property
    def rings_frames(self) -> int:
        """In how many frames all that sounds and rings now is over, at most."""
        return max(engine.rings_frames for engine in self._engines)

    def send(self, command: Command) -> tuple[str, ...]:
        """Prepare and post a Command; what a musician should know about it."""
        self._project = changed(self._project, command)
        told = [
            _sent(engine, each) for engine, each in zip(self._engines, self._variants(command), strict=False)
        ]
        return told[0]

    def _variants(self, command: Command) -> tuple[Command, Command]:
        """A Command, and what the tracks before their effects are told instead."""
        is_edit = isinstance(command, Edit)
        return command, SetProject(bypassed(self._project)) if is_edit else command

    def read(self, frames: int) -> Sheaf:
        """The next frames, as late as the master is."""
        out = np.empty((len(self.names), frames, 2), np.float32)
        self._render(out[-1])
        mixed, tracks = self._taps[0].parts, self._taps[-1].parts
        parts = np.concatenate(
            [self._late, np.concatenate([tracks[self._tracks], mixed[self._sends]])], axis=1
        )
        out[:-1] = parts[:, :frames]
        self._late = parts[:, frames:].copy()
        return out

    def _render(self, master: Frames) -> None:
        for tap in self._taps:
            tap.begin(len(master))
        self._engines[0].render_into(master)
        for engine in self._engines[1:]:
            engine.render(len(master))


def _sent(engine: Engine, command: Command) -> tuple[str, ...]:
    told = engine.prepare(command)
    engine.post(command)
    return told


def names_of(lineup: Lineup) -> tuple[str, ...]:
    """A name for each stem, none twice: tracks, sends, master."""
    names = list(lineup.tracks)
    for name in (*lineup.sends, MASTER):
        names.append(_free(name, names))
    return tuple(names)


def _free(name: str, taken: list[str]) -> str:
    """A name that no other one has, to any case: files are named after it."""
    return _free(f"{name} bus", taken) if name.lower() in map(str.lower, taken) else name
