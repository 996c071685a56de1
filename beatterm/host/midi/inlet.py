"""What becomes of what comes in: notes sound for as long as their keys are held, and are reported to be
recorded; controls and wishes are reported; clocks lead.
"""

from collections import deque
from collections.abc import Callable

from beatterm.engine.messages import Audition, Command, LetGo, Play, Report, Stop
from beatterm.engine.midi.heard import Heard
from beatterm.engine.midi.incoming import (
    PLAY,
    RECORD,
    RECORD_EXIT,
    Clocked,
    Incoming,
    Machine,
    Program,
    Struck,
)
from beatterm.engine.midi.messages import MidiAsked, MidiPlayed, MidiTurned
from beatterm.engine.midi.turning import Turned
from beatterm.host.midi.keys import Keys, Pressed
from beatterm.host.midi.wire import Arrivals, Came
from beatterm.model.midi_setup import InPort, MidiSetup
from beatterm.model.pitched import pitched_tracks
from beatterm.model.project import Project
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
        self._keys = Keys()
        self._struck: deque[float] = deque(maxlen=_MOST_STRIKES)
        self._project = Project()
        self._pitched: frozenset[str] = frozenset()
        self.aim = ""

    def configure(self, setup: MidiSetup, now: float) -> None:
        """Listen to these inputs; one that is as it was goes on with the notes it holds, others let go."""
        before = self._ports
        self._ports = {}
        for port in setup.ins:
            old = before.get(port.name)
            self._ports[port.name] = old if old and old[0] == port else (port, Incoming(port))
        for name, old in before.items():
            if self._ports.get(name) is not old:
                self._let_go(self._keys.lift_all(name), now)

    def restart(self, now: float) -> None:
        """Nothing more will come of the inputs as they were: their process has ended."""
        self._let_go(self._keys.lift_all(), now)
        self._ports = {name: (port, Incoming(port)) for name, (port, _) in self._ports.items()}

    def take(self, arrivals: Arrivals) -> None:
        """All that has come at once, in order; of each control only the last place counts. Where something
        was lost, that may have been keys going up.
        """
        self._turned.clear()
        for came in arrivals.messages:
            self._take(came)
        for turned in self._turned.values():
            self._report(turned)
        if arrivals.lost and arrivals.messages:
            self._let_go(self._keys.lift_all(), arrivals.messages[-1].seconds)

    def _take(self, came: Came) -> None:
        port = self._ports.get(came.port)
        if port is None:
            return
        for word in port[1].read(came.data, self._heard().project.song):
            match word:
                case Struck():
                    self._strike(came, word)
                case Turned(channel, number, value):
                    key = (came.port, channel, number)
                    self._turned[key] = MidiTurned(*key, value)
                case Program(number):
                    self._report(MidiAsked("pattern", number))
                case Clocked():
                    self._clocked(came.port, came.seconds, came.data)
                case Machine(what):
                    self._obey(what)

    def _strike(self, came: Came, struck: Struck) -> None:
        """A key that goes down while it is down has gone up unseen."""
        if struck.velocity and self._is_flood(came.seconds):
            return
        before = self._keys.lift(came.port, struck.key)
        if before is not None:
            self._let_go([before], came.seconds)
        if struck.velocity:
            track = struck.track or self.aim
            note = struck.note if not track or self._has_pitch(track) else None
            pressed = self._keys.press(came.port, struck.key, track, note)
            if track:
                self._perform(Audition(track, note, struck.velocity, pressed.number))
            self._tell(pressed, struck.velocity, came.seconds)

    def _has_pitch(self, track: str) -> bool:
        """Whether keys play notes on a track: a drum is the same drum under each of them."""
        project = self._heard().project
        if project is not self._project:
            self._project, self._pitched = project, pitched_tracks(project)
        return track in self._pitched

    def _let_go(self, keys: list[Pressed], seconds: float) -> None:
        for pressed in keys:
            if pressed.track:
                self._perform(LetGo(pressed.number))
            self._tell(pressed, 0, seconds)

    def _tell(self, pressed: Pressed, velocity: int, seconds: float) -> None:
        number, port, track, note = pressed
        self._report(MidiPlayed(port, track, note, velocity, seconds, number))

    def _is_flood(self, seconds: float) -> bool:
        if len(self._struck) == _MOST_STRIKES and seconds - self._struck[0] < _STRIKES_SECONDS:
            return True
        self._struck.append(seconds)
        return False

    def _obey(self, what: str) -> None:
        """Machine control has no clock to wait for."""
        if what in (RECORD, RECORD_EXIT):
            self._report(MidiAsked(what))
        if what == RECORD_EXIT:
            return
        if what in (PLAY, RECORD):
            if not self._heard().is_running:
                self._perform(Play(self._cue()))
        elif self._heard().is_running:
            self._perform(Stop())
