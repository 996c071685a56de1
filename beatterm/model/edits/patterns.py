"""Edits of whole patterns and of the song's list of tracks."""

from dataclasses import replace

from beatterm.model.edits.errors import EditError
from beatterm.model.edits.steps import pattern_of
from beatterm.model.mixer import Strip
from beatterm.model.pattern import Pattern
from beatterm.model.song import Song, TrackSetup

MAX_PATTERNS = 64
MAX_TRACKS = 64
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_NUMBERED: tuple[str, ...] = tuple(f"{letter}{number}" for number in range(2, 10) for letter in _LETTERS)


def free_pattern_name(song: Song) -> str:
    """The next unused name: A … Z, then A2 … Z9."""
    used = {pattern.name for pattern in song.patterns}
    names = (*_LETTERS, *_NUMBERED)
    free: str = next(name for name in names if name not in used)
    return free


def _with_room(song: Song) -> Song:
    if len(song.patterns) >= MAX_PATTERNS:
        raise EditError(f"A song holds {MAX_PATTERNS} patterns; delete one first.")
    return song


def new_pattern(song: Song, like: str) -> tuple[Song, str]:
    """An empty pattern like another, in length, metre and what its tracks have as a whole; and its name."""
    model = pattern_of(_with_room(song), like)
    name = free_pattern_name(song)
    rows = tuple(replace(track, steps=()) for track in model.tracks)
    return song.with_pattern(Pattern(name, model.length, model.step_ticks, rows, model.meter)), name


def fork_pattern(song: Song, of: str) -> tuple[Song, str]:
    """A copy of a pattern under the next free name, placed behind it, and its name."""
    model = pattern_of(_with_room(song), of)
    name = free_pattern_name(song)
    at = song.patterns.index(model) + 1
    return replace(song, patterns=(*song.patterns[:at], replace(model, name=name), *song.patterns[at:])), name


def clear_pattern(song: Song, name: str) -> Song:
    """Empty every row of a pattern."""
    owner = pattern_of(song, name)
    rows = tuple(row.with_steps((None,) * len(row.steps)) for row in owner.tracks)
    return song.with_pattern(replace(owner, tracks=rows))


def remove_pattern(song: Song, name: str) -> Song:
    """Delete a pattern that no section plays."""
    owner = pattern_of(song, name)
    users = [section.name for section in song.sections if section.pattern == name]
    if users:
        raise EditError(f"Pattern {name} is played by section {users[0]}; give that another pattern first.")
    if len(song.patterns) == 1:
        raise EditError("A song keeps at least one pattern; clear this one instead.")
    return replace(song, patterns=tuple(other for other in song.patterns if other is not owner))


def move_track(song: Song, name: str, by: int) -> Song:
    """Move a track up (-1) or down (+1) on the screen; at the edge it stays."""
    setups = list(song.tracks)
    at = next(index for index, setup in enumerate(setups) if setup.name == name)
    to = max(0, min(len(setups) - 1, at + by))
    setups.insert(to, setups.pop(at))
    return replace(song, tracks=tuple(setups))


def add_track(song: Song, name: str, sound: str) -> Song:
    """A new track at the end of the list, playing a sound of the kit."""
    if any(setup.name == name for setup in song.tracks):
        raise EditError(f"There is a track {name} already.")
    return replace(song, tracks=(*song.tracks, TrackSetup(name, sound)))


def set_track_sound(song: Song, name: str, sound: str) -> Song:
    """Let a track play another sound of the kit; how it is shaped stays."""
    return replace(
        song,
        tracks=tuple(replace(setup, sound=sound) if setup.name == name else setup for setup in song.tracks),
    )


def remove_track(song: Song, name: str) -> Song:
    """Take a track out of the song: its rows, its strip and the sections' mutes of it."""
    if all(setup.name != name for setup in song.tracks):
        raise EditError(f"There is no track {name}.")
    rows = tuple(
        replace(pattern, tracks=tuple(row for row in pattern.tracks if row.name != name))
        for pattern in song.patterns
    )
    sections = tuple(
        replace(section, mute=tuple(muted for muted in section.mute if muted != name))
        for section in song.sections
    )
    setups = tuple(setup for setup in song.tracks if setup.name != name)
    mixer = song.mixer.with_strip(Strip(name))
    return replace(song, tracks=setups, patterns=rows, sections=sections, mixer=mixer)
