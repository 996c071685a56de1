"""What was heard of a callback: the loads of its blocks, and what came too late."""

from dataclasses import dataclass, field

from bench.rig import RATE
from bench.table import median, percent, percentile
from bench.watched import Notes, longest_gap, took

COLUMNS = ("blocks", "load p50", "p99", "max", "processor p99", "over", "xruns", "gap max")
LEGEND = (
    "over: blocks that took longer than they last; xruns: what the device counted;",
    "gap: between the beginnings of two blocks, in blocks.",
)


@dataclass(slots=True)
class Heard:
    """All turns of one callback. Loads and gaps are in blocks."""

    loads: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    xruns: int = 0
    longest_gap: float = 0.0

    def add(self, other: "Heard") -> None:
        """One more turn."""
        self.loads += other.loads
        self.processor += other.processor
        self.xruns += other.xruns
        self.longest_gap = max(self.longest_gap, other.longest_gap)

    def cells(self) -> tuple[str, ...]:
        """What stands under COLUMNS."""
        loads = self.loads
        return (
            str(len(loads)),
            percent(median(loads)),
            percent(percentile(loads, 99)),
            percent(max(loads, default=0.0)),
            percent(percentile(self.processor, 99)),
            str(sum(load > 1.0 for load in loads)),
            str(self.xruns),
            f"{self.longest_gap:.1f}",
        )


def heard_between(noted: Notes, first: int, last: int, block_frames: int, xruns: int) -> Heard:
    """What was noted of the blocks from one to another."""
    block_seconds = block_frames / RATE
    wall, processor = ([each / block_seconds for each in times] for times in took(noted, first, last))
    return Heard(wall, processor, xruns, longest_gap(noted, first, last) / block_seconds)
