"""What the screen is told of the ports and the clock: gathered here, reported when something changes."""

from collections import Counter
from collections.abc import Callable

from beatterm.engine.messages import Report
from beatterm.engine.midi.messages import ClockState, MidiState, PortState
from beatterm.host.midi.wire import Arrivals, Port, Ports, Sent
from beatterm.model.midi_setup import MidiSetup

SHOW_SECONDS = 0.1
"""Changes within this time are told together: lights need no more."""


class Board:
    """The state of the studio, as the screen shows it."""

    def __init__(self, report: Callable[[Report], None]) -> None:
        self._report = report
        self._setup = MidiSetup()
        self._ports: Ports | None = None
        self._sent: Counter[str] = Counter()
        self._came: Counter[str] = Counter()
        self._shown = MidiState()
        self._shown_seconds = 0.0

    def configure(self, setup: MidiSetup) -> None:
        """Show these ports, as yet not connected, until more is known of them."""
        self._setup = setup
        self._shown_seconds = 0.0

    def restart(self) -> None:
        """Another process will connect the ports anew: nothing is known of them until it says so."""
        self._ports = None

    def set_ports(self, ports: Ports) -> list[str]:
        """Which ports are connected to what; the outputs that were connected just now."""
        before = {port.name: port.times for port in (self._ports or Ports()).outs}
        self._ports = ports
        self._shown_seconds = 0.0
        return [port.name for port in ports.outs if port.times > before.get(port.name, 0)]

    def count_sent(self, sent: Sent) -> None:
        """How many messages have left through each port, all in all."""
        self._sent.update({name: count - self._sent[name] for name, count in sent.counts})

    def count_arrivals(self, arrivals: Arrivals) -> None:
        """Messages that have come in."""
        self._came.update(came.port for came in arrivals.messages)

    def show(self, clock: ClockState, now: float) -> None:
        """Report what has changed, if it is time to, from when the ports have been looked at."""
        if self._ports is None or now - self._shown_seconds < SHOW_SECONDS:
            return
        state = self._state(self._ports, clock)
        if state != self._shown:
            self._shown, self._shown_seconds = state, now
            self._report(state)

    def _state(self, ports: Ports, clock: ClockState) -> MidiState:
        outs = [_state_of(out.name, ports.outs, self._sent) for out in self._setup.outs]
        ins = [_state_of(each.name, ports.ins, self._came) for each in self._setup.ins]
        return MidiState(tuple(outs), tuple(ins), ports.system_outs, ports.system_ins, clock, ports.problem)


def _state_of(name: str, ports: tuple[Port, ...], counts: Counter[str]) -> PortState:
    port = next((each for each in ports if each.name == name), Port(name))
    return PortState(name, port.connected_to, port.problem, counts[name])
