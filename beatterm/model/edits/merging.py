"""Patterns of another song taken into this one, such as those of an imported file, on its own tracks."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from beatterm.model.edits.errors import EditError
from beatterm.model.edits.patterns import MAX_PATTERNS, MAX_TRACKS, free_pattern_name
from beatterm.model.edits.steps import pattern_of
from beatterm.model.names import free_name
from beatterm.model.pattern import NO_GROOVE, Pattern, Track
from beatterm.model.song import Song, TrackSetup

Places = dict[str, str]
"""The tracks that another song's become, by their names there."""
Fits = Callable[[TrackSetup, TrackSetup], bool]
"""Whether a track that comes in belongs on one that is there."""


def with_patterns_of(song: Song, other: Song, *names: str) -> Song:
    """The song with patterns of another, all or those that are named, behind its own and under free names.

    A drum goes to the track that plays its sound, or else to its namesake; a row of notes to its namesake.
    What finds none gets a new track at the end. All that was there stays as it is: swing, groove and metre
    are the new rows' and patterns' own where they differ, so that each hit keeps its time. EditError if there
    is no room for them, or they play a groove that the song has not.
    """
    chosen = [pattern_of(other, name) for name in names] or list(other.patterns)
    incoming = _tracks_of(other, chosen)
    places = _matched(song, incoming, _drums(chosen))
    for setup in incoming:
        if setup.name not in places:
            name = free_name(setup.name, (track.name for track in song.tracks))
            places[setup.name] = name
            song = replace(song, tracks=(*song.tracks, replace(setup, name=name)))
    _check_room(song, len(chosen))
    for pattern in chosen:
        song = song.with_pattern(_pattern(pattern, song, other, places))
    return song


def _tracks_of(song: Song, patterns: Iterable[Pattern]) -> list[TrackSetup]:
    """The tracks that some patterns use, in the song's order."""
    used = {row.name for pattern in patterns for row in pattern.tracks}
    return [setup for setup in song.tracks if setup.name in used]


def _drums(patterns: Sequence[Pattern]) -> set[str]:
    """The tracks that strike one pitch alone in all of these patterns."""
    pitches: dict[str, set[tuple[int, ...]]] = {}
    for pattern in patterns:
        for row in pattern.tracks:
            pitches.setdefault(row.name, set()).update(step.notes for step in row.steps if step)
    return {name for name, notes in pitches.items() if len(notes) < 2 and len(next(iter(notes), ())) < 2}


def _matched(song: Song, incoming: Sequence[TrackSetup], drums: set[str]) -> Places:
    """Which of them go to a track that is there, each to one of its own: the best matches first."""
    places: Places = {}
    by_sound = [setup for setup in incoming if setup.name in drums]
    _match(places, song, incoming, lambda one, other: (one.name, one.sound) == (other.name, other.sound))
    _match(places, song, by_sound, lambda one, other: one.sound == other.sound)
    _match(places, song, incoming, lambda one, other: one.name == other.name)
    return places


def _match(places: Places, song: Song, incoming: Sequence[TrackSetup], fits: Fits) -> None:
    for setup in incoming:
        taken = set(places.values())
        free = (track for track in song.tracks if track.name not in taken)
        found = next((track for track in free if fits(setup, track)), None)
        if found is not None and setup.name not in places:
            places[setup.name] = found.name


def _check_room(song: Song, patterns: int) -> None:
    """EditError if a song cannot hold so many tracks, or so many patterns more."""
    room = MAX_PATTERNS - len(song.patterns)
    if patterns > room:
        raise EditError(
            f"A song holds {MAX_PATTERNS} patterns; of the {patterns} that would come in {room} have room. "
            "Remove some first, or take in a shorter part."
        )
    if len(song.tracks) > MAX_TRACKS:
        raise EditError(
            f"A song holds {MAX_TRACKS} tracks; with those that would come in it has {len(song.tracks)}. "
            "Remove some first, or take in a part of them."
        )


def _pattern(pattern: Pattern, song: Song, other: Song, places: Places) -> Pattern:
    meter = other.meter_of(pattern)
    return replace(
        pattern,
        name=free_pattern_name(song),
        meter=None if meter == song.meter else meter,
        tracks=tuple(_row(row, song, other, places[row.name]) for row in pattern.tracks),
    )


def _row(row: Track, song: Song, other: Song, name: str) -> Track:
    swing = other.swing if row.swing is None else row.swing
    groove = _groove(row, song, other)
    amount = other.groove_amount if row.groove_amount is None else row.groove_amount
    return replace(
        row,
        name=name,
        swing=None if swing == song.swing else swing,
        groove=None if groove == (song.groove or NO_GROOVE) else groove,
        groove_amount=None if amount == song.groove_amount or groove == NO_GROOVE else amount,
    )


def _groove(row: Track, song: Song, other: Song) -> str:
    """The groove that a row plays in the other song, which this one must know too."""
    groove = (other.groove if row.groove is None else row.groove) or NO_GROOVE
    if groove != NO_GROOVE and song.groove_named(groove) != other.groove_named(groove):
        raise EditError(f"{row.name} plays the groove {groove}, which this song has not; add it first.")
    return groove
