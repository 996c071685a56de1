"""What passes through the two pipes between the engine's process and the one that has the MIDI ports, each
message one pickle, packed and read as by `beatterm.host.wire`.
"""

from dataclasses import dataclass
from typing import NamedTuple

from beatterm.engine.midi.due import Due
from beatterm.model.midi_setup import MidiSetup


@dataclass(frozen=True, slots=True)
class Configure:
    """Down: have these ports open from now on; ports that are in both setups stay open."""

    setup: MidiSetup


@dataclass(frozen=True, slots=True)
class Send:
    """Down: send these when they are due; what is due already, at once."""

    messages: tuple[Due, ...]


@dataclass(frozen=True, slots=True)
class Release:
    """Down: forget what was to be sent from a moment on, end all notes that sound, and with `panic` tell
    every channel that was used to be silent (CC 123 and 120).
    """

    seconds: float
    panic: bool = False


@dataclass(frozen=True, slots=True)
class Inherit:
    """Down, before the first Configure: what ends notes and transports that a process before this one may
    have left behind, each with its port; it leaves when that is connected.
    """

    ends: tuple[tuple[str, bytes], ...]


@dataclass(frozen=True, slots=True)
class SetLink:
    """Down: tell the Link session another tempo, or that it plays or stops, from a moment on.

    None leaves it as it is.
    """

    tempo: float | None = None
    playing: bool | None = None
    seconds: float = 0.0


class Came(NamedTuple):
    """Up: a message that an input has received, and when (monotonic)."""

    seconds: float
    port: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Up: what has come in, in order. `lost` counts what a flood has cost."""

    messages: tuple[Came, ...]
    lost: int = 0


@dataclass(frozen=True, slots=True)
class LinkTime:
    """Up, some twenty times a second: where the Link session is. At `seconds` it is at `beat`."""

    tempo: float
    beat: float
    seconds: float
    playing: bool
    peers: int


@dataclass(frozen=True, slots=True)
class Port:
    """The state of a port of the setup: which of the system's ports it is connected to ("": none), and how
    many times it has been connected, since what is behind it then knows nothing.
    """

    name: str
    connected_to: str = ""
    problem: str = ""
    times: int = 0


@dataclass(frozen=True, slots=True)
class Ports:
    """Up, at the start and whenever it changes: the setup's ports, and what the system has. `problem` says
    why there is no MIDI, with what to do.
    """

    outs: tuple[Port, ...] = ()
    ins: tuple[Port, ...] = ()
    system_outs: tuple[str, ...] = ()
    system_ins: tuple[str, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """Up, now and then: how many messages each port has sent, and how late the latest left, in seconds."""

    counts: tuple[tuple[str, int], ...]
    late: tuple[float, ...] = ()


Down = Configure | Inherit | Send | Release | SetLink
Up = Arrivals | LinkTime | Ports | Sent
