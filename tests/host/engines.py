"""Running clients for the tests, and waiting for what they will say. Nothing is measured by the clock."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from beatterm.engine.messages import Notice, OpenDevice, Report
from beatterm.host.client import EngineClient

PATIENCE_SECONDS = 60.0
COUNTING = "tests.host.fakes:CountingEngine"
NOISE = "tests.host.fakes:NoiseEngine"


class Studio:
    """A client, and all that it has reported so far."""

    def __init__(self, client: EngineClient) -> None:
        self.client = client
        self._reports: list[Report] = []

    @property
    def reports(self) -> list[Report]:
        self._reports += self.client.reports()
        return self._reports

    @property
    def texts(self) -> list[str]:
        return [report.text for report in self.reports if isinstance(report, Notice)]

    def says(self, words: str) -> bool:
        return any(words in text for text in self.texts)

    def until(self, is_so: Callable[[], bool]) -> None:
        """Wait for something that must come; fail with what was reported if it does not."""
        give_up_seconds = time.monotonic() + PATIENCE_SECONDS
        while not is_so():
            assert time.monotonic() < give_up_seconds, (self.client.snapshot(), self.reports)
            time.sleep(0.005)

    def until_blocks_pass(self, count: int = 20) -> None:
        before = self.client.snapshot().blocks
        self.until(lambda: self.client.snapshot().blocks > before + count)


@contextmanager
def studio(
    engine: str = COUNTING, device: OpenDevice | None = None, log: Path | None = None
) -> Iterator[Studio]:
    """A started client on the null device, if no other is named."""
    client = EngineClient(log_path=log, engine=engine)
    client.start(device or OpenDevice("null", block_frames=64))
    try:
        yield Studio(client)
    finally:
        client.close()


def is_running(pid: int) -> bool:
    """Whether a process exists and is no zombie."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in "ZX"


def own_children() -> set[int]:
    """Processes whose parent is this one, zombies included."""
    found = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        if parent == os.getpid():
            found.add(int(stat.parent.name))
    return found


def telemetry_files() -> set[str]:
    return {path.name for path in Path("/dev/shm").glob("beatterm-*.telemetry")}
