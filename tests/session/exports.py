"""An export that does what a test tells it, instead of a process."""

from dataclasses import dataclass

from beatterm.export.job import Progress
from beatterm.host.export_wire import Commission, Outcome, Stopped


@dataclass
class FakeExport:
    """An export under way; it stands and ends as the test says."""

    commission: Commission
    progress: Progress = Progress(0.0)
    outcome: Outcome | None = None
    is_closed: bool = False

    def look(self) -> Outcome | None:
        return self.outcome

    def cancel(self) -> None:
        self.outcome = Stopped()

    def close(self) -> None:
        self.is_closed = True


class FakeExporter:
    """Begins exports, and remembers them."""

    def __init__(self) -> None:
        self.begun: list[FakeExport] = []

    def __call__(self, commission: Commission) -> FakeExport:
        self.begun.append(FakeExport(commission))
        return self.begun[-1]

    @property
    def last(self) -> FakeExport:
        return self.begun[-1]
