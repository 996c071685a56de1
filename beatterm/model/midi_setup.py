"""The studio: which MIDI ports there are for beatterm, what goes through each, and whose clock holds. The
user's, not the song's: kept in a file of its own.
"""

from dataclasses import dataclass

from beatterm.model.drum_map import gm_note

INTERNAL, LINK = "internal", "link"
"""Clock sources besides the names of inputs."""
MAX_OFFSET_MS = 500.0
LINEAR, SOFT, HARD, FIXED = "linear", "soft", "hard", "fixed"
CURVES = (LINEAR, SOFT, HARD, FIXED)
"""What a keyboard's velocities become."""


@dataclass(frozen=True, slots=True)
class OutPort:
    """An output. `match` is a pattern (`*`, `?`, any case) for the system's name of a port; with `virtual`
    beatterm makes a port of that name itself. `offset_ms` sends everything later, or earlier if negative;
    without `with_audio` messages leave as soon as they are known to be due, else when their sound is heard.
    `drums` are the instrument's own notes by the names of drums, where they are not General MIDI's.
    """

    name: str
    match: str = "*"
    virtual: bool = False
    clock: bool = False
    clock_when_stopped: bool = True
    transport: bool = True
    offset_ms: float = 0.0
    with_audio: bool = True
    drums: tuple[tuple[str, int], ...] = ()

    def drum(self, name: str) -> int | None:
        """The note of this instrument's own for a track or sound of that name, or for the General MIDI drum
        that it is; None where it has none.
        """
        wanted = gm_note(name)
        exact = [note for drum, note in self.drums if drum == name]
        near = [note for drum, note in self.drums if wanted is not None and gm_note(drum) == wanted]
        return next(iter(exact + near), None)


@dataclass(frozen=True, slots=True)
class InPort:
    """An input. `channel` (from 1, None: all) is listened to. Its notes play `track`; "" is the track under
    the cursor; with `drums` each note plays the track that is its General MIDI drum. `clock` and `transport`
    say whether it may lead tempo and transport; `offset_ms` is how much later than its clock beatterm plays.
    """

    name: str
    match: str = "*"
    virtual: bool = False
    channel: int | None = None
    notes: bool = True
    track: str = ""
    drums: bool = False
    curve: str = LINEAR
    clock: bool = False
    transport: bool = False
    programs: bool = False
    offset_ms: float = 0.0


@dataclass(frozen=True, slots=True)
class Learned:
    """A knob of hardware that turns one of beatterm's: an input's control change (`channel` from 1), and the
    knob at `path`, which `model.turnable` reads: `mixer.TRACK.PARAM`, `song.tempo`, `step.velocity` … The
    control goes from `low` to `high`, which may be less than `low` (None: the Param's ends).
    """

    port: str
    channel: int
    number: int
    path: str
    low: float | None = None
    high: float | None = None

    @property
    def is_narrow(self) -> bool:
        """Whether it has a range of its own."""
        return self.low is not None or self.high is not None


@dataclass(frozen=True, slots=True)
class LinkSetup:
    """Ableton Link. `quantum` in beats: peers agree on the place in a bar of so many."""

    on: bool = False
    quantum: int = 4
    start_stop: bool = True


@dataclass(frozen=True, slots=True)
class MidiSetup:
    """Everything of it. `source` is INTERNAL, LINK or the name of an input whose clock is followed."""

    outs: tuple[OutPort, ...] = ()
    ins: tuple[InPort, ...] = ()
    learned: tuple[Learned, ...] = ()
    link: LinkSetup = LinkSetup()
    source: str = INTERNAL

    @property
    def is_needed(self) -> bool:
        """Whether there is anything for MIDI or Link to do."""
        return bool(self.outs or self.ins or self.link.on)

    def out(self, name: str) -> OutPort | None:
        """The output of that name; of no name, the first."""
        return next((port for port in self.outs if name in ("", port.name)), None)
