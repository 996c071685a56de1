"""Engines for the engine's process that note every block, and when each Command came and took effect.

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

from beatterm.engine.courtesy import GiveWay
from beatterm.engine.messages import Command, Snapshot
from beatterm.engine.midi.heard import Heard
from beatterm.host.hosted import HostedEngine, real_engine
from bench.rig import read_sound

RIG = "bench.watched:rig_engine"
SHIPPED = "bench.watched:shipped_engine"
EMPTY = "bench.watched:empty_engine"
"""The makers' names, as an EngineClient takes them."""

_FILE = "BEATTERM_BENCH_NOTES"
_MOST = 1 << 18
_MOST_COMMANDS = 1 << 14
_SHAPE = (_MOST + _MOST_COMMANDS, 3)
_BEGAN, _TOOK, _USED = range(3)
"""Of a block, in seconds: the clock when it began, how long it took, and the processor time in that."""
_PREPARED, _POSTED = range(2)
"""Of a Command, by the same clock: when it was ready to be heard, and when a block took it."""

Notes = NDArray[np.float64]


class NotedEngine:
    """An engine of another maker, every block of which is noted."""

    def __init__(self, engine: HostedEngine) -> None:
        self._engine = engine
        self._notes = np.memmap(os.environ[_FILE], np.float64, "r+", shape=_SHAPE)
        self._blocks = self._prepared = self._posted = 0
        self._began = self._used = 0.0

    def prepare(self, command: Command, give_way: GiveWay) -> tuple[str, ...]:
        """Prepare, and note when that was done."""
        texts = self._engine.prepare(command, give_way)
        self._notes[_MOST + self._prepared % _MOST_COMMANDS, _PREPARED] = perf_counter()
        self._prepared += 1
        return texts

    def post(self, command: Command) -> None:
        """Post, and note it."""
        self._notes[_MOST + self._posted % _MOST_COMMANDS, _POSTED] = perf_counter()
        self._posted += 1
        self._engine.post(command)

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

    def heard(self, seconds: float, frame_seconds: float, latency_seconds: float) -> Heard:
        """As the engine says."""
        return self._engine.heard(seconds, frame_seconds, latency_seconds)

    def frames_to_tick(self) -> float:
        """As the engine says."""
        return self._engine.frames_to_tick()


class EmptyEngine:
    """What any callback costs: it fills the block with silence."""

    def prepare(self, command: Command, give_way: GiveWay) -> tuple[str, ...]:
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

    def heard(self, seconds: float, frame_seconds: float, latency_seconds: float) -> Heard:
        """Nothing."""
        return Heard()

    def frames_to_tick(self) -> float:
        """At once."""
        return 0.0


def rig_engine(rate: int) -> HostedEngine:
    """beatterm's engine with the rig's sounds."""
    from beatterm.engine.engine import Engine

    return NotedEngine(Engine(rate, read_sound))


def shipped_engine(rate: int) -> HostedEngine:
    """beatterm's engine as it is shipped, with kits from the disk."""
    return NotedEngine(real_engine(rate))


def empty_engine(rate: int) -> HostedEngine:
    """The empty one."""
    return NotedEngine(EmptyEngine())


@contextmanager
def notes() -> Iterator[Notes]:
    """A fresh file of notes, which processes started meanwhile write; read with the functions below."""
    with TemporaryDirectory(prefix="beatterm-bench-") as folder:
        path = Path(folder) / "notes"
        np.zeros(_SHAPE).tofile(path)
        os.environ[_FILE] = str(path)
        try:
            yield np.memmap(path, np.float64, "r", shape=_SHAPE)
        finally:
            del os.environ[_FILE]


def took(noted: Notes, first: int, last: int) -> tuple[list[float], list[float]]:
    """Seconds that blocks `first` to `last` took, by the clock and of the processor."""
    blocks = noted[first:last]
    return blocks[:, _TOOK].tolist(), blocks[:, _USED].tolist()


def taken(noted: Notes, first: int, last: int) -> tuple[list[float], list[float]]:
    """When Commands `first` to `last` of this engine were prepared, and when posted, by `perf_counter`."""
    commands = noted[_MOST + first : _MOST + last]
    return commands[:, _PREPARED].tolist(), commands[:, _POSTED].tolist()


def longest_gap(noted: Notes, first: int, last: int) -> float:
    """The longest time between the beginnings of two blocks, in seconds."""
    return float(np.diff(noted[first:last, _BEGAN]).max(initial=0.0))
