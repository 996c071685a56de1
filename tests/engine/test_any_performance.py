"""Any song with locks, played with any Commands in between: the same frames however they are cut."""

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from beatterm.engine.edits import SetMixer, SetPattern, SetProject, SetSettings, SetSong, SetTracks
from beatterm.engine.effects import PARAMS
from beatterm.engine.engine import Engine
from beatterm.engine.frames import Frames
from beatterm.engine.messages import (
    Audition,
    Command,
    Panic,
    Play,
    Queue,
    SetClick,
    SetFill,
    StartRoll,
    Stop,
    StopRoll,
)
from beatterm.model.kit import Kit, Layer, Sound
from beatterm.model.mixer import Mixer, Strip
from beatterm.model.param import Param, Value, Values
from beatterm.model.pattern import Pattern, Track
from beatterm.model.project import Project
from beatterm.model.song import Song, TrackSetup
from beatterm.model.step import Step
from beatterm.model.time import Meter
from beatterm.sequencer.live import Cue
from tests.material import PLAY_A, engine_of, kit_of, noise, rendered, row, song_of

TRACKS = ("kick", "hat", "bass", "open")
KIT = Kit(
    "any",
    sounds=(
        Sound("kick", (Layer(60, ("short.wav", "long.wav")), Layer(127, ("tick.wav",)))),
        Sound("hat", (Layer(127, ("short.wav",)),), choke="hats"),
        Sound("bass", (Layer(127, ("long.wav",)),), root=40, release_ms=20.0),
        Sound("open", (Layer(127, ("short.wav", "long.wav")),), choke="hats", pan=0.4),
    ),
    folder="/kit",
)
RECORDINGS = {"tick.wav": noise(500, 1), "short.wav": noise(3000, 2), "long.wav": noise(14_000, 3)}
TAIL_FRAMES = 20_000


def value(random: Random, param: Param) -> Value:
    if param.choices:
        return random.choice(param.choices)
    high = min(param.high, 300.0) if param.unit == "ms" else param.high
    return random.uniform(param.low, high)


def values(random: Random, params: tuple[Param, ...], most: int) -> Values:
    chosen = random.sample(params, random.randint(0, most))
    return tuple(sorted((param.name, value(random, param)) for param in chosen))


def step(random: Random) -> Step | None:
    if random.random() < 0.5:
        return None
    return Step(
        velocity=random.randint(1, 127),
        notes=random.choice([(), (36,), (40, 47)]),
        length=random.randint(1, 2),
        ratchet=random.choice([1, 1, 3]),
        chance=random.choice([100, 50]),
        condition=random.choice(["", "", "fill", "1st"]),
        nudge=random.choice([0.0, -0.3, 0.4]),
        locks=values(random, PARAMS.lockable, 3) if random.random() < 0.5 else (),
    )


def pattern(random: Random, name: str) -> Pattern:
    tracks = tuple(
        Track(
            track,
            tuple(step(random) for _ in range(random.randint(1, 10))),
            transpose=random.choice([0, 5]),
            step_ticks=random.choice([None, 420, 560]),
        )
        for track in TRACKS
    )
    return Pattern(name, random.randint(3, 9), tracks=tracks, meter=random.choice([None, Meter(3, 8)]))


def mixer(random: Random) -> Mixer:
    strips = (
        Strip(name, random.random() < 0.1, random.random() < 0.05, values(random, PARAMS.strip, 3))
        for name in TRACKS
    )
    return Mixer(tuple(strips), master=(("gain_db", random.uniform(-6.0, 3.0)),))


def song(random: Random) -> Song:
    return Song(
        tempo=random.choice([97.3, 140.0, 300.0]),
        swing=random.choice([50.0, 62.0]),
        tracks=tuple(TrackSetup(name, name, values(random, PARAMS.sound, 1)) for name in TRACKS),
        patterns=(pattern(random, "A"), pattern(random, "B")),
        mixer=mixer(random),
    )


def command(random: Random) -> Command:
    makers = (
        lambda: SetMixer(mixer(random)),
        lambda: SetPattern(pattern(random, "A")),
        lambda: SetTracks("A", pattern(random, "A").tracks),
        lambda: SetSettings(replace(song(random), patterns=())),
        lambda: SetSong(song(random)),
        lambda: SetFill(random.choice(["on", "off", "bar"])),
        lambda: SetClick(random.random() < 0.7),
        lambda: StartRoll(random.choice(TRACKS), random.choice([None, 50]), 90, random.choice([420, 560])),
        lambda: StopRoll(random.choice([None, *TRACKS])),
        lambda: Play(Cue(pattern=random.choice("AB")), random.choice([0, 1])),
        lambda: Queue(Cue(pattern="B"), random.choice(["bar", "end", "now"])),
        lambda: Audition(random.choice(TRACKS), random.choice([None, 44])),
        Stop,
        Panic,
    )
    made: Command = random.choice(makers)()
    return made


def performance(seed: int) -> list[tuple[int, Command]]:
    """Commands, each with how many frames pass after it."""
    random = Random(seed)
    begun: list[Command] = [SetProject(Project(song(random), KIT)), Play(Cue(pattern="A"))]
    later = [command(random) for _ in range(random.randint(2, 8))]
    frames = [0, *(random.randint(1, 9000) for _ in later), TAIL_FRAMES]
    return list(zip(frames, [*begun, *later], strict=True))


def played(seed: int, longest_block: int) -> Frames:
    """All frames of a performance, in blocks of random lengths."""
    random = Random(longest_block)
    engine = Engine(44100, lambda kit, file: (RECORDINGS[file], 44100))
    parts = []
    for frames, each in performance(seed):
        assert engine.prepare(each) == ()
        engine.post(each)
        done = 0
        while done < frames:
            size = min(frames - done, random.randint(1, longest_block))
            parts.append(engine.render(size))
            done += size
    return np.concatenate(parts)


@pytest.mark.parametrize("seed", range(24))
def test_any_performance_is_the_same_however_cut(seed: int) -> None:
    frames = played(seed, 700)
    assert np.isfinite(frames).all()
    assert np.abs(frames).max() < 1.0
    for longest_block in (3000, 30_000):
        assert played(seed, longest_block).tobytes() == frames.tobytes()


def flood(size: int) -> Frames:
    """Many more hits than sound at once, short ones between them, in blocks of a size."""
    short = tuple(row(name, "xxxx", step_ticks=70) for name in ("tick", "tock"))
    long = tuple(row(f"long{number}", "xxxx", step_ticks=140) for number in range(6))
    project = Project(song_of(*short, *long, tempo=200.0), kit_of(*(track.name for track in (*short, *long))))
    recordings = {f"{track.name}.wav": noise(20_000, place) for place, track in enumerate((*short, *long))}
    recordings["tick.wav"] = noise(300, 7)
    return rendered(engine_of(project, recordings, PLAY_A), 60_000, (size,))


def test_no_voice_is_lost_in_a_long_block_that_is_full_of_hits() -> None:
    frames = flood(500)
    for size in (1023, 4000, 60_000):
        assert flood(size).tobytes() == frames.tobytes(), size
