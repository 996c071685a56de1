"""Edits of rectangles of steps: change, clear, copy and paste."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from beatterm.model.edits.steps import on_track, pattern_of, set_step, step_at
from beatterm.model.pattern import Track
from beatterm.model.song import Song
from beatterm.model.step import Step, clamp_velocity

Clip = tuple[tuple[Step | None, ...], ...]
"""Copied steps: one row a track, from the top down."""


@dataclass(frozen=True, slots=True)
class Region:
    """Steps `first` to `last` (from 0, both inclusive) of some tracks, from the top down, of a pattern."""

    pattern: str
    tracks: tuple[str, ...]
    first: int
    last: int


def change_steps(song: Song, region: Region, change: Callable[[Step], Step | None]) -> Song:
    """Change every hit in a region; rests stay."""
    return change_hits(song, region, lambda _track, _at, step: change(step))


def change_hits(song: Song, region: Region, change: Callable[[str, int, Step], Step | None]) -> Song:
    """Change every hit in a region by its track, its index and itself; rests stay, and so do tracks that the
    pattern lacks.
    """
    inside = range(region.first, region.last + 1)

    def row(track: Track) -> Track:
        steps = enumerate(track.steps)
        return track.with_steps(
            tuple(change(track.name, at, step) if step and at in inside else step for at, step in steps)
        )

    for name in region.tracks:
        if pattern_of(song, region.pattern).track(name):
            song = on_track(song, region.pattern, name, row)
    return song


def add_velocity(song: Song, region: Region, amount: int) -> Song:
    """Raise or lower the velocity of every hit in a region."""
    return change_steps(
        song, region, lambda step: replace(step, velocity=clamp_velocity(step.velocity + amount))
    )


def clear(song: Song, region: Region) -> Song:
    """Empty a region."""
    return change_steps(song, region, lambda step: None)


def copy(song: Song, region: Region) -> Clip:
    """The steps of a region."""
    columns = range(region.first, region.last + 1)
    return tuple(tuple(step_at(song, region.pattern, name, at) for at in columns) for name in region.tracks)


def paste(song: Song, pattern: str, tracks: tuple[str, ...], index: int, clip: Clip) -> Song:
    """Lay a clip over the tracks from the given step on; what does not fit is left out."""
    for name, row in zip(tracks, clip, strict=False):
        for offset, step in enumerate(row):
            if _has_step(song, pattern, name, index + offset):
                song = set_step(song, pattern, name, index + offset, step)
    return song


def _has_step(song: Song, pattern: str, track: str, index: int) -> bool:
    owner = song.pattern(pattern)
    row = owner.track(track) if owner else None
    length = len(row.steps) if row else owner.length if owner else 0
    return index < length
