"""Engines for the engine's process that note every block: when it began and how long it took.

The notes lie in a file that is named by the environment; the benchmark reads it afterwards.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, thread_time
from typing import Any

import numpy as np
from numpy.typing import NDArray

from beatterm.engine.messages import Command, Snapshot
from beatterm.host.hosted import HostedEngine
from bench.rig import read_sound

RIG = "bench.watched:rig_engine"
EMPTY = "bench.watched:empty_engine"
"""The makers' names, as an EngineClient takes them."""

_FILE = "BEATTERM_BENCH_NOTES"
_MOST = 1 << 18
_BEGAN, _TOOK, _USED = range(3)
"""Of a block, in seconds: the clock when it began, how long it took, and the processor time in that."""

Notes = NDArray[np.float64]


class NotedEngine:
    """An engine of another maker, every block of which is noted."""

    def __init__(self, engine: HostedEngine) -> None:
        self._engine = engine
        self._notes = np.memmap(os.environ[_FILE], np.float64, "r+", shape=(_MOST, 3))
        self._blocks = 0
        self._began = self._used = 0.0
        self.prepare, self.post = engine.prepare, engine.post

    def render_into(self, out: Any) -> None:
        """Render, with the clock running."""
        self._began, self._used = perf_counter(), thread_time()
        self._engine.render_into(out)

    def snapshot(self) -> Snapshot:
        """The last part of a block's work, after which it is noted."""
        snapshot = self._engine.snapshot()
        if self._blocks < _MOST:
            now, used = perf_counter(), thread_time()
            self._notes[self._blocks] = (self._began, now - self._began, used - self._used)
            self._blocks += 1
        return snapshot


class EmptyEngine:
    """What any callback costs: it fills the block with silence."""

    def prepare(self, command: Command) -> tuple[str, ...]:
        """Nothing to prepare."""
        return ()

    def post(self, command: Command) -> None:
        """Nothing to do."""

    def render_into(self, out: Any) -> None:
        """Silence."""
        out.fill(0.0)

    def snapshot(self) -> Snapshot:
        """Always the same."""
        return Snapshot(running=True, pattern="A", tempo=120.0)


def rig_engine(rate: int) -> HostedEngine:
    """beatterm's engine with the rig's sounds."""
    from beatterm.engine.engine import Engine

    return NotedEngine(Engine(rate, read_sound))


def empty_engine(rate: int) -> HostedEngine:
    """The empty one."""
    return NotedEngine(EmptyEngine())


@contextmanager
def notes() -> Iterator[Notes]:
    """A fresh file of notes, which processes started meanwhile write: float64 (blocks, 3), see `took`."""
    with TemporaryDirectory(prefix="beatterm-bench-") as folder:
        path = Path(folder) / "notes"
        np.zeros((_MOST, 3)).tofile(path)
        os.environ[_FILE] = str(path)
        try:
            yield np.memmap(path, np.float64, "r", shape=(_MOST, 3))
        finally:
            del os.environ[_FILE]


def took(noted: Notes, first: int, last: int) -> tuple[list[float], list[float]]:
    """Seconds that blocks `first` to `last` took, by the clock and of the processor."""
    blocks = noted[first:last]
    return blocks[:, _TOOK].tolist(), blocks[:, _USED].tolist()


def longest_gap(noted: Notes, first: int, last: int) -> float:
    """The longest time between the beginnings of two blocks, in seconds."""
    return float(np.diff(noted[first:last, _BEGAN]).max(initial=0.0))
