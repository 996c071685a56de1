"""Answers: how soon a key changes the screen while it plays, and how soon a struck pad is in the engine."""

import time
from collections.abc import Iterator
from random import Random
from tempfile import TemporaryDirectory

from beatterm.engine.edits import SetProject
from beatterm.engine.messages import Audition, OpenDevice, Play
from beatterm.host.client import EngineClient
from bench.effort import Effort
from bench.rig import FROM_A, RATE, rig
from bench.seen import TRACK, Replay, grid_row
from bench.table import Table, median, milliseconds, percentile
from bench.terminal import SIZES, Terminal, beatterm_screen
from bench.watched import RIG, notes, taken

ABOUT = "key to changed cell, pad to engine, while playing"

_KEYS = 150
_PADS = 500
_PATIENCE_SECONDS = 20.0
_SETTLE_SECONDS = 2.5
_SLOWEST_SECONDS = 0.5
_TOGGLE, _PLAY = "\r", " "
_PAD_BLOCKS = (64, 256)


def run(effort: Effort) -> Iterator[Table]:
    """Keys on two screens; pads at two block lengths."""
    yield _key_table(effort)
    yield _pad_table(effort)


def _key_table(effort: Effort) -> Table:
    table = Table(
        "From a key's byte to the changed cell's bytes on the terminal, the demo playing",
        ("screen", "keys", "p50", "p95", "max", "unanswered"),
        notes=("Target: p95 below 15 ms. The key strikes or clears a step.",),
    )
    for columns, rows in SIZES:
        delays, lost = _key_delays(columns, rows, effort)
        table.add(f"{columns}x{rows}", len(delays), *_cells(delays), lost)
    return table


def _key_delays(columns: int, rows: int, effort: Effort) -> tuple[list[float], int]:
    """The delays of keys at uneven intervals, and how many changed nothing in time."""
    with TemporaryDirectory(prefix="beatterm-bench-") as folder:
        with beatterm_screen("demo", columns, rows, folder) as terminal:
            terminal.wait_for(TRACK, _PATIENCE_SECONDS)
            tried = _pressed(terminal, _TOGGLE, 0.5)
            _pressed(terminal, _TOGGLE, 0.5)
            _pressed(terminal, _PLAY, effort.seconds(_SETTLE_SECONDS, least=0.5))
            uneven = Random(1)
            pressed = [
                _pressed(terminal, _TOGGLE, uneven.uniform(0.06, 0.2))
                for _ in range(effort.of(_KEYS, least=5))
            ]
            time.sleep(_SLOWEST_SECONDS)
        changed = _changes(terminal, tried)
    delays = [_delay(moment, changed) for moment in pressed]
    found = [delay for delay in delays if delay < _SLOWEST_SECONDS]
    return found, len(delays) - len(found)


def _pressed(terminal: Terminal, key: str, then_seconds: float) -> float:
    moment = terminal.type(key)
    time.sleep(then_seconds)
    return moment


def _changes(terminal: Terminal, tried: float) -> list[float]:
    """When the cell changed that the first key pressed, at `tried`, had changed."""
    replay = Replay(terminal)
    replay.go_to(tried)
    row = grid_row(replay.screen)
    if row is None:
        raise RuntimeError(f"The screen shows no grid. It shows:\n{terminal.last_words()}")
    before = replay.screen.display[row]
    replay.go_to(tried + 0.4)
    after = replay.screen.display[row]
    column = next((at for at, pair in enumerate(zip(before, after, strict=True)) if len(set(pair)) > 1), None)
    if column is None:
        raise RuntimeError(f"The key that strikes a step changed nothing in: {before}")
    return replay.changes(row, column)


def _delay(pressed: float, changed: list[float]) -> float:
    return next((moment - pressed for moment in changed if moment > pressed), float("inf"))


def _pad_table(effort: Effort) -> Table:
    table = Table(
        "From striking a pad in the screen's process to the engine, the rig playing on the null device",
        ("until …", "block", "pads", "p50", "p95", "max"),
        notes=(
            "Target: p95 below 2 ms to the engine's process; the block that sounds it comes within a block.",
        ),
    )
    for block_frames in _PAD_BLOCKS:
        arrived, sounded = _pad_delays(block_frames, effort)
        length = milliseconds(block_frames / RATE)
        for name, delays in (("ready in its process", arrived), ("taken by a block", sounded)):
            table.add(name, f"{block_frames} ({length})", len(delays), *_cells(delays))
    return table


def _pad_delays(block_frames: int, effort: Effort) -> tuple[list[float], list[float]]:
    count = effort.of(_PADS, least=10)
    with notes() as noted, EngineClient(engine=RIG) as client:
        client.start(OpenDevice("null", block_frames=block_frames))
        begun = (SetProject(rig()), Play(FROM_A))
        for command in begun:
            client.send(command)
        time.sleep(effort.seconds(_SETTLE_SECONDS, least=0.5))
        uneven, sent = Random(2), []
        for _ in range(count):
            time.sleep(uneven.uniform(0.005, 0.03))
            sent.append(time.perf_counter())
            client.send(Audition("t1"))
        time.sleep(_SLOWEST_SECONDS)
        prepared, posted = taken(noted, len(begun), len(begun) + count)
    return _differences(sent, prepared), _differences(sent, posted)


def _differences(sent: list[float], then: list[float]) -> list[float]:
    return [later - before for before, later in zip(sent, then, strict=True)]


def _cells(delays: list[float]) -> tuple[str, ...]:
    return tuple(
        map(milliseconds, (median(delays), percentile(delays, 95), max(delays, default=float("nan"))))
    )
