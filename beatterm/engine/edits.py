"""Commands that make another project of the one that plays, from the smallest part of it to all."""

from dataclasses import dataclass, replace

from beatterm.model.mixer import Mixer
from beatterm.model.pattern import Pattern, Track
from beatterm.model.project import Project
from beatterm.model.song import Song


@dataclass(frozen=True, slots=True)
class SetProject:
    """Another song, or another kit: all sounds are made ready before it is heard."""

    project: Project


@dataclass(frozen=True, slots=True)
class SetSong:
    """The same song changed in a way that the smaller messages below do not cover."""

    song: Song


@dataclass(frozen=True, slots=True)
class SetSettings:
    """Anything of a song but its patterns changed: they are left out of `song`."""

    song: Song


@dataclass(frozen=True, slots=True)
class SetPattern:
    """One pattern changed; it is heard from the next step on."""

    pattern: Pattern


@dataclass(frozen=True, slots=True)
class SetTracks:
    """Some tracks of one pattern changed: the smallest message there is for an edit of steps."""

    pattern: str
    tracks: tuple[Track, ...]


@dataclass(frozen=True, slots=True)
class SetMixer:
    """The mix changed; levels glide there."""

    mixer: Mixer


Edit = SetProject | SetSong | SetSettings | SetPattern | SetTracks | SetMixer
"""The Commands that make another project of the one that plays."""


def changed(project: Project, command: object) -> Project:
    """The project as it is after a Command; most Commands leave it alone."""
    match command:
        case SetProject(other):
            return other
        case SetSong(song):
            return replace(project, song=song)
        case SetSettings(song):
            return replace(project, song=replace(song, patterns=project.song.patterns))
        case SetPattern(pattern):
            return replace(project, song=project.song.with_pattern(pattern))
        case SetTracks(name, tracks):
            return replace(project, song=_with_tracks(project.song, name, tracks))
        case SetMixer(mixer):
            return replace(project, song=replace(project.song, mixer=mixer))
    return project


def _with_tracks(song: Song, name: str, tracks: tuple[Track, ...]) -> Song:
    """The song with some tracks of a pattern in the place of their namesakes."""
    pattern = song.pattern(name)
    if pattern is None:
        return song
    for track in tracks:
        pattern = pattern.with_track(track)
    return song.with_pattern(pattern)
