"""Load of a block: the time that rendering it takes, as a share of the time that it lasts."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter, thread_time

import numpy as np

from beatterm.engine.edits import SetProject
from beatterm.engine.engine import Engine
from beatterm.engine.messages import Play
from beatterm.engine.voices import MAX_VOICES
from beatterm.model.project import Project
from beatterm.model.time import PPQN, SIXTEENTH_TICKS
from beatterm.sequencer.live import Live
from beatterm.sequencer.query import events_between
from bench.effort import Effort
from bench.rig import FROM_A, RATE, TEMPO, read_sound, rig
from bench.table import Table, median, percent, percentile

ABOUT = "time to render a block, as a share of its length"

BLOCKS = (64, 128, 256)
VOICES = (16, 64, 128, 256)
_WARM_SECONDS = 2.2
_MEASURED_SECONDS = 12.0
_WINDOW_FRAMES = 128


@dataclass(frozen=True, slots=True)
class Loads:
    """Each block's load by the clock and by the processor time it used, and the voices heard at the end."""

    wall: list[float]
    processor: list[float]
    voices: int


def run(effort: Effort) -> Iterator[Table]:
    """Blocks of three lengths under more and more voices; then the sequencer's own share."""
    for filters in (True, False):
        yield _load_table(effort, filters)
    yield _sequencer_table(effort)


def _load_table(effort: Effort, filters: bool) -> Table:
    strips = "a filter each" if filters else "no filters"
    table = Table(
        f"Load of a block: 16 tracks ({strips}), reverb, delay, limiter at work",
        ("voices asked", "heard", "block", "p50", "p99", "max", "processor p50", "processor p99"),
        notes=(
            "Target: p99 below 30 % at 128 frames and 40 % at 64 with 128 voices.",
            "`processor` leaves out the time in which other programs ran.",
        ),
    )
    for voices in VOICES:
        for block_frames in BLOCKS:
            loads = loads_of(rig(voices, filters), block_frames, effort)
            table.add(voices, loads.voices, block_frames, *_wall_cells(loads), *_processor_cells(loads))
    return table


def _wall_cells(loads: Loads) -> tuple[str, ...]:
    wall = loads.wall
    return percent(median(wall)), percent(percentile(wall, 99)), percent(max(wall))


def _processor_cells(loads: Loads) -> tuple[str, ...]:
    return percent(median(loads.processor)), percent(percentile(loads.processor, 99))


def loads_of(project: Project, block_frames: int, effort: Effort) -> Loads:
    """The loads of all blocks for a while, once all voices sound."""
    engine = Engine(RATE, read_sound)
    for command in (SetProject(project), Play(FROM_A)):
        engine.prepare(command)
        engine.post(command)
    out = np.zeros((block_frames, 2), np.float32)
    engine.render(round(_WARM_SECONDS * RATE))
    block_seconds = block_frames / RATE
    wall, processor = [], []
    with _as_in_its_process():
        for _ in range(round(effort.seconds(_MEASURED_SECONDS) / block_seconds)):
            used, started = thread_time(), perf_counter()
            engine.render_into(out)
            wall.append((perf_counter() - started) / block_seconds)
            processor.append((thread_time() - used) / block_seconds)
    return Loads(wall, processor, min(engine.snapshot().voices, MAX_VOICES))


@contextmanager
def _as_in_its_process() -> Iterator[None]:
    """No collection of garbage, as in the engine's own process."""
    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.unfreeze()


def _sequencer_table(effort: Effort) -> Table:
    table = Table(
        "Share of a 128-frame block that asking the sequencer takes: 16 tracks x 64 steps, every step struck",
        ("the question", "p50", "p99", "max", "mean"),
        notes=("The engine asks for a sixteenth at a time, so one block in many pays for all.",),
    )
    window_ticks = round(_WINDOW_FRAMES * TEMPO * PPQN / 60 / RATE)
    count = effort.of(4000, least=50)
    for name, ticks, blocks in (
        ("one block's window, every block", window_ticks, 1),
        ("a sixteenth, when it is due", SIXTEENTH_TICKS, SIXTEENTH_TICKS // window_ticks),
    ):
        shares = _question_shares(ticks, count // blocks + 10)
        cells = (median(shares), percentile(shares, 99), max(shares), sum(shares) / len(shares) / blocks)
        table.add(name, *map(percent, cells))
    return table


def _question_shares(ticks: int, count: int) -> list[float]:
    """How long each of `count` questions took, one window after the other."""
    project, live = rig(), Live((FROM_A,))
    shares = []
    for number in range(count):
        started = perf_counter()
        events_between(project, number * ticks, (number + 1) * ticks, live)
        shares.append((perf_counter() - started) * RATE / _WINDOW_FRAMES)
    return shares
