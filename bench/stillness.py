"""How quiet the machine is: a loop that always does the same work, timed before and after a benchmark.

Where it takes longer than its own best, others were using the processor, and figures taken then are too high.
"""

import os
from dataclasses import dataclass
from time import perf_counter

from bench.table import median, percent

_ROUNDS = 60
_TURNS = 20_000


@dataclass(frozen=True, slots=True)
class Stillness:
    """Seconds that the loop took: at best, and in the median."""

    best: float
    median: float

    def __str__(self) -> str:
        load = f", system load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
        return (
            f"{1000 * self.best:.2f} ms at best, median {percent(self.median / self.best - 1.0)} above it"
            f"{load} on {os.cpu_count()} processors"
        )


def stillness() -> Stillness:
    """Time the loop."""
    times = [_loop_seconds() for _ in range(_ROUNDS)]
    return Stillness(min(times), median(times))


def _loop_seconds() -> float:
    started = perf_counter()
    total = 0
    for turn in range(_TURNS):
        total += turn & 7
    return perf_counter() - started
