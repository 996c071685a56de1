"""Editing while it plays: the song that uses everything, in the engine's process, changed all the time
through a session, against the same song left alone and a callback that does nothing.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random

from beatterm.engine.effects import PARAMS
from beatterm.engine.messages import Command, OpenDevice, Report, Snapshot
from beatterm.host.client import EngineClient
from beatterm.model.project import Project
from beatterm.session.session import Session
from bench import servers
from bench.effort import TINY, Effort
from bench.everything import everything
from bench.hands import Hands
from bench.heard import COLUMNS, LEGEND, Heard, heard_between
from bench.rig import FROM_A
from bench.shelf import OneShelf
from bench.table import Table, median, milliseconds, percentile
from bench.watched import EMPTY, SHIPPED, Notes, notes, taken

ABOUT = "late blocks while a song that uses everything is edited as it plays (takes 10 minutes)"

EDITED, PLAYED = "edited", "played"
_CALLBACKS = {EDITED: SHIPPED, PLAYED: SHIPPED, "empty": EMPTY}
_BLOCKS_FRAMES = (128, 256)
_TURNS = 2
_TURN_SECONDS = 15.0
_BEFORE_SECONDS = 3.0
_EDIT_SECONDS = 0.1
_READY_SECONDS = 60.0
_LAST_SECONDS = 2.0
_LOOK_SECONDS = 0.01


class TimedPort:
    """An engine's client that notes when each Command was sent to it."""

    def __init__(self, client: EngineClient) -> None:
        self.sent: list[float] = []
        self._client = client

    def send(self, command: Command) -> None:
        """Send, and note it."""
        self.sent.append(time.perf_counter())
        self._client.send(command)

    def snapshot(self) -> Snapshot:
        """As the client says."""
        return self._client.snapshot()

    def reports(self) -> tuple[Report, ...]:
        """As the client says."""
        return self._client.reports()


@dataclass(slots=True)
class Turns:
    """All turns of one callback: its blocks, the faults, and the seconds from each Command to the block that
    took it.
    """

    heard: Heard = field(default_factory=Heard)
    faults: int = 0
    delays: list[float] = field(default_factory=list)

    def cells(self) -> tuple[str, ...]:
        """The callback's row."""
        delays = self.delays
        answers = (median(delays), percentile(delays, 95), max(delays)) if delays else ()
        edits = (str(len(delays)), *map(milliseconds, answers)) if delays else ("0", "", "", "")
        return (*self.heard.cells(), str(self.faults), *edits)


def run(effort: Effort) -> Iterator[Table]:
    """JACK, then the null device."""
    for frames in _BLOCKS_FRAMES[: effort.of(len(_BLOCKS_FRAMES))]:
        if servers.is_jack_here():
            yield _table("JACK", servers.DEVICE, frames, effort)
        else:
            yield Table(f"JACK: {servers.MISSING}", ("skipped",))
        if effort.share > TINY.share:
            yield _table("the null device", "null", frames, effort)


def _table(title: str, device: str, frames: int, effort: Effort) -> Table:
    table = Table(
        f"Blocks of {frames} frames on {title}: 16 tracks of 64 steps with all they may carry, "
        f"{1 / _EDIT_SECONDS:g} edits a second",
        ("callback", *COLUMNS, "faults", "Commands", "heard p50", "p95", "max"),
        notes=(
            "Target: no more late blocks when edited than when played.",
            *LEGEND,
            "heard: from an edit to the first block that plays it, all it needs being baked.",
        ),
    )
    with servers.behind(device, frames) as env, _environment(env):
        for callback, turns in _turns(everything(), OpenDevice(device, block_frames=frames), effort).items():
            table.add(callback, *turns.cells())
    return table


@contextmanager
def _environment(changes: dict[str, str]) -> Iterator[None]:
    """What processes that are started meanwhile find in their environment."""
    before = dict(os.environ)
    os.environ.update(changes)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _turns(project: Project, device: OpenDevice, effort: Effort) -> dict[str, Turns]:
    """The callbacks by turns, so that all meet the same neighbours."""
    turns = {callback: Turns() for callback in _CALLBACKS}
    for turn in range(effort.of(_TURNS)):
        for callback in _CALLBACKS:
            _add_turn(turns[callback], callback, project, device, effort, turn)
    return turns


def _add_turn(
    turns: Turns, callback: str, project: Project, device: OpenDevice, effort: Effort, turn: int
) -> None:
    """One callback, heard for so long."""
    with notes() as noted, EngineClient(engine=_CALLBACKS[callback]) as client:
        assert device.block_frames is not None
        client.start(device)
        port = TimedPort(client)
        session = Session(port, OneShelf(project), PARAMS)
        session.open("everything")
        session.play(FROM_A)
        _wait_until_caught_up(client, _READY_SECONDS)
        time.sleep(effort.seconds(_BEFORE_SECONDS, least=0.5))
        begun, first = len(port.sent), client.snapshot()
        hands = Hands(session, PARAMS, Random(turn)) if callback == EDITED else None
        _let_pass(effort.seconds(_TURN_SECONDS, least=0.5), hands)
        last = client.snapshot()
        _wait_until_caught_up(client, _READY_SECONDS)
        time.sleep(effort.seconds(_LAST_SECONDS))
        turns.heard.add(
            heard_between(noted, first.blocks, last.blocks, device.block_frames, last.xruns - first.xruns)
        )
        turns.faults += last.faults - first.faults
        turns.delays += _delays(noted, port, begun)


def _let_pass(seconds: float, hands: Hands | None) -> None:
    """Let time pass; hands edit meanwhile, at an even pace."""
    began = time.perf_counter()
    count = 0
    while (passed := time.perf_counter() - began) < seconds:
        if hands and passed >= count * _EDIT_SECONDS:
            hands.go_on()
            count += 1
        time.sleep(_LOOK_SECONDS)


def _wait_until_caught_up(client: EngineClient, seconds: float) -> None:
    """Until all that was sent has been taken; RuntimeError if that takes too long."""
    give_up = time.monotonic() + seconds
    while not client.is_caught_up:
        if time.monotonic() > give_up:
            raise RuntimeError(f"The engine did not take every Command: {client.reports()}")
        time.sleep(_LOOK_SECONDS)


def _delays(noted: Notes, port: TimedPort, begun: int) -> list[float]:
    """From each Command since the first so many to the block that took it."""
    _, posted = taken(noted, begun, len(port.sent))
    return [later - sent for sent, later in zip(port.sent[begun:], posted, strict=True)]
