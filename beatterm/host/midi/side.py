"""The outputs, or the inputs, of the setup and what each is connected to."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from beatterm.devices.midi_in import MidiIn
from beatterm.devices.midi_names import SystemPort, chosen, vagueness
from beatterm.devices.midi_out import MidiOut
from beatterm.devices.midi_ports import Found, MidiPorts
from beatterm.devices.midi_words import WITHOUT_SYSTEM, gone_text, not_there_text
from beatterm.devices.output import DeviceError
from beatterm.host.midi.dispatcher import Dispatcher
from beatterm.host.midi.listener import Listener
from beatterm.host.midi.wire import Port
from beatterm.model.midi_setup import InPort, OutPort

Wanted = OutPort | InPort
Connection = TypeVar("Connection", MidiOut, MidiIn)


@dataclass(frozen=True, slots=True)
class _Plug(Generic[Connection]):
    """An open port, the system's port at its other end (None: a virtual one), and the run of the system."""

    connection: Connection
    target: SystemPort | None
    server: tuple[str, object]

    @property
    def label(self) -> str:
        """What it is connected to."""
        return self.connection.name if self.target is None else self.target.label


class Side(Generic[Connection]):
    """Ports of one direction, by their names in the setup."""

    kind = ""

    def __init__(self, system: MidiPorts) -> None:
        self._system = system
        self._wanted: dict[str, Wanted] = {}
        self._plugs: dict[str, _Plug[Connection]] = {}
        self._problems: dict[str, str] = {}
        self._gone: dict[str, str] = {}
        self._times: Counter[str] = Counter()

    def want(self, ports: Sequence[Wanted]) -> None:
        """Have these from now on."""
        wanted = {port.name: port for port in ports}
        for name, before in self._wanted.items():
            after = wanted.get(name)
            if after is None or (after.match, after.virtual) != (before.match, before.virtual):
                self._give_up(name)
        self._wanted = wanted

    def drop_lost(self, found: Found) -> None:
        """Let go of what is no longer there."""
        there = {(port.api, port.raw) for port in self._among(found)}
        for name, plug in list(self._plugs.items()):
            if plug.server not in found.servers:
                self._lose(name)
                self._system.leave(plug.connection)
            elif plug.target is not None and (plug.target.api, plug.target.raw) not in there:
                self._lose(name)
                plug.connection.close()

    def connect(self, found: Found) -> int:
        """Connect what is not connected and can be; how many were."""
        waiting = [port for name, port in self._wanted.items() if name not in self._plugs]
        waiting.sort(key=lambda port: vagueness(port.match))
        return sum([self._connected(port, found) for port in waiting])

    def states(self) -> tuple[Port, ...]:
        """How each stands, in the setup's order."""
        return tuple(self._state(name) for name in self._wanted)

    def _connected(self, port: Wanted, found: Found) -> bool:
        try:
            plug = self._virtual(port, found) if port.virtual else self._real(port, found)
        except DeviceError as error:
            self._problems[port.name] = str(error)
            return False
        if plug is None:
            self._problems[port.name] = self._gone.get(port.name) or self._lacking_text(port, found)
            return False
        self._plugs[port.name] = plug
        self._times[port.name] += 1
        self._forget_problems(port.name)
        self._begin(port.name, plug.connection)
        return True

    def _virtual(self, port: Wanted, found: Found) -> _Plug[Connection] | None:
        server = next(iter(found.servers), None)
        return None if server is None else _Plug(self._make(server[0], port.name), None, server)

    def _real(self, port: Wanted, found: Found) -> _Plug[Connection] | None:
        taken = {plug.target for plug in self._plugs.values() if plug.target is not None}
        target = chosen(self._among(found), port.match, taken)
        if target is None:
            return None
        server = next(server for server in found.servers if server[0] == target.api)
        return _Plug(self._open(target, port.name), target, server)

    def _state(self, name: str) -> Port:
        plug = self._plugs.get(name)
        return Port(name, plug.label if plug else "", self._problems.get(name, ""), self._times[name])

    def _give_up(self, name: str) -> None:
        plug = self._plugs.pop(name, None)
        self._forget_problems(name)
        self._end(name)
        if plug is not None:
            plug.connection.close()

    def _lose(self, name: str) -> None:
        self._gone[name] = gone_text(self._plugs.pop(name).label)
        self._miss(name)

    def _lacking_text(self, port: Wanted, found: Found) -> str:
        return WITHOUT_SYSTEM if found.problem else not_there_text(port.match, self.kind)

    def _forget_problems(self, name: str) -> None:
        self._problems.pop(name, None)
        self._gone.pop(name, None)

    def _among(self, found: Found) -> tuple[SystemPort, ...]:
        raise NotImplementedError

    def _open(self, target: SystemPort, name: str) -> Connection:
        raise NotImplementedError

    def _make(self, api: str, name: str) -> Connection:
        raise NotImplementedError

    def _begin(self, name: str, connection: Connection) -> None:
        """A port is connected."""

    def _end(self, name: str) -> None:
        """A port is given up."""

    def _miss(self, name: str) -> None:
        """A port has been lost."""


class OutSide(Side[MidiOut]):
    """The outputs, which the dispatcher sends through."""

    kind = "output"

    def __init__(self, system: MidiPorts, dispatcher: Dispatcher) -> None:
        super().__init__(system)
        self._dispatcher = dispatcher

    def _among(self, found: Found) -> tuple[SystemPort, ...]:
        return found.outs

    def _open(self, target: SystemPort, name: str) -> MidiOut:
        return self._system.open_out(target, name)

    def _make(self, api: str, name: str) -> MidiOut:
        return self._system.make_out(api, name)

    def _begin(self, name: str, connection: MidiOut) -> None:
        self._dispatcher.plug(name, connection.send)

    def _end(self, name: str) -> None:
        self._dispatcher.unplug(name)

    def _miss(self, name: str) -> None:
        self._dispatcher.lose(name)


class InSide(Side[MidiIn]):
    """The inputs, which are listened to."""

    kind = "input"

    def __init__(self, system: MidiPorts, listener: Listener) -> None:
        super().__init__(system)
        self._listener = listener
        self._sources: frozenset[SystemPort] = frozenset()

    def _among(self, found: Found) -> tuple[SystemPort, ...]:
        return found.ins

    def _open(self, target: SystemPort, name: str) -> MidiIn:
        return self._system.open_in(target, name)

    def _make(self, api: str, name: str) -> MidiIn:
        return self._system.make_in(api, name)

    def _begin(self, name: str, connection: MidiIn) -> None:
        self._listener.add(name, connection)

    def _end(self, name: str) -> None:
        self._listener.remove(name)

    _miss = _end

    def drop_lost(self, found: Found) -> None:
        """Let go of what is no longer there. Who is connected to a port of beatterm's own is not known: its
        keys are let go when anybody has gone.
        """
        super().drop_lost(found)
        has_one_gone = bool(self._sources - set(found.ins))
        self._sources = frozenset(found.ins)
        for name, plug in self._plugs.items():
            if plug.target is None and has_one_gone:
                self._listener.let_go(name)
