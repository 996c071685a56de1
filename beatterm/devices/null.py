"""The null device: keeps time without a sound card, so that everything works where nothing can be heard."""

import time
from collections.abc import Callable
from threading import Event, Thread, current_thread

from beatterm.devices.output import Render

DEFAULT_RATE = 44100
DEFAULT_BLOCK_FRAMES = 256
_SHORTEST_SLEEP_SECONDS = 1e-6
MOST_BEHIND_BLOCKS = 4
"""After a stall this many blocks are made up for; those before are lost, as on a sound card."""


class NullDevice:
    """Renders blocks as a sound card would ask for them, and throws them away.

    The time of a block is computed from the start, never added up, so it does not drift.
    """

    name = "null"
    is_null = True
    latency_seconds = 0.0

    def __init__(
        self,
        render: Render,
        rate: int = DEFAULT_RATE,
        block_frames: int = DEFAULT_BLOCK_FRAMES,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] | None = None,
    ) -> None:
        self.rate = rate
        self.block_frames = block_frames
        self.xruns = 0
        self._render = render
        self._clock = clock
        self._stopping = Event()
        self._sleep = sleep or self._stopping.wait
        self._thread: Thread | None = None

    @property
    def active(self) -> bool:
        """Whether its thread runs."""
        return self._thread is not None and self._thread.is_alive()

    def start(self) -> None:
        """Render on a thread of its own until stopped."""
        self._stopping.clear()
        self._thread = Thread(target=self.run, name="null device", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End after the block that is being rendered."""
        self._stopping.set()
        if self._thread is not None and self._thread is not current_thread():
            self._thread.join()

    def close(self) -> None:
        """Stop: there is nothing to give back."""
        self.stop()

    def run(self) -> None:
        """Render on this thread until stopped."""
        import numpy as np

        block = np.zeros((self.block_frames, 2), np.float32)
        origin_seconds, played = self._clock(), 0
        while not self._stopping.is_set():
            late_seconds = self._clock() - origin_seconds - played * self.block_frames / self.rate
            if late_seconds < -_SHORTEST_SLEEP_SECONDS:
                self._sleep(-late_seconds)
                continue
            lost = max(0, int(late_seconds * self.rate / self.block_frames) - MOST_BEHIND_BLOCKS)
            self.xruns += lost
            played += lost + 1
            self._render(block)
