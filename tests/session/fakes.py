"""An engine that only remembers what it was sent, and a shelf in memory: what a session needs, without
devices or disk.
"""

from dataclasses import dataclass, field, replace
from pathlib import Path

from beatterm.engine.edits import changed
from beatterm.engine.messages import Command, Play, Queue, Report, SetFill, Snapshot, Stop
from beatterm.engine.shape import SOUND_PARAMS
from beatterm.library.errors import LibraryError
from beatterm.model.kit import Kit, Layer, Sound
from beatterm.model.param import Param, ParamTable
from beatterm.model.pattern import Pattern, Track
from beatterm.model.project import Project
from beatterm.model.song import Section, Song, TrackSetup
from beatterm.model.step import GHOST_VELOCITY, Step

PARAMS = ParamTable(
    sound=SOUND_PARAMS,
    strip=(
        Param("gain_db", 0.0, -60.0, 12.0, "dB", step=0.5, about="Level; -60 is silence."),
        Param("pan", 0.0, -1.0, 1.0, step=0.1, about="-1 is left, 1 is right."),
        Param("filter", "off", choices=("off", "low", "band", "high"), about="What the filter lets through."),
        Param("cutoff_hz", 20000.0, 20.0, 20000.0, "Hz", step=1.06, ratio=True, about="Where it cuts."),
        Param("resonance", 0.0, about="Emphasis at the cutoff."),
        Param("reverb", 0.0, about="How much goes to the reverb."),
        Param("delay", 0.0, about="How much goes to the delay."),
    ),
    effects={
        "reverb": (Param("size", 0.5), Param("level_db", 0.0, -60.0, 12.0, "dB", step=0.5)),
        "delay": (Param("time", "1/8.", choices=("1/4", "1/8.", "1/8")), Param("feedback", 0.4, 0.0, 0.95)),
    },
)


@dataclass
class FakeEngine:
    """Keeps the project that its Commands add up to, all Commands, and the Snapshot a test puts there."""

    now: Snapshot = field(default_factory=Snapshot)
    sent: list[Command] = field(default_factory=list)
    waiting: list[Report] = field(default_factory=list)
    project: Project = field(default_factory=Project)

    def send(self, command: Command) -> None:
        self.sent.append(command)
        self.project = changed(self.project, command)
        self.now = _played(self.now, command)

    def snapshot(self) -> Snapshot:
        return self.now

    def reports(self) -> tuple[Report, ...]:
        reports, self.waiting = tuple(self.waiting), []
        return reports


def _played(now: Snapshot, command: Command) -> Snapshot:
    match command:
        case Play(cue=cue):
            return replace(now, running=True, pattern=cue.pattern or "", tick=0, pattern_tick=0)
        case SetFill(mode=mode):
            return replace(now, fill=mode)
        case Queue(cue=cue):
            return replace(now, queued=cue.pattern or "song")
        case Stop():
            return replace(now, running=False, queued="")
        case _:
            return now


@dataclass(frozen=True)
class Place:
    """Where a song lies on the shelf in memory."""

    path: Path


@dataclass
class MemoryShelf:
    """Songs and kits by name. `fault`, when set, is raised by everything that would touch the disk."""

    songs: dict[str, Song] = field(default_factory=dict)
    kits: dict[str, Kit] = field(default_factory=dict)
    fault: Exception | None = None

    def open(self, name: str) -> tuple[Song, Place]:
        self._check()
        if name not in self.songs:
            raise LibraryError(f"There is no song {name}.")
        return self.songs[name], Place(Path(f"{name}.beat"))

    def save(self, song: Song, handle: Place) -> Place:
        self._check()
        self.songs[handle.path.stem] = song
        return handle

    def save_as(self, song: Song, name: str, overwrite: bool) -> Place:
        self._check()
        if name in self.songs and not overwrite:
            raise FileExistsError(name)
        return self.save(song, Place(Path(f"{name}.beat")))

    def kit(self, name: str, handle: Place | None) -> Kit:
        self._check()
        if name not in self.kits:
            raise LibraryError(f"There is no kit {name}.")
        return self.kits[name]

    def kit_of(self, song: Song, handle: Place) -> Kit:
        return self.kit(song.kit, handle)

    def song_names(self) -> tuple[str, ...]:
        return tuple(sorted(self.songs))

    def kit_names(self) -> tuple[str, ...]:
        return tuple(sorted(self.kits))

    def _check(self) -> None:
        if self.fault:
            raise self.fault


SOUND_NAMES = ("kick", "snare", "clap", "hat", "open", "rim", "bass")


def make_kit(name: str) -> Kit:
    """A kit of drums and one pitched bass."""
    sounds = (
        Sound(each, (Layer(127, (f"{each}.wav",)),), root=36 if each == "bass" else None)
        for each in SOUND_NAMES
    )
    return Kit(name, title=name.title(), author="nobody", sounds=tuple(sounds))


def row(name: str, text: str) -> Track:
    """A row of steps from `x`, `o`, `X` and `.`."""
    table = {"x": Step(), "o": Step(GHOST_VELOCITY), "X": Step(127), ".": None}
    return Track(name, tuple(table[character] for character in text if character in table))


def make_song(kit: str = "dusty") -> Song:
    """Two patterns, seven tracks, one of them shorter than its pattern and one a bass line."""
    bass = Track("bass", (Step(notes=(36,), length=2), *(None,) * 5, Step(notes=(39,)), *(None,) * 9))
    first = Pattern(
        "A",
        tracks=(
            row("kick", "x... ..x. .x.. ...."),
            row("snare", ".... X... .... X..o"),
            row("hat", "x.x. x.x. x.xo"),
            bass,
        ),
    )
    second = Pattern("B", length=32, tracks=(row("kick", "x..." * 8), row("clap", ".... x..." * 4)))
    return Song(
        title="Night bus",
        tempo=92.0,
        swing=58.0,
        kit=kit,
        tracks=tuple(TrackSetup(name, name) for name in SOUND_NAMES),
        patterns=(first, second),
        sections=(Section("verse", "A", 4), Section("hook", "B", 2)),
    )
