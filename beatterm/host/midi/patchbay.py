"""Keeps the ports of the setup connected to the system's: finds them, notices that they have gone, and takes
them again when they are back.
"""

from threading import Lock

from beatterm.devices.midi_ports import Found, MidiPorts
from beatterm.host.midi.dispatcher import Dispatcher
from beatterm.host.midi.listener import Listener
from beatterm.host.midi.side import InSide, OutSide
from beatterm.host.midi.wire import Ports
from beatterm.model.midi_setup import MidiSetup


class Patchbay:
    """The setup's ports. Its methods may be called on any thread."""

    def __init__(self, dispatcher: Dispatcher, listener: Listener, system: MidiPorts | None = None) -> None:
        self._system = system or MidiPorts()
        self._outs = OutSide(self._system, dispatcher)
        self._ins = InSide(self._system, listener)
        self._lock = Lock()

    def configure(self, setup: MidiSetup) -> Ports:
        """Have these ports from now on: those that are dropped end their notes, the others stay."""
        with self._lock:
            self._outs.want(setup.outs)
            self._ins.want(setup.ins)
        return self.look()

    def look(self) -> Ports:
        """Connect what can be connected; how all stand."""
        with self._lock:
            found = self._system.look()
            self._outs.drop_lost(found)
            self._ins.drop_lost(found)
            if self._outs.connect(found) + self._ins.connect(found):
                found = self._system.look()
            return self._state(found)

    def close(self) -> None:
        """Give all ports back."""
        with self._lock:
            self._outs.want(())
            self._ins.want(())
            self._system.close()

    def _state(self, found: Found) -> Ports:
        return Ports(
            self._outs.states(),
            self._ins.states(),
            tuple(port.label for port in found.outs),
            tuple(port.label for port in found.ins),
            found.problem,
        )
