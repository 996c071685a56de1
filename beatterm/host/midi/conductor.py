"""The conductor: a thread of the engine's process between what plays and the process that has the MIDI ports.

Every few milliseconds it asks what is to be sent soon, and hands it over; what comes in goes to those who
make something of it. It holds no port and is never waited for.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread

from beatterm.engine.messages import Audition, Command, LetGo, Notice, Panic, Play, Report
from beatterm.engine.midi.heard import Heard
from beatterm.engine.midi.messages import Aim, TestNote
from beatterm.engine.midi.planner import AHEAD_SECONDS, Planner, tested
from beatterm.host.midi.board import Board
from beatterm.host.midi.inlet import Inlet
from beatterm.host.midi.lead import Lead
from beatterm.host.midi.process import MidiProcess
from beatterm.host.midi.remains import Remains
from beatterm.host.midi.wire import (
    Arrivals,
    Configure,
    Down,
    Inherit,
    LinkTime,
    Ports,
    Release,
    Send,
    Sent,
    Up,
)
from beatterm.host.troubles import Troubles
from beatterm.model.midi_setup import INTERNAL, MidiSetup
from beatterm.sequencer.live import Cue

PERIOD_SECONDS = 0.003
DEATHS, DEATHS_SECONDS = 3, 10.0
"""A process that ended so often in so short a time is not started again until the setup changes."""
LEAD_SECONDS = AHEAD_SECONDS + 0.008
"""A start is known so long before it is heard: what was handed over for before has left by then."""
_MOST_WORDS = 64
"""Of what comes in, so much is looked at before the next plan, whatever flood it is."""
_CLOSE_SECONDS = 2.0


_Asked = TestNote | Aim | Audition | LetGo | Panic
_Word = MidiSetup | _Asked | Up | MidiProcess


class Conductor:
    """Sends what plays, and takes in what is played. `heard` tells the newest Heard; `perform` carries a
    Command out as if it came from the screen, `steer` one that needs no preparing; `cue` is what a start from
    outside plays.
    """

    def __init__(
        self,
        heard: Callable[[], Heard],
        perform: Callable[[Command], None],
        steer: Callable[[Command], None],
        report: Callable[[Report], None],
        cue: Callable[[], Cue],
    ) -> None:
        self._heard = heard
        self._report = report
        self._inbox: SimpleQueue[_Word | None] = SimpleQueue()
        self._setup = MidiSetup()
        self._process: MidiProcess | None = None
        self._planner = Planner()
        self._board = Board(report)
        self._lead = Lead(perform, steer, self._send_now, cue)
        self._inlet = Inlet(perform, report, self._clocked, heard, cue)
        self._remains = Remains()
        self._deaths: list[float] = []
        self._troubles = Troubles("MIDI", report)
        self._planned_seconds = 0.0
        self._thread: Thread | None = None

    def configure(self, setup: MidiSetup) -> None:
        """Have these ports from now on. Returns at once."""
        self._inbox.put(setup)
        if self._thread is None:
            self._thread = Thread(target=self._run, name="conductor", daemon=True)
            self._thread.start()

    def take(self, command: _Asked) -> None:
        """What the screen asks for that concerns MIDI. Returns at once."""
        if self._thread is not None:
            self._inbox.put(command)

    def lead_seconds(self) -> float:
        """How long before the first note of a start those who follow beatterm's clock must be told of it, if
        that is more than what a device takes to be heard.
        """
        leads = self._setup.source == INTERNAL and any(port.clock for port in self._setup.outs)
        return max(0.0, LEAD_SECONDS - self._heard().latency_seconds) if leads else 0.0

    def holds(self, play: Play) -> bool:
        """Whether a Play waits for others, and will be carried out when it is time."""
        return self._thread is not None and self._lead.holds(play, self._heard().project.song)

    def close(self) -> None:
        """End all notes and let the ports go."""
        if self._thread is not None:
            self._inbox.put(None)
            self._thread.join(_CLOSE_SECONDS)

    def _run(self) -> None:
        while True:
            try:
                if not self._turn():
                    break
            except Exception as error:
                self._troubles.tell(error)
                self._planner = Planner()
                self._send_now(Release(0.0, panic=True))
                time.sleep(PERIOD_SECONDS)
        self._end_process()

    def _turn(self) -> bool:
        """Take what has come, then plan on; False at the end."""
        with suppress(Empty):
            for count in range(_MOST_WORDS):
                word = self._inbox.get(count == 0, PERIOD_SECONDS)
                if word is None:
                    return False
                self._take(word)
        now = time.monotonic()
        if now - self._planned_seconds >= PERIOD_SECONDS:
            self._planned_seconds = now
            self._plan(now)
        return True

    def _take(self, word: _Word) -> None:
        match word:
            case MidiSetup():
                self._set_up(word)
            case TestNote():
                self._send_now(Send(tested(word, self._setup, time.monotonic())))
            case Aim():
                self._inlet.aim = word.track
            case Audition() | LetGo():
                self._planner.audition(word)
            case Panic():
                self._lead.give_up()
            case MidiProcess():
                self._mourn(word)
            case Ports():
                for name in self._board.set_ports(word):
                    self._planner.forget(name)
                    self._remains.settle(name)
            case Sent():
                self._board.count_sent(word)
            case LinkTime():
                self._lead.take_link(word)
            case Arrivals():
                self._board.count_arrivals(word)
                self._inlet.take(word)

    def _set_up(self, setup: MidiSetup) -> None:
        self._setup = setup
        self._deaths.clear()
        self._lead.configure(setup)
        self._inlet.configure(setup, time.monotonic())
        self._board.configure(setup)
        self._plan(time.monotonic())  # what ends the notes of ports that leave has to reach them
        if self._process is None:
            self._start_process()
        self._send_now(Configure(setup))

    def _start_process(self) -> None:
        self._process = MidiProcess(self._on_word_of)
        self._planner = Planner()
        self._board.restart()
        self._send_now(Inherit(self._remains.pass_on()))

    def _on_word_of(self, process: MidiProcess, word: Up | None) -> None:
        self._inbox.put(process if word is None else word)

    def _mourn(self, process: MidiProcess) -> None:
        """The process has ended by itself: start another, unless that happens too often."""
        if process is not self._process:
            return
        process.end()
        now = time.monotonic()
        self._inlet.restart(now)
        self._deaths = [*(death for death in self._deaths if death > now - DEATHS_SECONDS), now]
        if len(self._deaths) >= DEATHS:
            self._process = None
            text = "MIDI ended several times in a row and is off. Change a port in Setup to try again."
            self._report(Notice(text, is_error=True))
            return
        self._start_process()
        self._send_now(Configure(self._setup))

    def _plan(self, now: float) -> None:
        heard = self._heard()
        if self._process is not None:
            plan = self._planner.plan(heard, self._setup, now + AHEAD_SECONDS)
            if plan.release is not None:
                self._send_now(Release(*plan.release))
            if plan.messages:
                self._send_now(Send(plan.messages))
        self._lead.go_on(heard, now)
        self._board.show(self._lead.state(now), now)

    def _send_now(self, word: Down) -> None:
        if isinstance(word, Send):
            self._remains.note(word.messages)
        if self._process is not None:
            self._process.send(word)

    def _clocked(self, port: str, seconds: float, data: bytes) -> None:
        self._lead.clocked(port, seconds, data, self._heard())

    def _end_process(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.end()
