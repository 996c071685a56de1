"""The shipped songs as the tests see them: read from the disk, asked for their hits, and rendered offline."""

from dataclasses import dataclass
from functools import cache
from math import ceil

import numpy as np

from beatterm.engine.edits import SetProject
from beatterm.engine.effects import PARAMS
from beatterm.engine.engine import Engine
from beatterm.engine.frames import Frames
from beatterm.engine.messages import Play
from beatterm.formats.beat_text import parse_song
from beatterm.library.kits import find_kit
from beatterm.library.paths import SONG_SUFFIX, shipped_folder
from beatterm.library.sounds import read_sound
from beatterm.model.pattern import Track, step_ticks_of
from beatterm.model.project import Project
from beatterm.model.song import Song, song_ticks
from beatterm.model.step import HIT_VELOCITY
from beatterm.model.time import PPQN, SIXTEENTH_TICKS
from beatterm.sequencer.live import Cue

FOLDER = shipped_folder() / "patterns"
STARTERS = (
    "boom-bap",
    "trap",
    "house",
    "techno",
    "drum-and-bass",
    "uk-garage",
    "reggaeton",
    "funk",
    "demo",
)
RATE = 44100
_BLOCK = 2048
_TAIL_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Rendered:
    """What was heard, and the most that the limiter took away, in dB."""

    frames: Frames
    reduction_db: float


def text_of(name: str) -> str:
    return (FOLDER / f"{name}{SONG_SUFFIX}").read_text(encoding="utf-8")


@cache
def project(name: str) -> Project:
    song = parse_song(text_of(name), PARAMS, f"{name}{SONG_SUFFIX}")
    return Project(song, find_kit(song.kit, FOLDER))


def song(name: str) -> Song:
    return project(name).song


def track(name: str, pattern: str, lane: str) -> Track:
    """A lane of a pattern, which must be there."""
    found = song(name).pattern(pattern)
    assert found is not None
    lane_found = found.track(lane)
    assert lane_found is not None
    return lane_found


def hits(name: str, pattern: str, lane: str, least: int = HIT_VELOCITY - 15) -> list[set[int]]:
    """For each bar of a pattern, the sixteenths, counted from 1, that a lane strikes at least so hard."""
    return _bars(name, pattern, lane, least, 128)


def ghosts(name: str, pattern: str, lane: str) -> list[set[int]]:
    """For each bar of a pattern, the sixteenths, counted from 1, that a lane touches with half its force."""
    return _bars(name, pattern, lane, 1, HIT_VELOCITY // 2)


def _bars(name: str, pattern: str, lane: str, least: int, below: int) -> list[set[int]]:
    whole = song(name)
    part = whole.pattern(pattern)
    row = track(name, pattern, lane)
    assert part is not None
    step_ticks, bar_ticks = step_ticks_of(part, row), whole.meter.bar_ticks
    bars: list[set[int]] = [set() for _ in range(ceil(part.length_ticks / bar_ticks))]
    for count in range(part.length_ticks // step_ticks):
        step = row.steps[count % row.length]
        if step and least <= step.velocity < below:
            bar, ticks = divmod(count * step_ticks, bar_ticks)
            bars[bar].add(ticks // SIXTEENTH_TICKS + 1)
    return bars


def seconds_of(song: Song, ticks: int) -> float:
    return ticks * 60.0 / (song.tempo * PPQN)


def started(name: str) -> Engine:
    """An engine at the song's first frame; nothing that it needs may be lacking."""
    engine = Engine(RATE, read_sound)
    for command in (SetProject(project(name)), Play(Cue(loop=False))):
        assert engine.prepare(command) == ()
        engine.post(command)
    return engine


def first_bars(name: str, bars: int) -> Frames:
    frames = round(seconds_of(song(name), bars * song(name).meter.bar_ticks) * RATE)
    return started(name).render(frames)


def whole_song(name: str) -> Rendered:
    """The arrangement from its first section to the end of its last echo but a few."""
    engine = started(name)
    seconds = seconds_of(song(name), song_ticks(song(name))) + _TAIL_SECONDS
    parts: list[Frames] = []
    least = 0.0
    for _ in range(ceil(seconds * RATE / _BLOCK)):
        parts.append(engine.render(_BLOCK))
        least = min(least, engine.snapshot().reduction_db)
    return Rendered(np.concatenate(parts), least)
