"""The engine's process, run as a program by the client: Orders by stdin, reports by stdout, noise to a log.

    python -m beatterm.host.server

Its main thread is the control thread: it prepares Commands, hands them to the performer, and looks after the
output. It ends when its stdin does, whatever hangs.
"""

import faulthandler
import gc
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import BinaryIO

from beatterm.engine.edits import SetProject
from beatterm.engine.messages import Audition, Command, LetGo, Notice, OpenDevice, Panic, Play, Report
from beatterm.engine.midi.messages import Aim, SetMidi, TestNote
from beatterm.host.hosted import HostedEngine, MakeEngine, maker_named
from beatterm.host.keeper import LOOK_SECONDS, Keeper, first_rate
from beatterm.host.midi.conductor import Conductor
from beatterm.host.performer import Performer
from beatterm.host.pipes import Speaker, take_over_pipes
from beatterm.host.standing import Resume, Standing
from beatterm.host.telemetry import TelemetryWriter
from beatterm.host.troubles import Troubles
from beatterm.host.wire import Launch, Order, Renew, next_message

_NICE = -11
_TURN_SECONDS = 0.0001
"""How long a thread keeps Python's lock while another waits. The callback gives it up and asks for it again
many times a block, and beside a thread that works it waits so long each time.
"""
END_SECONDS = 3.5
"""What closing may take when the client is gone; then the process ends as it is."""


class Server:
    """Carries out Orders until their end. `report` takes what the musician, or the client, must know."""

    def __init__(
        self,
        launch: Launch,
        make_engine: MakeEngine,
        orders: "SimpleQueue[Order | Command | None]",
        report: Callable[[Report | Renew], None],
    ) -> None:
        rate = first_rate(launch.device)
        self._orders = orders
        self._report = report
        self._make_engine = make_engine
        self._engine = make_engine(rate)
        self._standing = Standing(launch.device)
        self._performer = Performer(self._engine, rate, TelemetryWriter(Path(launch.telemetry_path)).write)
        self._keeper = Keeper(self._performer, launch.device, report, self._prepare_rate)
        self._conductor = Conductor(
            lambda: self._performer.heard,
            orders.put,
            lambda command: self._performer.orders.append((None, command)),
            report,
            lambda: self._standing.start,
        )
        self._troubles = Troubles("The engine", report)

    def run(self) -> None:
        """Until the end of the Orders."""
        self._keeper.begin()
        while self._carry_out_next():
            self._keeper.watch()
            self._tell_fault()
        self._conductor.close()
        self._keeper.close()

    def _carry_out_next(self) -> bool:
        """Wait a moment for an Order and carry it out; False at the end of them."""
        try:
            order = self._orders.get(timeout=LOOK_SECONDS)
        except Empty:
            return True
        if isinstance(order, Order):
            self._carry_out(order.number, order.command)
        elif order is not None:
            self._perform(None, order)
        return order is not None

    def _carry_out(self, number: int, command: Command | Resume) -> None:
        """What the client asks for. A Play that waits for others comes again by itself when it is time."""
        if isinstance(command, Play) and self._conductor.holds(command):
            self._performer.orders.append((number, None))
        else:
            self._perform(number, command)

    def _perform(self, number: int | None, command: Command | Resume) -> None:
        """Have a Command take effect; those without a number come from MIDI."""
        if isinstance(command, Play):
            command = replace(command, lead_seconds=self._conductor.lead_seconds())
        self._standing = self._standing.after(command)
        match command:
            case OpenDevice():
                self._performer.orders.append((number, None))
                self._keeper.open(command)
                return
            case SetMidi(setup):
                self._conductor.configure(setup)
            case TestNote() | Aim() | Audition() | LetGo() | Panic():
                self._conductor.take(command)
        is_ready = isinstance(command, Resume) or self._prepare(self._engine, command)
        self._performer.orders.append((number, command if is_ready else None))

    def _prepare(self, engine: HostedEngine, command: Command) -> bool:
        """Whether the slow part went well; what did not is reported."""
        try:
            for text in engine.prepare(command, self._performer.give_way):
                self._report(Notice(text))
        except Exception as error:
            self._troubles.tell(error)
            return False
        return True

    def _prepare_rate(self, rate: int) -> Callable[[], None]:
        """Another engine for an output of another rate; calling what comes back goes on with it from here."""
        engine = self._make_engine(rate)
        self._prepare(engine, SetProject(self._standing.project))

        def change_over() -> None:
            self._performer.engage(engine, rate, self._standing.resumption(self._performer.snapshot))
            self._engine = engine

        return change_over

    def _tell_fault(self) -> None:
        fault, self._performer.fault = self._performer.fault, None
        if fault is not None:
            self._troubles.tell(fault)


def main() -> None:
    """Take the pipes over, then serve until the client is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    orders_pipe, reports_pipe = take_over_pipes()
    _ask_for_priority()
    faulthandler.enable()
    try:
        launch: Launch = next_message(orders_pipe)
        orders: SimpleQueue[Order | Command | None] = SimpleQueue()
        Thread(target=_read, args=(orders_pipe, orders), name="orders", daemon=True).start()
        make_engine = maker_named(launch.engine)
        _favour_the_callback()
        Server(launch, make_engine, orders, Speaker(reports_pipe).say).run()
        code = 0
    except EOFError:
        code = 0
    except BaseException:
        traceback.print_exc()
        code = 1
    sys.stderr.flush()
    os._exit(code)  # an audio library may hang in its own end, and then Python's would


def _ask_for_priority() -> None:
    """Commands, a hit on a pad above all, should not wait for other programs. Granted or not, all works."""
    with suppress(OSError, AttributeError):
        os.setpriority(os.PRIO_PROCESS, 0, _NICE)


def _favour_the_callback() -> None:
    """The callback gets Python's lock soon when it asks, and no collection of garbage holds it up."""
    sys.setswitchinterval(_TURN_SECONDS)
    gc.collect()
    gc.freeze()
    gc.disable()


def _read(pipe: BinaryIO, orders: "SimpleQueue[Order | Command | None]") -> None:
    """Pass Orders on until the client is gone; then the process ends within a moment, whatever hangs."""
    try:
        while True:
            orders.put(next_message(pipe))
    except (EOFError, OSError):
        pass
    except Exception as error:  # a message that cannot be read: the client starts another engine
        traceback.print_exception(error)
    orders.put(None)
    time.sleep(END_SECONDS)
    os._exit(1)


if __name__ == "__main__":
    main()
