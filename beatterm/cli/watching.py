"""What `beatterm play` looks at while it plays: where it is, who leads, and whether it is over."""

import time
from typing import TYPE_CHECKING

from beatterm.cli.failure import WorkFailed
from beatterm.cli.status import Status, position_text
from beatterm.model.midi_setup import INTERNAL, LINK, MidiSetup
from beatterm.model.song import Song

if TYPE_CHECKING:
    from beatterm.engine.messages import Snapshot
    from beatterm.engine.midi.messages import MidiState
    from beatterm.host.client import EngineClient

LOOK_SECONDS = 0.05
_TAIL_LOOKS = 200
_LOST_LOOKS = 20
"""A clock that is not followed for so long is lost: it takes some pulses until one is known."""


class Watch:
    """Watches what a client plays in a studio, and tells of it. What others start they stop, and it is over
    only with Ctrl-C; a Link session is asked to start, and is left when the song is over.
    """

    def __init__(self, client: "EngineClient", song: Song, setup: MidiSetup) -> None:
        self._client, self._song = client, song
        self._source = setup.source
        self._has_transport = _has_transport(setup)
        self._status = Status()
        self._state: MidiState | None = None
        self._has_begun = False
        self._tick = 0
        self._unled_looks = 0

    @property
    def waits(self) -> bool:
        """Whether only a Start from outside begins it."""
        return self._has_transport and self._source != LINK

    def await_ports(self, seconds: float) -> None:
        """Go on when the ports have been looked at and a Link session that leads has been heard, or after so
        long; what is wrong with them is said.
        """
        give_up = time.monotonic() + seconds
        self._hear()
        while not self._knows_ports and time.monotonic() < give_up:
            time.sleep(LOOK_SECONDS)
            self._hear()

    @property
    def _knows_ports(self) -> bool:
        return self._state is not None and (self._source != LINK or self._is_led)

    @property
    def _is_led(self) -> bool:
        """Whether the clock that is to be followed is."""
        if self._source == INTERNAL:
            return True
        clock = self._state.clock if self._state else None
        return clock is not None and clock.source == self._source and clock.is_locked

    def until_over(self, ticks: int | None) -> None:
        """Show the position until so many have passed (None: for ever), and let the tail ring out. WorkFailed
        without an engine.
        """
        try:
            while not self._look(ticks):
                time.sleep(LOOK_SECONDS)
            self._ring_out()
        finally:
            self._status.clear()

    def _ring_out(self) -> None:
        looks_left = _TAIL_LOOKS
        while looks_left and self._client.snapshot().voices:
            looks_left -= 1
            time.sleep(LOOK_SECONDS)
            self._hear()

    def _look(self, ticks: int | None) -> bool:
        """Look once; whether it is over."""
        from beatterm.engine.messages import Stop

        # A song may be over between two looks: then it has begun, and yet was never seen running.
        is_taken, is_off = self._client.is_caught_up, self._client.is_off
        snapshot = self._client.snapshot()
        self._hear()
        if is_off:
            raise WorkFailed("Nothing plays without the sound engine. What is missing? beatterm doctor")
        self._has_begun |= snapshot.running or (is_taken and not self._has_transport)
        self._tick = snapshot.tick if snapshot.running else self._tick
        is_at_end = snapshot.running and ticks is not None and snapshot.tick >= ticks
        if is_at_end:
            self._client.send(Stop())
        self._show(snapshot)
        return not self.waits and (is_at_end or self._has_ended(snapshot, ticks))

    def _has_ended(self, snapshot: "Snapshot", ticks: int | None) -> bool:
        """Whether it stands for good. In a Link session it does from the last bar on: before, it was others
        who stopped it.
        """
        if snapshot.running or not self._has_begun:
            return False
        bar_ticks = self._song.meter.bar_ticks
        return not self._has_transport or (ticks is not None and self._tick >= ticks - bar_ticks)

    def _hear(self) -> None:
        """Take in what the engine reports; what a musician should know is said."""
        from beatterm.engine.messages import Notice
        from beatterm.engine.midi.messages import MidiState

        for report in self._client.reports():
            if isinstance(report, Notice):
                self._status.tell(report.text)
            elif isinstance(report, MidiState):
                self._tell_problems(report)
                self._state = report

    def _tell_problems(self, state: "MidiState") -> None:
        known = _problems_of(self._state) if self._state else []
        for problem in _problems_of(state):
            if problem not in known:
                self._status.tell(problem)

    def _show(self, snapshot: "Snapshot") -> None:
        is_unled = snapshot.running and not self._is_led
        self._unled_looks = self._unled_looks + 1 if is_unled else 0
        if snapshot.running:
            is_lost = self._unled_looks >= _LOST_LOOKS
            words = f"The clock of {self._source} is lost; the last tempo goes on." if is_lost else ""
            self._status.show(position_text(snapshot, self._song), words)
        elif self._has_transport:
            what = "the Link session to start" if self._source == LINK else f"a Start from {self._source}"
            self._status.show("", f"This waits for {what}; Ctrl-C ends it.")


def _has_transport(setup: MidiSetup) -> bool:
    """Whether the one whose clock is followed also starts and stops."""
    if setup.source == LINK:
        return setup.link.start_stop
    return any(port.name == setup.source and port.transport for port in setup.ins)


def _problems_of(state: "MidiState") -> list[str]:
    """What is wrong with the ports, a line each."""
    ports = [f"{port.name}: {port.problem}" for port in (*state.outs, *state.ins) if port.problem]
    return [state.problem] if state.problem else ports
