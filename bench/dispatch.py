"""MIDI clock: how late clocks leave and how evenly they arrive, alone and beside the engine and a screen."""

import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import asdict
from pathlib import Path
from statistics import pstdev
from tempfile import TemporaryDirectory

from beatterm.engine.edits import SetProject
from beatterm.engine.messages import OpenDevice, Play
from beatterm.host.client import EngineClient
from beatterm.host.midi.trial import CLOCK_SECONDS, Trial, try_clock
from bench import servers
from bench.effort import Effort
from bench.restless import Order
from bench.rig import FROM_A, rig
from bench.table import Table, median, percentile
from bench.terminal import Terminal
from bench.watched import RIG, notes

ABOUT = "lateness of the MIDI clock, alone and beside the rig and a busy screen (takes 2 minutes)"

_SECONDS = 30.0
_WARM_SECONDS = 2.0
_END_SECONDS = 30.0
_BLOCK_FRAMES = 128
_MIDI_RATE, _MIDI_PERIOD_FRAMES = 96000, 32
"""JACK passes MIDI on once a period: a short one, on a server of its own, blurs what is received least."""

_HARDWARE = (
    ("Ableton Live's clock, computer", "std 8.4, −38…+22"),
    ("Ableton Live's notes, three interfaces", "most ±1, worst ±4…±10"),
    ("Octatrack, following", "about 1"),
    ("MPC60, following", "1.0 worst"),
    ("TR-808 / TR-606, DIN sync", "2.1 / 2.2 worst"),
    ("TR-909, its own clock", "up to 4.5"),
    ("Korg SQ-1 / JD-Xi", "0.0 / 0.06 worst"),
    ("USB MIDI interfaces, there and back", "1.2 to 5.4"),
    ("a DIN cable, each byte", "0.32"),
)
"""Published figures in ms, as found: E-RM, Innerclock's Litmus, Ableton's manual, ALSA latency wikis."""

_NEIGHBOURS = ("nobody", "the rig plays", "the rig plays, and a busy screen")


def run(effort: Effort) -> Iterator[Table]:
    """What was measured here, then what others measured elsewhere."""
    table = Table(
        "A clock at 120, in ms: how late each left, and how far the distances of those received were off",
        ("beside", "clocks", "late p50", "p99", "max", "received", "std", "p99", "max"),
        notes=(
            "Target: p99 of the lateness below 0.3 ms beside all of them.",
            f"Received over JACK MIDI with a period of {1000 * _MIDI_PERIOD_FRAMES / _MIDI_RATE:.2f} ms, "
            "which is as exact as that can be.",
            "The rig: 16 tracks, 128 voices, at 128 frames. The screen: redrawn whole 60 times a second, "
            "and a thread that never rests.",
        ),
    )
    with ExitStack() as stack:
        audio, midi = _servers(stack) if servers.is_jack_here() else ({}, {})
        for neighbour in _NEIGHBOURS:
            _add(table, neighbour, _trial(neighbour, audio, midi, effort))
    yield table
    yield _others()


def _servers(stack: ExitStack) -> tuple[dict[str, str], dict[str, str]]:
    audio = stack.enter_context(servers.jack(_BLOCK_FRAMES))
    return audio, stack.enter_context(servers.jack(_MIDI_PERIOD_FRAMES, _MIDI_RATE, servers.in_step))


def _trial(neighbour: str, audio: Mapping[str, str], midi: Mapping[str, str], effort: Effort) -> Trial:
    """The clock, tried while the neighbour is at work."""
    seconds = effort.seconds(_SECONDS, least=0.5)
    with _beside(neighbour, audio, seconds + 2 * _WARM_SECONDS), _environment(midi):
        try_clock(min(_WARM_SECONDS, seconds))
        return try_clock(seconds)


def _beside(neighbour: str, audio: Mapping[str, str], seconds: float) -> AbstractContextManager[None]:
    device = servers.DEVICE if audio else "null"
    if neighbour == _NEIGHBOURS[0]:
        return nullcontext()
    return _playing(device, audio) if neighbour == _NEIGHBOURS[1] else _busy(device, audio, seconds)


@contextmanager
def _playing(device: str, audio: Mapping[str, str]) -> Iterator[None]:
    """The rig, played by the engine's process."""
    with notes(), _environment(audio):
        client = EngineClient(engine=RIG)
        client.start(OpenDevice(device, block_frames=_BLOCK_FRAMES))
        client.send(SetProject(rig()))
        client.send(Play(FROM_A))
    try:
        yield
    finally:
        client.close()


@contextmanager
def _busy(device: str, audio: Mapping[str, str], seconds: float) -> Iterator[None]:
    """The same, under a screen that never rests."""
    with TemporaryDirectory(prefix="beatterm-bench-") as folder, notes():
        order = Order(RIG, device, _BLOCK_FRAMES, 0.0, seconds + _WARM_SECONDS)
        homes = dict.fromkeys(("XDG_CONFIG_HOME", "XDG_STATE_HOME"), folder)
        seen = str(Path(folder) / "seen")
        command = [sys.executable, "-m", "bench.restless", json.dumps(asdict(order)), seen]
        with Terminal(command, 200, 50, {**audio, **homes}) as terminal:
            terminal.wait_for("rig", _END_SECONDS)
            yield
            if terminal.process.poll() is not None and not Path(seen).exists():
                raise RuntimeError(f"The screen did not play.\n{terminal.last_words()}")
            terminal.wait(_END_SECONDS)


@contextmanager
def _environment(names: Mapping[str, str]) -> Iterator[None]:
    """Programs started meanwhile find these servers."""
    before = {name: os.environ.get(name) for name in names}
    os.environ.update(names)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _add(table: Table, neighbour: str, trial: Trial) -> None:
    late = [1000 * each for each in trial.late]
    off = [1000 * (each - CLOCK_SECONDS) for each in trial.intervals]
    cells = [f"{figure:.3f}" for figure in (median(late), percentile(late, 99), max(late))]
    if off:
        sizes = [abs(each) for each in off]
        figures = pstdev(off), percentile(sizes, 99), max(sizes)
        cells += [str(len(off) + 1), *(f"{figure:.3f}" for figure in figures)]
    else:
        cells += ["-"] * 4
    table.add(neighbour, len(late), *cells)


def _others() -> Table:
    table = Table(
        "Published by others, in ms; they measured the sound or the wire, not only the sending",
        ("what", "jitter"),
        notes=("Heard: one displaced note from 6 ms on (Friberg and Sundberg).",),
    )
    for what, figures in _HARDWARE:
        table.add(what, figures)
    return table
