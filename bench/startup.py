"""Starting: from the command to its help, to the engine's first block and sound, to a screen to play on."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from tempfile import TemporaryDirectory

from beatterm.engine.edits import SetProject
from beatterm.engine.messages import Command, OpenDevice, Play, Snapshot
from beatterm.host.client import EngineClient
from beatterm.model.project import Project
from beatterm.sequencer.live import Cue
from bench.effort import Effort
from bench.seen import TRACK, first_seen, grid_row
from bench.table import Table, median, milliseconds, percentile
from bench.terminal import SIZES, beatterm_screen

ABOUT = "from the start to help, the first sound, a playable screen"

_TURNS = 15
_PATIENCE_SECONDS = 20.0
_LOOK_SECONDS = 0.0005
_SONG = "demo"
_ENGINE_IMPORT = (
    "import time; t = time.perf_counter(); import beatterm.host.server; "
    "from beatterm.host.hosted import real_engine; real_engine(44100); print(time.perf_counter() - t)"
)


def run(effort: Effort) -> Iterator[Table]:
    """Each start so many times, one after the other."""
    table = Table(
        "From the start to …",
        ("", "median", "p95", "max", "target"),
        notes=("The first sound is the demo's, its sounds read and baked; Play is sent at once.",),
    )
    turns = effort.of(_TURNS)
    for name, measure, target in _measures():
        times = [measure() for _ in range(turns)]
        table.add(name, *map(milliseconds, (median(times), percentile(times, 95), max(times))), target)
    yield table


def _measures() -> list[tuple[str, Callable[[], float], str]]:
    """What is measured, how, and what the design promises."""
    python, play = [sys.executable], (SetProject(_demo()), Play(Cue()))
    return [
        ("an empty Python, for comparison", partial(_run_seconds, [*python, "-c", "pass"]), ""),
        ("beatterm --help", partial(_run_seconds, [*python, "-m", "beatterm", "--help"]), "150 ms"),
        ("the engine's libraries loaded, in its process", _import_seconds, ""),
        ("the engine's first block, on the null device", partial(_engine_seconds, (), _has_blocks), ""),
        ("the first sound", partial(_engine_seconds, play, _sounds), "1500 ms"),
        *((f"a playable screen of {x}x{y}", partial(_screen_seconds, x, y), "1000 ms") for x, y in SIZES),
    ]


def _run_seconds(command: Sequence[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - started


def _import_seconds() -> float:
    told = subprocess.run([sys.executable, "-c", _ENGINE_IMPORT], capture_output=True, text=True, check=True)
    return float(told.stdout)


def _engine_seconds(commands: Sequence[Command], is_there: Callable[[Snapshot], bool]) -> float:
    """From starting a client, with these Commands sent at once, to a Snapshot that shows it."""
    with EngineClient() as client:
        started = time.perf_counter()
        client.start(OpenDevice("null"))
        for command in commands:
            client.send(command)
        while not is_there(client.snapshot()):
            if time.perf_counter() - started > _PATIENCE_SECONDS:
                raise RuntimeError("The engine does not play.")
            time.sleep(_LOOK_SECONDS)
        return time.perf_counter() - started


def _has_blocks(snapshot: Snapshot) -> bool:
    return snapshot.blocks > 0


def _sounds(snapshot: Snapshot) -> bool:
    return max(snapshot.master) > 0.0


def _demo() -> Project:
    from beatterm.engine.effects import PARAMS
    from beatterm.library.kits import find_kit
    from beatterm.library.songs import find_song, read_song

    file = read_song(find_song(_SONG), PARAMS)
    return Project(file.song, find_kit(file.song.kit, file.path.parent))


def _screen_seconds(columns: int, rows: int) -> float:
    """From the command to the first frame that has the grid in it."""
    with TemporaryDirectory(prefix="beatterm-bench-") as folder:
        with beatterm_screen(_SONG, columns, rows, folder) as terminal:
            terminal.wait_for(TRACK, _PATIENCE_SECONDS)
        drawn = first_seen(terminal, lambda screen: grid_row(screen) is not None)
    if drawn is None:
        raise RuntimeError(f"The screen shows no grid. It shows:\n{terminal.last_words()}")
    return drawn - terminal.started_seconds
