"""Rendering without a device: how much audio a second of the processor makes, and in how much memory."""

import json
import subprocess
import sys
from collections.abc import Iterator

from beatterm.library.songs import list_songs
from bench.effort import Effort
from bench.render_once import Cost
from bench.table import Table, median

ABOUT = "rendering to WAV: audio per second of the processor, and peak memory"

_TURNS = 3
_RIG_SECONDS = 60.0
_MINUTES = (1.0, 10.0, 60.0)


def run(effort: Effort) -> Iterator[Table]:
    """Speed, then memory."""
    yield _speed_table(effort)
    yield _memory_table(effort)


def _speed_table(effort: Effort) -> Table:
    table = Table(
        "Rendering to 24-bit WAV, one process each time: reading and baking the sounds included",
        ("song", "audio", "processor", "audio seconds a processor second"),
        notes=(
            "The rig is 16 tracks struck on every step, 128 voices, a filter a track, both sends, limiter.",
        ),
    )
    seconds = effort.seconds(_RIG_SECONDS)
    songs = ["rig", *(str(path) for path in list_songs())]
    for song in songs if effort.share >= 0.1 else songs[:2]:
        length = seconds if song == "rig" or effort.share < 1.0 else 0.0
        costs = [cost_of(song, length) for _ in range(effort.of(_TURNS))]
        name = song.rpartition("/")[2].removesuffix(".beat")
        processor = median([cost.processor_seconds for cost in costs])
        audio = costs[0].audio_seconds
        table.add(name, f"{audio:.0f} s", f"{processor:.2f} s", f"{audio / processor:.0f}")
    return table


def _memory_table(effort: Effort) -> Table:
    table = Table(
        "Peak memory of rendering the rig, by length",
        ("minutes", "peak memory", "above the first", "audio seconds a processor second"),
        notes=("Target: constant memory for any length.",),
    )
    first = 0
    for minutes in _MINUTES:
        cost = cost_of("rig", effort.seconds(60.0 * minutes))
        first = first or cost.peak_bytes
        more = 100.0 * (cost.peak_bytes / first - 1.0)
        speed = cost.audio_seconds / cost.processor_seconds
        table.add(
            f"{cost.audio_seconds / 60:.1f}",
            f"{cost.peak_bytes / 1e6:.0f} MB",
            f"{more:+.1f} %",
            f"{speed:.0f}",
        )
    return table


def cost_of(song: str, seconds: float) -> Cost:
    """What rendering so much of a song costs in a process of its own."""
    command = [sys.executable, "-m", "bench.render_once", song, str(seconds)]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    if told.returncode:
        raise RuntimeError(f"{song} could not be rendered:\n{told.stderr}")
    return Cost(**json.loads(told.stdout))
