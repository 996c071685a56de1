"""How long a benchmark goes about its work: the same measurements in full, quick, or tiny for tests."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Effort:
    """A share of the full length."""

    share: float

    def of(self, full: int, least: int = 1) -> int:
        """So many of `full` rounds, blocks or the like, and never less than `least`."""
        return max(least, round(full * self.share))

    def seconds(self, full: float, least: float = 0.2) -> float:
        """So much of a time."""
        return max(least, full * self.share)


FULL = Effort(1.0)
QUICK = Effort(0.15)
TINY = Effort(0.002)
"""Only shows that a benchmark runs: its figures mean nothing."""
