"""Two projects in which everything happens at once, with their recordings: a song, and a pattern of locks."""

from dataclasses import replace

from beatterm.engine.frames import Frames
from beatterm.model.kit import Kit, Layer, Sound
from beatterm.model.mixer import Mixer, Strip
from beatterm.model.param import Values
from beatterm.model.pattern import Pattern, Track
from beatterm.model.project import Project
from beatterm.model.song import Section, TrackSetup
from beatterm.model.step import Step
from tests.material import noise, notes, row, song_of

RICH = {"kick": 9000, "hat": 700, "open": 12000, "bass": 30000, "tick": 5}


def rich_project() -> tuple[Project, dict[str, Frames]]:
    """Everything at once: choke, gated notes, filter, sends, limiter, polymeter, swing, sections."""
    recordings = {f"{name}.wav": noise(frames, frames) for name, frames in RICH.items()}
    sounds = (
        Sound("kick", (Layer(64, ("hat.wav",)), Layer(127, ("kick.wav", "open.wav"))), pan=-0.3),
        Sound("hat", (Layer(127, ("hat.wav",)),), choke="hats"),
        Sound("open", (Layer(127, ("open.wav",)),), choke="hats"),
        Sound("bass", (Layer(127, ("bass.wav",)),), root=36, release_ms=20.0, choke="bass"),
        Sound("tick", (Layer(127, ("tick.wav",)),), gain_db=6.0),
    )
    bass = notes("bass", "36 . 39 . . 48 31 .", length=2)
    rows = (
        row("kick", "X...x..oX.x....."),
        row("hat", "xxoxxxoxxxox"),
        row("open", "..x...x."),
        bass,
        row("tick", "xX.", swing=70.0),
    )
    strips = (
        Strip("kick", values=(("gain_db", 6.0), ("reverb", 0.5))),
        Strip("hat", values=(("cutoff_hz", 900.0), ("delay", 0.4), ("filter", "low"), ("resonance", 0.3))),
        Strip("bass", values=(("gain_db", 9.0), ("pan", 0.4))),
    )
    song = song_of(*rows, tempo=133.7, swing=58.0, mixer=Mixer(strips, master=(("gain_db", 3.0),)))
    song = song.with_pattern(Pattern("B", 6, tracks=(row("kick", "x..x.."),)))
    song = replace(
        song, sections=(Section("a", "A", 1), Section("b", "B", 1), Section("c", "A", 1, ("hat",)))
    )
    return Project(song, Kit("rich", sounds=sounds, folder="/kit")), recordings


LOCKS: tuple[Values | None, ...] = (
    (("cutoff_hz", 900.0), ("filter", "low"), ("resonance", 0.4)),
    (),
    (("delay", 0.5), ("pan", -0.7)),
    (("reverb", 0.8), ("reverse", "on")),
    (("gain_db", 6.0), ("pitch", -7.0)),
    (("attack_ms", 20.0), ("decay_ms", 90.0)),
    (("end", 0.6), ("start", 0.2)),
    (("filter", "off"), ("pan", 0.9)),
    (("delay", 0.0), ("drive", 6.0), ("filter", "band")),
)


def locked(*locks: Values | None, velocity: int = 127, **settings: object) -> Track:
    """A track of hits four steps apart, each with these locks (None: no hit)."""
    steps: list[Step | None] = []
    for each in locks:
        steps += [None if each is None else Step(velocity, locks=each), None, None, None]
    return Track("hit", tuple(steps), length=len(steps), **settings)  # type: ignore[arg-type]


def locked_project() -> tuple[Project, dict[str, Frames]]:
    """Every lock, on tracks with filters, sends and values of their own, beside tracks without."""
    kick = Track("kick", tuple(Step(90 + 4 * n, locks=locks or ()) for n, locks in enumerate(LOCKS)))
    hat = Track("hat", tuple(Step(70, locks=locks or ()) for locks in LOCKS[::-1]), step_ticks=420)
    bass = Track(
        "bass", tuple(Step(100, (36 + 5 * n,), 2, locks=locks or ()) for n, locks in enumerate(LOCKS))
    )
    strips = (
        Strip("hat", values=(("cutoff_hz", 2500.0), ("delay", 0.3), ("filter", "low"))),
        Strip("kick", values=(("gain_db", 4.0), ("reverb", 0.4))),
    )
    song = song_of(kick, hat, bass, row("plain", "x..x.x"), tempo=141.3, mixer=Mixer(strips))
    setups = (
        *song.tracks[:2],
        TrackSetup("bass", "bass", (("decay_ms", 400.0), ("start", 0.01))),
        song.tracks[3],
    )
    song = replace(song, tracks=setups).with_pattern(Pattern("B", 4, tracks=(locked(*LOCKS[:3]),)))
    sounds = (
        Sound("kick", (Layer(127, ("kick.wav",)),)),
        Sound("hat", (Layer(127, ("hat.wav", "plain.wav")),), choke="hats"),
        Sound("bass", (Layer(127, ("bass.wav",)),), root=36, release_ms=30.0),
        Sound("plain", (Layer(127, ("plain.wav",)),), choke="hats"),
    )
    lengths = {"kick": 9000, "hat": 3000, "bass": 30_000, "plain": 7000}
    recordings = {f"{name}.wav": noise(frames, frames, 0.1) for name, frames in lengths.items()}
    return Project(song, Kit("locks", sounds=sounds, folder="/kit")), recordings
