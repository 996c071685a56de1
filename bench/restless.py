"""Run as a program on a terminal: the screen with the rig playing, redrawn whole 60 times a second, and in
the same process a thread that never rests. The worst neighbour an engine may have.

    python -m bench.restless ORDER SEEN

ORDER is an Order as JSON; SEEN is the file that takes what was seen.
"""

import json
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Event, Thread
from typing import Any

from beatterm.engine.effects import PARAMS
from beatterm.engine.messages import OpenDevice
from beatterm.host.client import EngineClient
from beatterm.session.session import Session
from beatterm.ui.app import BeatApp
from bench.rig import FROM_A, rig
from bench.shelf import OneShelf

REDRAWS_A_SECOND = 60
_OPENED_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Order:
    """What to play through, and for how long: first unmeasured, then measured."""

    engine: str
    device: str
    block_frames: int
    before_seconds: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Seen:
    """Between which blocks the time was measured, the device's own count of late ones, and what was drawn."""

    first_block: int
    last_block: int
    xruns: int
    faults: int
    redraws_a_second: float
    device: str


class Redrawing:
    """Redraws every widget of an app all the time."""

    def __init__(self, app: BeatApp) -> None:
        self.count = 0
        self._app = app

    def start(self) -> None:
        """Begin; on the app's own thread."""
        self._app.set_interval(1 / REDRAWS_A_SECOND, self._redraw_all)

    def _redraw_all(self) -> None:
        self.count += 1
        for widget in self._app.screen.walk_children():
            widget.refresh()


def main(order: Order, seen_path: Path) -> None:
    client = EngineClient(engine=order.engine)
    client.start(OpenDevice(order.device, block_frames=order.block_frames))
    session = Session(client, OneShelf(rig()), PARAMS)
    session.open("rig")
    session.play(FROM_A)
    app = BeatApp(session, theme="dark", charset="unicode")
    Thread(target=_watch, args=(app, client, order, seen_path), daemon=True).start()
    try:
        app.run()
    finally:
        client.close()


def _watch(app: BeatApp, client: EngineClient, order: Order, seen_path: Path) -> None:
    """Wait until all is in motion, start the thread that never rests, look before and after; then leave."""
    device = _opened(app, order)
    redrawing, rest = Redrawing(app), Event()
    app.call_from_thread(redrawing.start)
    Thread(target=_toil, args=(rest,), daemon=True).start()
    time.sleep(order.before_seconds)
    first, drawn, began = client.snapshot(), redrawing.count, time.perf_counter()
    time.sleep(order.seconds)
    last, seconds = client.snapshot(), time.perf_counter() - began
    rest.set()
    seen = Seen(
        first.blocks,
        last.blocks,
        last.xruns - first.xruns,
        last.faults - first.faults,
        (redrawing.count - drawn) / seconds,
        device,
    )
    seen_path.write_text(json.dumps(asdict(seen)))
    app.call_from_thread(app.exit)


def _opened(app: BeatApp, order: Order) -> str:
    """Wait for the engine to play through what it was told to; "" if it does not."""
    give_up = time.monotonic() + _OPENED_SECONDS
    while time.monotonic() < give_up:
        state: Any = app.desk.device
        if state is not None and state.is_null == (order.device == "null"):
            return str(state.name)
        time.sleep(0.02)
    return ""


def _toil(rest: Event) -> None:
    total = 0
    while not rest.is_set():
        for number in range(10_000):
            total += number & 7


if __name__ == "__main__":
    main(Order(**json.loads(sys.argv[1])), Path(sys.argv[2]))
