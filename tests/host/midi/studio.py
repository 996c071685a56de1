"""A MIDI process and the instruments around it, on a real JACK server.

What must come is waited for; nothing is measured by the clock.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from beatterm.devices.midi_in import MidiIn
from beatterm.devices.midi_ports import MidiPorts
from beatterm.engine.midi.due import Due
from beatterm.host.midi.process import MidiProcess
from beatterm.host.midi.wire import Arrivals, Came, Configure, Ports, Send, Sent, Up
from beatterm.model.midi_setup import InPort, MidiSetup, OutPort
from tests.host.midi.synth import Synth

PATIENCE_SECONDS = 30.0


def until(is_so: Callable[[], bool], what: Callable[[], object]) -> None:
    """Wait for something that must come; fail with `what` if it does not."""
    give_up_seconds = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < give_up_seconds, what()
        time.sleep(0.002)


class Studio:
    """A running MIDI process, and all that it has said."""

    def __init__(self) -> None:
        self.words: list[Up | None] = []
        self.process = MidiProcess(lambda process, word: self.words.append(word))

    def until(self, is_so: Callable[[], bool]) -> None:
        until(is_so, lambda: self.words)

    @property
    def ports(self) -> Ports:
        """The latest."""
        told = [word for word in self.words if isinstance(word, Ports)]
        return told[-1] if told else Ports()

    @property
    def arrivals(self) -> list[Came]:
        return [came for word in self.words if isinstance(word, Arrivals) for came in word.messages]

    @property
    def counts(self) -> dict[str, int]:
        told = [word for word in self.words if isinstance(word, Sent)]
        return dict(told[-1].counts) if told else {}

    def configure(self, *ports: OutPort | InPort) -> None:
        outs = tuple(port for port in ports if isinstance(port, OutPort))
        ins = tuple(port for port in ports if isinstance(port, InPort))
        self.process.send(Configure(MidiSetup(outs, ins)))

    def send(self, port: str, *messages: bytes) -> None:
        """Have these leave at once, in order."""
        self.process.send(Send(tuple(Due(0.0, 0, port, data) for data in messages)))

    def is_connected(self, name: str) -> bool:
        return any(port.connected_to for port in (*self.ports.outs, *self.ports.ins) if port.name == name)


@contextmanager
def studio(*ports: OutPort | InPort) -> Iterator[Studio]:
    """A MIDI process with these ports."""
    here = Studio()
    try:
        here.configure(*ports)
        yield here
    finally:
        here.process.end()


class Rack:
    """Instruments of other programs."""

    def __init__(self) -> None:
        self.system = MidiPorts()
        self._instruments: list[tuple[MidiIn, Synth]] = []

    def instrument(self, name: str, synth: Synth) -> MidiIn:
        """Switch an instrument on that can be sent to."""
        self.system.look()
        made = self.system.make_in("JACK", name)
        self._instruments.append((made, synth))
        return made

    def switch_off(self, instrument: MidiIn) -> None:
        """It is no longer there."""
        self._instruments = [pair for pair in self._instruments if pair[0] is not instrument]
        instrument.close()

    def close(self) -> None:
        """Switch all off."""
        for instrument, _ in list(self._instruments):
            self.switch_off(instrument)
        self.system.close()

    def until(self, is_so: Callable[[], bool]) -> None:
        """Let the instruments hear what comes until something has come."""
        until(lambda: self._hear() and is_so(), lambda: [synth.received for _, synth in self._instruments])

    def _hear(self) -> bool:
        for instrument, synth in self._instruments:
            for _, data in instrument.come():
                synth.hear(data)
        return True
