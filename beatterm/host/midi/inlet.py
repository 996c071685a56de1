"""What becomes of what comes in: notes sound, and are reported to be recorded; controls and wishes are
reported; clocks lead.
"""

from collections import deque
from collections.abc import Callable

from beatterm.engine.messages import Audition, Command, Play, Report, Stop
from beatterm.engine.midi.heard import Heard
from beatterm.engine.midi.incoming import PLAY, RECORD, Clocked, Incoming, Machine, Program, Struck
from beatterm.engine.midi.messages import MidiAsked, MidiPlayed, MidiTurned
from beatterm.engine.midi.turning import Turned
from beatterm.host.midi.wire import Arrivals, Came
from beatterm.model.midi_setup import InPort, MidiSetup
from beatterm.sequencer.live import Cue

Perform = Callable[[Command], None]
Clocks = Callable[[str, float, bytes], None]
"""Takes the port, the moment, and what its clock or transport says."""


_MOST_STRIKES, _STRIKES_SECONDS = 128, 0.25
"""More strikes in so short a time are no player: the rest of such a flood is dropped."""


class Inlet:
    """Makes Commands and reports of what the inputs receive. `cue` tells what a start from outside plays."""

    def __init__(
        self,
        perform: Perform,
        report: Callable[[Report], None],
        clocked: Clocks,
        heard: Callable[[], Heard],
        cue: Callable[[], Cue],
    ) -> None:
        self._perform = perform
        self._report = report
        self._clocked = clocked
        self._heard = heard
        self._cue = cue
        self._ports: dict[str, tuple[InPort, Incoming]] = {}
        self._turned: dict[tuple[str, int, int], Report] = {}
        self._struck: deque[float] = deque(maxlen=_MOST_STRIKES)
        self.aim = ""

    def configure(self, setup: MidiSetup) -> None:
        """Listen to these inputs; one that is as it was goes on with the notes it holds."""
        before = self._ports
        self._ports = {}
        for port in setup.ins:
            old = before.get(port.name)
            self._ports[port.name] = old if old and old[0] == port else (port, Incoming(port))

    def take(self, arrivals: Arrivals) -> None:
        """All that has come at once, in order; of each control only the last place counts."""
        self._turned.clear()
        for came in arrivals.messages:
            self._take(came)
        for turned in self._turned.values():
            self._report(turned)

    def _take(self, came: Came) -> None:
        port = self._ports.get(came.port)
        if port is None:
            return
        for word in port[1].read(came.data, self._heard().project.song):
            match word:
                case Struck(track, note, velocity):
                    self._strike(came, track or self.aim, note, velocity)
                case Turned(channel, number, value):
                    key = (came.port, channel, number)
                    self._turned[key] = MidiTurned(*key, value)
                case Program(number):
                    self._report(MidiAsked("pattern", number))
                case Clocked():
                    self._clocked(came.port, came.seconds, came.data)
                case Machine(what):
                    self._obey(what)

    def _strike(self, came: Came, track: str, note: int | None, velocity: int) -> None:
        if velocity and self._is_flood(came.seconds):
            return
        if track and velocity:
            self._perform(Audition(track, note, velocity))
        self._report(MidiPlayed(came.port, track, note, velocity, came.seconds))

    def _is_flood(self, seconds: float) -> bool:
        if len(self._struck) == _MOST_STRIKES and seconds - self._struck[0] < _STRIKES_SECONDS:
            return True
        self._struck.append(seconds)
        return False

    def _obey(self, what: str) -> None:
        """Machine control has no clock to wait for."""
        if what == RECORD:
            self._report(MidiAsked("record"))
        if what in (PLAY, RECORD):
            if not self._heard().is_running:
                self._perform(Play(self._cue()))
        elif self._heard().is_running:
            self._perform(Stop())
