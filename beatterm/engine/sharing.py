"""Sharing: what a Command brings anew although it is as it was is taken from the song that was there before.

Commands come through a pipe, so that every part of what they carry is a new object. After this identity tells
what an edit has changed, and whatever was made from the rest is found again.
"""

from dataclasses import replace
from typing import TypeVar

from beatterm.model.pattern import Pattern
from beatterm.model.project import Project
from beatterm.model.song import Song

Part = TypeVar("Part")


def sharing(project: Project, before: Project) -> Project:
    """The project, with all that is equal in the one before it taken from there."""
    if project is before:
        return before
    song = _song(project.song, before.song)
    kit = _kept(project.kit, before.kit)
    if song is before.song and kit is before.kit:
        return before
    return Project(song, kit)


def _song(song: Song, before: Song) -> Song:
    if song is before:
        return before
    old = {pattern.name: pattern for pattern in before.patterns}
    patterns = tuple(_pattern(pattern, old.get(pattern.name)) for pattern in song.patterns)
    return replace(
        song,
        tracks=_kept(song.tracks, before.tracks),
        patterns=patterns,
        sections=_kept(song.sections, before.sections),
        mixer=_kept(song.mixer, before.mixer),
        grooves=_kept(song.grooves, before.grooves),
    )


def _pattern(pattern: Pattern, before: Pattern | None) -> Pattern:
    if before is None or pattern is before:
        return pattern
    old = {track.name: track for track in before.tracks}
    tracks = tuple(_kept(track, old.get(track.name, track)) for track in pattern.tracks)
    return _kept(replace(pattern, tracks=tracks), before)


def _kept(new: Part, old: Part) -> Part:
    return old if new == old else new
