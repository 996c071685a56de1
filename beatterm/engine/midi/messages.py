"""What the screen and the engine tell each other of MIDI, beside `beatterm.engine.messages`."""

from dataclasses import dataclass

from beatterm.model.midi_setup import INTERNAL, MidiSetup
from beatterm.sequencer.live import Cue


@dataclass(frozen=True, slots=True)
class SetMidi:
    """Command: have these ports and this clock from now on. The screen sends it at its start if the setup is
    needed, and whenever Setup is opened: MIDI then starts even for an empty setup, to say which ports there
    are.
    """

    setup: MidiSetup


@dataclass(frozen=True, slots=True)
class Aim:
    """Command: the track under the cursor ("": none), which inputs without a track of their own play, and
    what a start from outside plays.
    """

    track: str = ""
    cue: Cue = Cue()


@dataclass(frozen=True, slots=True)
class TestNote:
    """Command: send a short note through an output of the setup. `channel` from 1."""

    port: str
    channel: int
    note: int = 60


@dataclass(frozen=True, slots=True)
class Steer:
    """Command: play at this tempo (quarter notes a minute) whatever the song says; None: at the song's."""

    tempo: float | None


@dataclass(frozen=True, slots=True)
class PortState:
    """A port of the setup: the system's port that it is connected to ("": none), what is wrong with it, and
    how many messages have passed.
    """

    name: str
    connected_to: str = ""
    problem: str = ""
    messages: int = 0


@dataclass(frozen=True, slots=True)
class ClockState:
    """Whose tempo is played. `is_locked`: the source is there and followed; `tempo` is what it says, 0.0
    while nothing is known; `peers` are the others of the Link session.
    """

    source: str = INTERNAL
    is_locked: bool = True
    tempo: float = 0.0
    peers: int = 0


@dataclass(frozen=True, slots=True)
class MidiState:
    """Report, whenever something of it changes: ports, the system's ports to choose from, and the clock.
    `problem` says why there is no MIDI at all, with what to do.
    """

    outs: tuple[PortState, ...] = ()
    ins: tuple[PortState, ...] = ()
    system_outs: tuple[str, ...] = ()
    system_ins: tuple[str, ...] = ()
    clock: ClockState = ClockState()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class MidiPlayed:
    """Report: a note was played on an input (velocity 0: let go), at `seconds` of the monotonic clock; it has
    been sounded already, unless `track` is "": the one under the cursor, which the engine was not told by
    Aim. `note` is None for a drum. `key` is a number of its own for each note that is played, the same when
    it is let go.
    """

    port: str
    track: str
    note: int | None
    velocity: int
    seconds: float
    key: int = 0


@dataclass(frozen=True, slots=True)
class MidiTurned:
    """Report: a control was moved on an input. `value` from 0 to 1; `channel` from 1."""

    port: str
    channel: int
    number: int
    value: float


@dataclass(frozen=True, slots=True)
class MidiAsked:
    """Report: an input asks for something that is the screen's to do: `what` is "record", "record exit", or
    "pattern" with its number from 0.
    """

    what: str
    number: int = 0
