"""The clock that a port's listeners follow: 24 pulses a quarter note, start, stop and song position.

Every pulse's time comes from its tick, never from the one before, so a new tempo keeps the phase. While the
transport stands the pulses run on by themselves. What sounds on a tick sounds on its pulse: the first pulse
after Start is the downbeat.
"""

from dataclasses import dataclass

from beatterm.engine.midi.due import REALTIME
from beatterm.engine.midi.encoding import CLOCK, CONTINUE, START, STOP, song_position
from beatterm.engine.midi.lane import Lane
from beatterm.engine.midi.pages import Page
from beatterm.engine.midi.times import LATE_SECONDS, Times
from beatterm.model.midi_setup import OutPort
from beatterm.model.time import PPQN, SIXTEENTH_TICKS

PULSES = 24
PULSE_TICKS = PPQN // PULSES
LEAD_SECONDS = 0.0015
"""How long before its pulse a start is sent, for receivers to get ready."""
LOCATE_SECONDS = 0.005
"""How long receivers are given to go to a song position before they continue from it."""
_CROWDED = 0.5
"""A pulse while standing keeps so much of their distance from the first one that plays."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """At which tick the listeners begin to play, and the message that makes them."""

    tick: int
    message: bytes


class ClockOut:
    """The clock of one port."""

    def __init__(self, port: OutPort) -> None:
        self._port = port
        self.lane = Lane(port.name)
        self._next_tick = 0
        self._last_seconds: float | None = None
        self._entry: _Entry | None = None
        self._has_started = False
        self._is_known_to_stand = False
        self._is_joining = False

    def configure(self, port: OutPort, page: Page, times: Times) -> None:
        """Take other switches."""
        old, self._port = self._port, port
        if old.clock and not port.clock:
            self._stop(times.now)
            self._last_seconds = None
        is_new = (port.clock and not old.clock) or (port.transport and not old.transport)
        if is_new and page.is_running:
            self.begin(page, times)

    def forget(self) -> None:
        """Whoever listens may be in any state."""
        self._is_known_to_stand = False

    def begin(self, page: Page, times: Times) -> None:
        """The transport runs with this page, from the beginning or from where it has come to."""
        if not self._port.clock:
            return
        now_tick = times.tick_at(page.clock, times.now - LATE_SECONDS)
        self._next_tick = _on_pulse(page, max(page.first_tick, now_tick))
        self._is_joining = True
        if self._port.transport:
            self._stop(times.now)
            self._entry = self._entry_into(page, times, is_beginning=page.begins and now_tick <= 0)

    def _entry_into(self, page: Page, times: Times, is_beginning: bool) -> _Entry:
        """Start where the song begins; else the song position of the next sixteenth that leaves time to go
        there, and Continue.
        """
        if is_beginning and page.position_ticks == 0:
            return _Entry(0, START)
        if not self._is_known_to_stand:
            self.lane.say(times.now, REALTIME, STOP)
            self._is_known_to_stand = True
        said = max(times.now, self.lane.last_seconds)
        ready_tick = times.tick_at(page.clock, said + LOCATE_SECONDS + LEAD_SECONDS)
        first = max(0, ready_tick, self._next_tick) + page.position_ticks
        sixteenth = -(-first // SIXTEENTH_TICKS)
        self.lane.say(said, REALTIME, song_position(sixteenth))
        return _Entry(sixteenth * SIXTEENTH_TICKS - page.position_ticks, CONTINUE)

    def end(self, seconds: float) -> None:
        """The transport stops at a moment."""
        self._entry = None
        self._is_joining = False
        self._stop(seconds)

    def panic(self, seconds: float) -> None:
        """Stop the listeners whatever they do: a message that did may have been withdrawn."""
        if self._port.clock and self._port.transport:
            self._has_started = True
        self.end(seconds)

    def _stop(self, seconds: float) -> None:
        if self._has_started:
            self.lane.say(seconds, REALTIME, STOP)
            self._is_known_to_stand = True
        self._has_started = False

    def run(self, page: Page, end_tick: int, times: Times) -> None:
        """Send the pulses of a page that runs, those before a tick."""
        if not self._port.clock:
            return
        if self._is_joining:
            self._free_until_first(page, times)
        while True:
            seconds = times.of_tick(page.clock, self._next_tick)
            if self._entry is not None and self._next_tick >= self._entry.tick:
                if seconds - LEAD_SECONDS > times.until or _is_over(page, self._next_tick):
                    return
                self._enter(self._entry, seconds - LEAD_SECONDS)
            if self._next_tick >= end_tick:
                return
            if self._is_wanted():
                self._pulse(seconds)
            self._is_joining = False
            self._next_tick += PULSE_TICKS

    def _enter(self, entry: _Entry, seconds: float) -> None:
        self.lane.say(seconds, REALTIME, entry.message)
        self._entry = None
        self._has_started = True
        self._is_known_to_stand = False

    def _is_wanted(self) -> bool:
        """Whether a pulse is sent at the tick that is next."""
        if self._port.clock_when_stopped or self._has_started:
            return True
        return not self._port.transport and self._next_tick >= 0

    def _free_until_first(self, page: Page, times: Times) -> None:
        """Run on by itself until shortly before the first pulse that plays."""
        first = times.of_tick(page.clock, self._next_tick)
        distance = _distance(times)
        self._free(min(times.until, first - _CROWDED * distance), distance, times)

    def stand(self, times: Times) -> None:
        """Send the pulses of a transport that stands."""
        if self._port.clock:
            self._free(times.until_standing, _distance(times), times)

    def _free(self, until: float, distance: float, times: Times) -> None:
        if not self._port.clock_when_stopped:
            return
        last = self._last_seconds
        if last is None or last < times.now - distance - LATE_SECONDS:
            last = times.now - distance
        while last + distance <= until:
            last += distance
            self._pulse(last)

    def _pulse(self, seconds: float) -> None:
        self.lane.say(seconds, REALTIME, CLOCK)
        self._last_seconds = self.lane.last_seconds


def _on_pulse(page: Page, tick: int) -> int:
    """The first tick from this one on that has a pulse: they count from the song's beginning."""
    place = tick + page.position_ticks
    return -(-place // PULSE_TICKS) * PULSE_TICKS - page.position_ticks


def _is_over(page: Page, tick: int) -> bool:
    """Whether a page ends before a tick."""
    over = page.over_tick is not None and tick >= page.over_tick
    return over or (page.ends_run and tick >= page.last_tick)


def _distance(times: Times) -> float:
    """Seconds between two pulses, in the time that the frames really take."""
    clock = times.heard.clock
    return clock.rate * 60 / (clock.tempo * PULSES) * times.heard.frame_seconds
