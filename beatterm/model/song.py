"""A song: patterns, the sections that arrange them, and the mix."""

from dataclasses import dataclass, field, replace

from beatterm.model.groove import Groove, shipped_groove
from beatterm.model.midi import MidiOut
from beatterm.model.mixer import Mixer
from beatterm.model.param import Values
from beatterm.model.pattern import Pattern
from beatterm.model.scale import Key
from beatterm.model.time import Meter

MIN_TEMPO, MAX_TEMPO = 20.0, 400.0
MAX_SEED = 2**63 - 1
STRAIGHT, MAX_SWING = 50.0, 75.0


@dataclass(frozen=True, slots=True)
class TrackSetup:
    """What a track is in every pattern of the song: its name, and the kit's sound it plays.

    `values` are Params that shape the sound and are not at their defaults. With `in_key` its notes are moved
    to the nearest of the song's scale as they are played. `midi` is None for a track that is only heard.
    """

    name: str
    sound: str
    values: Values = ()
    in_key: bool = False
    midi: MidiOut | None = None

    @property
    def is_heard(self) -> bool:
        """Whether its sound is played; False for a track that is only sent to hardware."""
        return self.midi is None or self.midi.audio


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the arrangement: a pattern played `repeat` times, with some tracks muted.

    With `fill` the last of its repeats is played as a fill.
    """

    name: str
    pattern: str
    repeat: int = 1
    mute: tuple[str, ...] = ()
    fill: bool = False


@dataclass(frozen=True, slots=True)
class Song:
    """Everything that a song file says. `tempo` in quarter notes a minute, to a thousandth; `swing` in MPC
    percent. `key` is None where the song has none. `groove` names one of `grooves` or of those that beatterm
    brings along ("": none), and `groove_amount` is how much of it is applied, in percent.

    `tracks` are in the order of the screen and hold at least every track that a pattern uses.
    """

    title: str = ""
    author: str = ""
    tempo: float = 120.0
    meter: Meter = field(default_factory=Meter)
    swing: float = STRAIGHT
    groove: str = ""
    groove_amount: int = 100
    key: Key | None = None
    kit: str = ""
    seed: int = 0
    tracks: tuple[TrackSetup, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    sections: tuple[Section, ...] = ()
    mixer: Mixer = field(default_factory=Mixer)
    grooves: tuple[Groove, ...] = ()

    def pattern(self, name: str) -> Pattern | None:
        """The pattern of that name, or None."""
        return next((pattern for pattern in self.patterns if pattern.name == name), None)

    def groove_named(self, name: str) -> Groove | None:
        """The song's groove of that name, else the one that beatterm brings along, else None."""
        own = next((groove for groove in self.grooves if groove.name == name), None)
        return own or shipped_groove(name)

    def meter_of(self, pattern: Pattern) -> Meter:
        """The metre that a pattern is in."""
        return pattern.meter or self.meter

    def setup(self, track: str) -> TrackSetup:
        """What a track is; a track that was never set up plays the sound of its own name."""
        return next((setup for setup in self.tracks if setup.name == track), TrackSetup(track, track))

    def with_pattern(self, pattern: Pattern) -> "Song":
        """This song with a pattern put in place of its namesake, or added at the end."""
        if self.pattern(pattern.name) is None:
            return replace(self, patterns=(*self.patterns, pattern))
        return replace(
            self, patterns=tuple(pattern if old.name == pattern.name else old for old in self.patterns)
        )


def arrangement(song: Song) -> tuple[Section, ...]:
    """The sections that the whole song plays; without any, each pattern once in order."""
    return song.sections or tuple(Section(pattern.name, pattern.name) for pattern in song.patterns)


def section_ticks(song: Song, section: Section) -> int:
    """Ticks that a section takes with its repeats."""
    pattern = song.pattern(section.pattern)
    return pattern.length_ticks * section.repeat if pattern else 0


def song_ticks(song: Song) -> int:
    """Ticks from the first section's start to the last one's end."""
    return sum(section_ticks(song, section) for section in arrangement(song))
