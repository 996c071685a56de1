"""Missed deadlines: the rig in the engine's process on a real JACK server and on the null device, beside the
worst of neighbours, against a callback that does nothing on the same server in the same minutes.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict, dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import servers
from bench.effort import Effort
from bench.restless import Order, Seen
from bench.rig import RATE
from bench.table import Table, median, percent, percentile
from bench.terminal import Terminal
from bench.watched import EMPTY, RIG, longest_gap, notes, took

ABOUT = "late blocks beside a busy screen, on JACK and on the null device (takes 10 minutes)"

BLOCKS = (128, 256)
_CALLBACKS = {"rig": RIG, "empty": EMPTY}
_TURNS = 3
_TURN_SECONDS = 20.0
_BEFORE_SECONDS = 3.0
_END_SECONDS = 60.0
_COLUMNS, _ROWS = 200, 50


@dataclass(slots=True)
class Heard:
    """All turns of one callback: loads of its blocks, and what came too late."""

    loads: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    xruns: int = 0
    longest_gap: float = 0.0
    redraws: list[float] = field(default_factory=list)

    def add(self, other: "Heard") -> None:
        """One more turn."""
        self.loads += other.loads
        self.processor += other.processor
        self.xruns += other.xruns
        self.longest_gap = max(self.longest_gap, other.longest_gap)
        self.redraws += other.redraws


def run(effort: Effort) -> Iterator[Table]:
    """JACK, then the null device."""
    if servers.is_jack_here():
        yield _table("JACK", servers.DEVICE, effort)
    else:
        yield Table(f"JACK: {servers.MISSING}", ("skipped",))
    yield _table("the null device", "null", effort)


def _table(title: str, device: str, effort: Effort) -> Table:
    table = Table(
        f"Blocks on {title}, beside a screen redrawn 60 times a second and a thread that never rests",
        (
            "callback",
            "block",
            "blocks",
            "load p50",
            "p99",
            "max",
            "processor p99",
            "over",
            "xruns",
            "gap max",
            "fps",
        ),
        notes=(
            "Target: no more late blocks than the empty callback; load p99 below 30 % at 128 frames.",
            "over: blocks that took longer than they last; xruns: what the device counted;",
            "gap: between the beginnings of two blocks, in blocks; fps: how often the screen got to redraw.",
        ),
    )
    for block_frames in BLOCKS:
        with _server(device, block_frames) as env:
            for callback, heard in _turns(device, block_frames, env, effort).items():
                table.add(callback, block_frames, *_cells(heard, block_frames))
    return table


def _server(device: str, block_frames: int) -> AbstractContextManager[dict[str, str]]:
    return nullcontext({}) if device == "null" else servers.jack(block_frames)


def _turns(device: str, block_frames: int, env: dict[str, str], effort: Effort) -> dict[str, Heard]:
    """The callbacks by turns, so that all meet the same neighbours."""
    heard = {callback: Heard() for callback in _CALLBACKS}
    for _ in range(effort.of(_TURNS)):
        for callback, engine in _CALLBACKS.items():
            seconds = effort.seconds(_BEFORE_SECONDS, least=0.5), effort.seconds(_TURN_SECONDS)
            order = Order(engine, device, block_frames, *seconds)
            heard[callback].add(_turn(order, env))
    return heard


def _turn(order: Order, env: dict[str, str]) -> Heard:
    """One callback, heard for so long."""
    with TemporaryDirectory(prefix="beatterm-bench-") as folder, notes() as noted:
        seen = _seen(
            order, {**env, "XDG_CONFIG_HOME": folder, "XDG_STATE_HOME": folder}, Path(folder) / "seen"
        )
        first, last = seen.first_block, seen.last_block
        block_seconds = order.block_frames / RATE
        wall, processor = ([each / block_seconds for each in times] for times in took(noted, first, last))
        gap = longest_gap(noted, first, last) / block_seconds
        return Heard(wall, processor, seen.xruns, gap, [seen.redraws_a_second])


def _seen(order: Order, env: dict[str, str], path: Path) -> Seen:
    """What the restless screen reports when it has ended; RuntimeError if it could not play."""
    command = [sys.executable, "-m", "bench.restless", json.dumps(asdict(order)), str(path)]
    with Terminal(command, _COLUMNS, _ROWS, env) as terminal:
        try:
            terminal.wait(order.seconds + _END_SECONDS)
            seen = Seen(**json.loads(path.read_text()))
        except (OSError, subprocess.TimeoutExpired) as error:
            raise RuntimeError(f"The screen did not play: {error}.\n{terminal.last_words()}") from error
    if not seen.device:
        raise RuntimeError(f"The engine did not get to play through {order.device}.")
    return seen


def _cells(heard: Heard, block_frames: int) -> tuple[str, ...]:
    loads = heard.loads
    return (
        str(len(loads)),
        percent(median(loads)),
        percent(percentile(loads, 99)),
        percent(max(loads, default=0.0)),
        percent(percentile(heard.processor, 99)),
        str(sum(load > 1.0 for load in loads)),
        str(heard.xruns),
        f"{heard.longest_gap:.1f}",
        f"{median(heard.redraws):.0f}",
    )
