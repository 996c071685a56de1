"""Missed deadlines: the rig in the engine's process on a real JACK server and on the null device, beside the
worst of neighbours, against a callback that does nothing on the same server in the same minutes.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import servers
from bench.effort import Effort
from bench.heard import COLUMNS, LEGEND, Heard, heard_between
from bench.restless import Order, Seen
from bench.table import Table, median
from bench.terminal import Terminal
from bench.watched import EMPTY, RIG, notes

ABOUT = "late blocks beside a busy screen, on JACK and on the null device (takes 10 minutes)"

BLOCKS = (128, 256)
_CALLBACKS = {"rig": RIG, "empty": EMPTY}
_TURNS = 3
_TURN_SECONDS = 20.0
_BEFORE_SECONDS = 3.0
_END_SECONDS = 60.0
_COLUMNS, _ROWS = 200, 50


@dataclass(slots=True)
class Turns:
    """All turns of one callback, and how often a second the screen got to redraw in each."""

    heard: Heard = field(default_factory=Heard)
    redraws: list[float] = field(default_factory=list)


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
        ("callback", "block", *COLUMNS, "fps"),
        notes=(
            "Target: no more late blocks than the empty callback; load p99 below 30 % at 128 frames.",
            *LEGEND,
            "fps: how often the screen got to redraw.",
        ),
    )
    for block_frames in BLOCKS[: effort.of(len(BLOCKS))]:
        with servers.behind(device, block_frames) as env:
            for callback, turns in _turns(device, block_frames, env, effort).items():
                fps = f"{median(turns.redraws):.0f}"
                table.add(callback, block_frames, *turns.heard.cells(), fps)
    return table


def _turns(device: str, block_frames: int, env: dict[str, str], effort: Effort) -> dict[str, Turns]:
    """The callbacks by turns, so that all meet the same neighbours."""
    turns = {callback: Turns() for callback in _CALLBACKS}
    for _ in range(effort.of(_TURNS)):
        for callback, engine in _CALLBACKS.items():
            seconds = effort.seconds(_BEFORE_SECONDS, least=0.5), effort.seconds(_TURN_SECONDS)
            order = Order(engine, device, block_frames, *seconds)
            _add_turn(turns[callback], order, env)
    return turns


def _add_turn(turns: Turns, order: Order, env: dict[str, str]) -> None:
    """One callback, heard for so long."""
    with TemporaryDirectory(prefix="beatterm-bench-") as folder, notes() as noted:
        seen = _seen(
            order, {**env, "XDG_CONFIG_HOME": folder, "XDG_STATE_HOME": folder}, Path(folder) / "seen"
        )
        blocks = seen.first_block, seen.last_block
        turns.heard.add(heard_between(noted, *blocks, order.block_frames, seen.xruns))
        turns.redraws.append(seen.redraws_a_second)


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
