"""The audio callback: what every output calls for its next block. Commands in, frames out, telemetry
published.

Nothing here waits, logs or raises: whatever the engine does, the block is filled and the stream lives on.
"""

import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from beatterm.devices.output import Output
from beatterm.engine.messages import Command, Play, Snapshot
from beatterm.engine.midi.heard import Heard
from beatterm.host.frame_clock import FrameClock
from beatterm.host.hosted import HostedEngine
from beatterm.host.standing import Resume
from beatterm.host.telemetry import Health

Publish = Callable[[Snapshot, Health], None]
_LOAD_FALLS_SECONDS = 0.5
_APART_SECONDS = 0.0004
_LOOK_SECONDS = 0.0001
_LOOKS = 50
_REALTIME_PRIORITY = 10
"""Above every ordinary thread, below the sound servers."""


class Performer:
    """Plays one engine. `orders` are carried out by the callback, those without a number for this process
    itself; `fault` is an exception not yet reported.

    A finished Order is one that the next published Health counts: so a reader of the telemetry knows of every
    Command whether its effect is in the Snapshot beside it.
    """

    def __init__(self, engine: HostedEngine, rate: int, publish: Publish) -> None:
        self.orders: deque[tuple[int | None, Command | Resume | None]] = deque()
        self.snapshot = Snapshot()
        self.heard = Heard()
        self.blocks = 0
        self.faults = 0
        self.fault: Exception | None = None
        self._engine = engine
        self._rate = rate
        self._publish = publish
        self._output: Output | None = None
        self._xruns_before = 0
        self._commands = 0
        self._base_tick = 0
        self._time = FrameClock(rate)
        self._load = 0.0
        self._thread = 0
        self._is_rendering = False

    def engage(self, engine: HostedEngine, rate: int, commands: Iterable[Command | Resume]) -> None:
        """Play another engine, told these Commands, from the next block on. No output may be rendering."""
        self._engine, self._rate = engine, rate
        self._time.restart(rate)
        for command in commands:
            self._take(command)

    def listen_to(self, output: Output) -> None:
        """From now on this output asks for the blocks: its xruns are added to those of all before it, and its
        time is what is heard.
        """
        self._xruns_before = self._xruns()
        self._output = output
        self._time.restart(self._rate)

    def render(self, out: Any) -> None:
        """Fill a block, shape (frames, 2), and publish what was heard."""
        self._is_rendering = True
        started = time.perf_counter()
        self._time.asked(len(out), time.monotonic())
        try:
            self._carry_out_orders()
            self._engine.render_into(out)
            self.snapshot = self._timed(self._engine.snapshot())
            self.heard = self._heard()
        except Exception as error:
            out.fill(0.0)
            self._note(error)
        self.blocks += 1
        self._weigh(time.perf_counter() - started, len(out))
        try:
            self._publish(self.snapshot, self._health())
        except Exception as error:
            self._note(error)
        if threading.get_ident() != self._thread:
            self._thread = threading.get_ident()
            ask_for_realtime()
        self._is_rendering = False

    def give_way(self) -> None:
        """For work beside the playing: wait, a few milliseconds at most, until no block is being rendered or
        about to be. Python runs one thread at a time; what works in the pauses holds up none.
        """
        looks = 0
        while looks < _LOOKS and self._is_at_work():
            time.sleep(_LOOK_SECONDS)
            looks += 1

    def _is_at_work(self) -> bool:
        return self._is_rendering or abs(self._time.seconds_after(0) - time.monotonic()) < _APART_SECONDS

    def _timed(self, snapshot: Snapshot) -> Snapshot:
        """With when its tick is heard, while time runs, and counted on from where another engine was."""
        if not snapshot.running:
            return snapshot
        latency = self._output.latency_seconds if self._output else 0.0
        heard = self._time.seconds_after(self._engine.frames_to_tick()) + latency
        return replace(snapshot, tick=snapshot.tick + self._base_tick, heard_seconds=heard)

    def _heard(self) -> Heard:
        latency = self._output.latency_seconds if self._output else 0.0
        end_seconds = self._time.seconds_after(0) + latency
        return self._engine.heard(end_seconds, self._time.frame_seconds, latency)

    def _carry_out_orders(self) -> None:
        while self.orders:
            number, command = self.orders.popleft()
            self._commands = self._commands if number is None else number
            if command is not None:
                self._take(command)

    def _take(self, command: Command | Resume) -> None:
        if isinstance(command, Resume):
            self._base_tick = command.tick
            command = Play(command.cue)
        elif isinstance(command, Play):
            self._base_tick = 0
        self._engine.post(command)

    def _note(self, error: Exception) -> None:
        self.faults += 1
        self.fault = error

    def _weigh(self, seconds: float, frames: int) -> None:
        """Load is a peak that falls, so that a short one is seen on the screen."""
        block_seconds = frames / self._rate
        if block_seconds:
            falling = self._load * max(0.0, 1.0 - block_seconds / _LOAD_FALLS_SECONDS)
            self._load = max(falling, seconds / block_seconds)

    def _xruns(self) -> int:
        return self._xruns_before + (self._output.xruns if self._output else 0)

    def _health(self) -> Health:
        return Health(self._commands, self._load, self._xruns(), self.faults, self.blocks)


class Outlet:
    """One output's way to the performer. Until it is opened, and once it is shut for good, silence comes out.

    An output that was given up because it hangs may come back to life: its outlet stays shut, and so the
    performer is never asked by two at a time.
    """

    def __init__(self, performer: Performer) -> None:
        self.calls = 0
        self._performer = performer
        self._is_open = False
        self._is_rendering = False

    def open(self) -> None:
        """Let the performer be heard here."""
        self._is_open = True

    def shut(self, patience_seconds: float) -> None:
        """No more; returns when the block being rendered is done."""
        self._is_open = False
        give_up_seconds = time.monotonic() + patience_seconds
        while self._is_rendering and time.monotonic() < give_up_seconds:
            time.sleep(0.001)

    def render(self, out: Any) -> None:
        """What the output calls."""
        self.calls += 1
        self._is_rendering = True
        if self._is_open:
            self._performer.render(out)
        else:
            out.fill(0.0)
        self._is_rendering = False


def ask_for_realtime() -> None:
    """Ask the system to run this thread before all ordinary ones. Where it may not be, all works without."""
    if not hasattr(os, "sched_setscheduler"):
        return
    try:
        if os.sched_getscheduler(0) == os.SCHED_OTHER:
            os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(_REALTIME_PRIORITY))
    except OSError:
        pass
