"""The small songs that each show one feature, as the tests see them: their hits by bars, and single lanes."""

from dataclasses import replace

from beatterm.engine.edits import SetProject
from beatterm.engine.engine import Engine
from beatterm.engine.frames import Frames
from beatterm.engine.messages import Play
from beatterm.library.sounds import read_sound
from beatterm.model.pattern import Track
from beatterm.model.project import Project
from beatterm.model.song import Song, song_ticks
from beatterm.model.time import SIXTEENTH_TICKS
from beatterm.sequencer.events import Event
from beatterm.sequencer.live import Cue, Live
from beatterm.sequencer.query import events_between
from tests.patterns.starters import RATE, project, seconds_of

FEATURES = (
    "chance",
    "conditions",
    "direction",
    "fill",
    "gate-and-tie",
    "grooves",
    "humanise",
    "key-and-chords",
    "locks-mix",
    "locks-sound",
    "meter",
    "midi",
    "nudge",
    "pattern-chance",
    "polymeter",
    "ratchet",
    "step-values",
    "swing",
    "track-sound",
    "transpose-and-shift",
)
STEP = SIXTEENTH_TICKS


def feature(name: str) -> Project:
    return project(f"features/{name}")


def events(name: str, track: str) -> list[Event]:
    """What a track plays in the whole song."""
    return events_of(feature(name), track)


def events_of(of: Project, track: str) -> list[Event]:
    found = events_between(of, 0, song_ticks(of.song), Live((Cue(loop=False),)))
    return [event for event in found if event.track == track]


def bars(name: str, track: str) -> list[list[Event]]:
    """What a track plays in each bar of the song's metre; nothing of it may lie before its bar."""
    song = feature(name).song
    bar_ticks = song.meter.bar_ticks
    every: list[list[Event]] = [[] for _ in range(song_ticks(song) // bar_ticks)]
    for event in events(name, track):
        every[event.tick // bar_ticks].append(event)
    return every


def steps(name: str, track: str) -> list[list[int]]:
    """For each bar the sixteenths, counted from 1, that a track strikes, on them or swung."""
    bar_ticks = feature(name).song.meter.bar_ticks
    return [[_step_of(event.tick % bar_ticks) for event in bar] for bar in bars(name, track)]


def _step_of(tick: int) -> int:
    step, rest = divmod(tick, STEP)
    assert rest < STEP // 2
    return step + 1


def changed(song: Song, change: dict[str, object]) -> Song:
    """The song with every hit of every track changed."""
    for pattern in song.patterns:
        rows = tuple(_changed_row(row, change) for row in pattern.tracks)
        song = song.with_pattern(replace(pattern, tracks=rows))
    return song


def _changed_row(row: Track, change: dict[str, object]) -> Track:
    return row.with_steps(tuple(step and replace(step, **change) for step in row.steps))  # type: ignore[arg-type]


def alone(song: Song, track: str) -> Song:
    """The song with one track's lanes and no others."""
    for pattern in song.patterns:
        song = song.with_pattern(replace(pattern, tracks=tuple(t for t in pattern.tracks if t.name == track)))
    return song


def heard(of: Project, bars_heard: int) -> Frames:
    """The first bars of a project."""
    engine = Engine(RATE, read_sound)
    for command in (SetProject(of), Play(Cue(loop=False))):
        assert engine.prepare(command) == ()
        engine.post(command)
    return engine.render(round(seconds_of(of.song, bars_heard * of.song.meter.bar_ticks) * RATE))
