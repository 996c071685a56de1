"""Everything that crosses between the screen's process and the engine's: Commands one way, Snapshots the
other.

All of it is small, frozen and picklable, and this is the only part of the engine that the screen knows. Those
Commands that edit the project stand in `edits.py`, those about MIDI in `midi/messages.py`.
"""

from dataclasses import dataclass

from beatterm.engine.edits import Edit
from beatterm.engine.midi.messages import (
    Aim,
    MidiAsked,
    MidiPlayed,
    MidiState,
    MidiTurned,
    SetMidi,
    Steer,
    TestNote,
)
from beatterm.model.time import PPQN
from beatterm.sequencer.live import Cue

NEXT_BAR, PATTERN_END, AT_ONCE = "bar", "end", "now"
"""When a queued cue takes over."""


@dataclass(frozen=True, slots=True)
class Play:
    """Start at the next block, or so much later; the cue's tick counts from there. With `count_in_bars`, so
    many bars of clicks come first, at ticks below 0. From `end_tick` on nothing is struck any more.
    """

    cue: Cue
    count_in_bars: int = 0
    lead_seconds: float = 0.0
    end_tick: int | None = None


@dataclass(frozen=True, slots=True)
class Stop:
    """Stop the transport; what sounds rings out."""


@dataclass(frozen=True, slots=True)
class Queue:
    """While playing, let a cue take over at `when`; the next bar is a bar of what is playing."""

    cue: Cue
    when: str = NEXT_BAR


FILL_OFF, FILL_ON, FILL_BAR = "off", "on", "bar"
"""Fill: not at all, until told otherwise, or in the next bar only."""


@dataclass(frozen=True, slots=True)
class SetFill:
    """Play what is played as a fill, from now on, no more, or for the next bar only."""

    mode: str


@dataclass(frozen=True, slots=True)
class SetClick:
    """Let the metronome be heard while the transport runs. It is never part of an export."""

    is_on: bool


@dataclass(frozen=True, slots=True)
class StartRoll:
    """Note repeat: strike a track on every multiple of a step from now on, in time with what plays; while the
    transport stands still, in its tempo from now on.
    """

    track: str
    note: int | None
    velocity: int
    step_ticks: int


@dataclass(frozen=True, slots=True)
class StopRoll:
    """End the note repeat of a track (None: of all)."""

    track: str | None = None


@dataclass(frozen=True, slots=True)
class Audition:
    """Sound a track once, now, whether or not the transport runs: for a beat, or, as a key that is held down,
    until it is let go. `hold` is the number that its LetGo will have (0: for a beat).
    """

    track: str
    note: int | None = None
    velocity: int = 100
    hold: int = 0


@dataclass(frozen=True, slots=True)
class LetGo:
    """The key of an Audition goes up: its note ends, if it has not ended yet."""

    hold: int


@dataclass(frozen=True, slots=True)
class Panic:
    """Silence everything at once, tails included, and stop."""


@dataclass(frozen=True, slots=True)
class OpenDevice:
    """Play through another device. `name` None: the system's default; "null": no sound card, time goes on."""

    name: str | None = None
    rate: int | None = None
    block_frames: int | None = None


Command = (
    Edit
    | Play
    | Stop
    | Queue
    | SetFill
    | SetClick
    | StartRoll
    | StopRoll
    | Audition
    | LetGo
    | Panic
    | OpenDevice
    | SetMidi
    | Aim
    | TestNote
    | Steer
)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The engine at this moment. Ticks and pattern are what is being heard; peaks are linear, by the song's
    tracks.

    `pattern_tick` counts from where the sounding pattern's first pass began: a track's step is
    `pattern_tick // step_ticks % length`. `tick` is negative during a count-in. `fill` is one of FILL_OFF,
    FILL_ON, FILL_BAR. `load` is the share of a block's time that computing it took. `heard_seconds` is when
    `tick` is heard, by the monotonic clock (0: unknown): with `tempo` it turns the time of a key press into a
    tick.
    """

    running: bool = False
    tick: int = 0
    pattern: str = ""
    pattern_tick: int = 0
    section: int | None = None
    queued: str = ""
    tempo: float = 0.0
    fill: str = FILL_OFF
    click: bool = False
    rolls: int = 0
    heard_seconds: float = 0.0
    peaks: tuple[float, ...] = ()
    master: tuple[float, float] = (0.0, 0.0)
    reduction_db: float = 0.0
    load: float = 0.0
    xruns: int = 0
    voices: int = 0
    faults: int = 0
    blocks: int = 0


def tick_heard_at(snapshot: Snapshot, seconds: float) -> float:
    """The tick that is heard at a moment of the monotonic clock, as a running Snapshot tells; its own tick
    where it does not know when that is heard.
    """
    if not snapshot.heard_seconds:
        return float(snapshot.tick)
    return snapshot.tick + (seconds - snapshot.heard_seconds) * snapshot.tempo * PPQN / 60


@dataclass(frozen=True, slots=True)
class DeviceState:
    """The device that the engine plays through now. `is_null`: none, time is kept without sound."""

    name: str
    rate: int
    block_frames: int
    latency_seconds: float
    is_null: bool


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the musician should read. `is_error` when something does not work."""

    text: str
    is_error: bool = False


Report = DeviceState | Notice | MidiState | MidiPlayed | MidiTurned | MidiAsked
