"""The planner: what is to be sent through which port when, from what plays (`Heard`) and the studio's setup.

Pure: it has neither a clock nor ports. Whoever has both asks it every few milliseconds, and sends what it
answers with.
"""

from typing import NamedTuple

from beatterm.engine.messages import Audition, LetGo
from beatterm.engine.midi.due import NOTE_OFF, NOTE_ON, Due
from beatterm.engine.midi.encoding import note_off, note_on
from beatterm.engine.midi.heard import Heard
from beatterm.engine.midi.messages import TestNote
from beatterm.engine.midi.outlet import Outlet
from beatterm.engine.midi.pages import Score
from beatterm.engine.midi.routes import Route, Routes, routes_of
from beatterm.engine.midi.times import Times, times_of
from beatterm.model.midi_setup import MidiSetup
from beatterm.model.project import Project

AHEAD_SECONDS = 0.012
"""How long before it is due a message is handed over: more than the turns between two plans may take."""
_TEST_SECONDS = 0.3
_TEST_VELOCITY = 100


class Silence(NamedTuple):
    """Whatever is still to leave from a moment on must not, and what sounds must end; with `panic` every
    channel that was used is told to be silent.
    """

    seconds: float
    panic: bool


class Plan(NamedTuple):
    """What is to be sent, in order; `release` comes before it."""

    messages: tuple[Due, ...] = ()
    release: Silence | None = None


class Planner:
    """Knows what every port has been told. Each message is said once."""

    def __init__(self) -> None:
        self._score = Score()
        self._outlets: dict[str, Outlet] = {}
        self._panics: int | None = None
        self._project: Project | None = None
        self._setup: MidiSetup | None = None
        self._routes: Routes = {}
        self._auditions: list[Audition | LetGo] = []

    def plan(
        self, heard: Heard, setup: MidiSetup, until_seconds: float, ahead_seconds: float = AHEAD_SECONDS
    ) -> Plan:
        """All that leaves before a moment, `ahead_seconds` from now, and has not been said yet. Moments must
        not go back.
        """
        now = until_seconds - ahead_seconds
        release = self._panicked(heard, now)
        self._take_setup(heard.project, setup)
        messages = self._closed(setup, now)
        times = {port.name: times_of(port, heard, now, until_seconds) for port in setup.outs}
        for port in setup.outs:
            if port.name not in self._outlets:
                self._outlets[port.name] = Outlet(port, self._score.page, times[port.name])
        self._score.hear(heard)
        for port in setup.outs:
            outlet = self._outlets[port.name]
            self._audition(outlet, times[port.name])
            messages += outlet.plan(port, self._routes.get(port.name, _NO_ROUTES), times[port.name])
        self._auditions.clear()
        return Plan(tuple(sorted(messages)), release) if messages or release else _NOTHING

    def audition(self, audition: Audition | LetGo) -> None:
        """Sound a track once, when the next plan is made, for a beat or until its key goes up."""
        self._auditions.append(audition)

    def forget(self, port: str) -> None:
        """A port was connected anew: what is behind it knows nothing of what has been told."""
        if port in self._outlets:
            self._outlets[port].forget()

    def close(self, seconds: float) -> tuple[Due, ...]:
        """What ends all notes and stops all listeners. The planner begins anew after it."""
        messages = [due for outlet in self._outlets.values() for due in outlet.close(seconds)]
        self._outlets.clear()
        return tuple(sorted(messages))

    def _panicked(self, heard: Heard, now: float) -> Silence | None:
        is_panic = self._panics is not None and heard.panics != self._panics
        self._panics = heard.panics
        if not is_panic:
            return None
        for outlet in self._outlets.values():
            outlet.panic(now)
        return Silence(0.0, panic=True)

    def _take_setup(self, project: Project, setup: MidiSetup) -> None:
        """Where tracks are sent may have changed with the song or the studio."""
        if setup is self._setup and _sends_alike(project, self._project):
            self._project = project
            return
        routes = routes_of(project, setup)
        for port, old in self._routes.items():
            if routes.get(port) == old:
                routes[port] = old
        self._project, self._setup, self._routes = project, setup, routes

    def _closed(self, setup: MidiSetup, now: float) -> list[Due]:
        """Close the ports that the setup has no more."""
        messages: list[Due] = []
        for name in self._outlets.keys() - {port.name for port in setup.outs}:
            messages += self._outlets.pop(name).close(now)
        return messages

    def _audition(self, outlet: Outlet, times: Times) -> None:
        clock = times.heard.clock
        beat = times.heard.project.song.meter.beat_ticks
        for audition in self._auditions:
            if isinstance(audition, LetGo):
                outlet.let_go(audition.hold, times)
            else:
                outlet.audition(audition, clock.frame_of(clock.tick + beat) - clock.frame, times)


_NO_ROUTES: dict[str, Route] = {}
_NOTHING = Plan()


def _sends_alike(project: Project, before: Project | None) -> bool:
    """Whether tracks, mixer and kit are the same objects as before."""
    if before is None:
        return False
    song, old = project.song, before.song
    return song.tracks is old.tracks and song.mixer is old.mixer and project.kit is before.kit


def tested(test: TestNote, setup: MidiSetup, seconds: float) -> tuple[Due, ...]:
    """A short note through a port, to hear whether anything listens there."""
    port = setup.out(test.port)
    if port is None:
        return ()
    begun = Due(seconds, NOTE_ON, port.name, note_on(test.channel, test.note, _TEST_VELOCITY))
    ended = Due(seconds + _TEST_SECONDS, NOTE_OFF, port.name, note_off(test.channel, test.note))
    return begun, ended
