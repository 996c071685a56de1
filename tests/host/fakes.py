"""Engines for the tests of the process around them: small, exact, and with faults to order."""

import os
import time
from collections import deque
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from beatterm.engine.courtesy import GiveWay
from beatterm.engine.edits import SetProject, SetSong
from beatterm.engine.messages import Audition, Command, Panic, Play, Queue, Snapshot, Stop
from beatterm.engine.midi.heard import Heard
from beatterm.model.project import Project
from beatterm.sequencer.live import Cue

TICKS_PER_BLOCK = 10
FRAMES_TO_TICK = 100.0
NOISE_SECONDS = 3


@dataclass(slots=True)
class Transport:
    running: bool = False
    tick: int = 0
    cue: Cue = Cue()
    queued: str = ""


class CountingEngine:
    """Counts ticks, ten a block, and auditions. Some song titles and tracks order a fault."""

    def __init__(self, rate: int) -> None:
        self.rate = rate
        self._posted: deque[Command] = deque()
        self._project = Project()
        self._transport = Transport()
        self._auditions = 0

    def prepare(self, command: Command, give_way: GiveWay) -> tuple[str, ...]:
        if isinstance(command, SetProject):
            if command.project.song.title == "raises in prepare":
                raise OSError("no such kit")
            return (f"prepared {command.project.song.title} at {self.rate}",)
        return ()

    def post(self, command: Command) -> None:
        self._posted.append(command)

    def render_into(self, out: Any) -> None:
        while self._posted:
            self._take(self._posted.popleft())
        if self._transport.running:
            self._transport.tick += TICKS_PER_BLOCK
        out.fill(0.25)

    def snapshot(self) -> Snapshot:
        at, cue = self._transport, self._transport.cue
        return Snapshot(
            running=at.running,
            tick=at.tick,
            pattern=cue.pattern or "",
            pattern_tick=at.tick + cue.offset_ticks,
            section=None if cue.pattern else cue.first,
            queued=at.queued,
            tempo=self._project.song.tempo,
            voices=self._auditions,
        )

    def heard(self, seconds: float, frame_seconds: float, latency_seconds: float) -> Heard:
        return Heard(seconds=seconds, frame_seconds=frame_seconds)

    def frames_to_tick(self) -> float:
        return FRAMES_TO_TICK

    def _take(self, command: Command) -> None:
        match command:
            case SetProject(project):
                self._project = project
            case SetSong(song):
                self._project = Project(song, self._project.kit)
            case Play(cue):
                self._transport = Transport(True, 0, cue)
            case Queue(cue):
                self._transport.queued = cue.pattern or "song"
            case Stop() | Panic():
                self._transport.running = False
            case Audition(track):
                self._auditions += 1
                _obey(track)


def _obey(track: str) -> None:
    if track == "raise":
        raise ValueError("a voice has gone astray")
    if track == "print":
        os.write(1, b"C NOISE ON STDOUT\n")
        os.write(2, b"C NOISE ON STDERR\n")
    if track == "die":
        os._exit(3)
    if track == "hang":
        time.sleep(3600)


class NoiseEngine(CountingEngine):
    """Plays the same noise, without zeros, from its first Play on: every frame is known."""

    def __init__(self, rate: int) -> None:
        super().__init__(rate)
        self._noise = noise(NOISE_SECONDS * rate)
        self._position = 0

    def render_into(self, out: Any) -> None:
        super().render_into(out)
        out.fill(0.0)
        if self._transport.running:
            part = self._noise[self._position : self._position + len(out)]
            out[: len(part)] = part
            self._position += len(out)

    def snapshot(self) -> Snapshot:
        """Its ticks are frames."""
        return replace(super().snapshot(), tick=self._position)


def noise(frames: int) -> np.ndarray[Any, np.dtype[np.float32]]:
    values = np.random.default_rng(1).uniform(0.01, 0.5, (frames, 2))
    return values.astype(np.float32)


def engine_that_cannot_be_made(rate: int) -> CountingEngine:
    os._exit(7)
