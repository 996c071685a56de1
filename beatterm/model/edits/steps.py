"""Edits of steps in one row: set, toggle, rotate, fill."""

from collections.abc import Callable
from dataclasses import replace

from beatterm.model.edits.errors import EditError
from beatterm.model.pattern import MAX_STEPS, Pattern, Track, step_ticks_of
from beatterm.model.song import Song
from beatterm.model.step import HIT_VELOCITY, Step


def pattern_of(song: Song, name: str) -> Pattern:
    """The pattern of that name; EditError if the song has none."""
    pattern = song.pattern(name)
    if pattern is None:
        raise EditError(f"There is no pattern {name}.")
    return pattern


def fitting_track(pattern: Pattern, name: str) -> Track:
    """A pattern's track, or an empty one as long as the pattern, where a row can be that long."""
    return pattern.track(name) or Track(name, length=min(pattern.length, MAX_STEPS))


def on_track(song: Song, pattern: str, track: str, change: Callable[[Track], Track]) -> Song:
    """The song with one track of one pattern changed; it is made if the pattern does not use it yet."""
    owner = pattern_of(song, pattern)
    return song.with_pattern(owner.with_track(change(fitting_track(owner, track))))


def set_step(song: Song, pattern: str, track: str, index: int, step: Step | None) -> Song:
    """Put a step (or a rest) at an index counted from 0."""

    def change(row: Track) -> Track:
        if not 0 <= index < len(row.steps):
            raise EditError(f"Track {track} has {len(row.steps)} steps in pattern {pattern}.")
        return row.with_step(index, step)

    return on_track(song, pattern, track, change)


def step_at(song: Song, pattern: str, track: str, index: int) -> Step | None:
    """The step at an index counted from 0; None for a rest, past the row's end, or where there is no such
    row.
    """
    owner = song.pattern(pattern)
    row = owner.track(track) if owner else None
    return row.steps[index] if row and 0 <= index < len(row.steps) else None


def toggle_step(song: Song, pattern: str, track: str, index: int, fresh: Step | None = None) -> Song:
    """Strike a rest with `fresh` (a plain hit by default), or clear a hit."""
    struck = step_at(song, pattern, track, index) is not None
    return set_step(song, pattern, track, index, None if struck else fresh or Step())


def hit_with_velocity(song: Song, pattern: str, track: str, index: int, velocity: int) -> Song:
    """Accent or ghost: strike a rest at that velocity, change a hit to it, and change it back if it has it
    already.
    """
    step = step_at(song, pattern, track, index) or Step(HIT_VELOCITY)
    wanted = HIT_VELOCITY if step.velocity == velocity else velocity
    return set_step(song, pattern, track, index, replace(step, velocity=wanted))


def rotate(song: Song, pattern: str, track: str, by: int) -> Song:
    """Move all sounding steps of a row later by so many steps (negative: earlier), around its end."""

    def change(row: Track) -> Track:
        sounding, rest = row.steps[: row.length], row.steps[row.length :]
        shift = by % row.length
        return row.with_steps((*sounding[-shift:], *sounding[:-shift], *rest) if shift else row.steps)

    return on_track(song, pattern, track, change)


def fill_every(
    song: Song, pattern: str, track: str, every: int, fresh: Step | None = None, offset: int = 0
) -> Song:
    """Strike every nth step of a row from the one at `offset` on, and nothing else; 0 empties it. Hits that
    stay keep what they carry.
    """

    def change(row: Track) -> Track:
        def filled(index: int, step: Step | None) -> Step | None:
            if index >= row.length:
                return step
            return (step or fresh or Step()) if every and (index - offset) % every == 0 else None

        return row.with_steps(tuple(filled(index, step) for index, step in enumerate(row.steps)))

    return on_track(song, pattern, track, change)


def set_track_length(song: Song, pattern: str, track: str, length: int) -> Song:
    """Let a row turn over after so many steps; steps past it are kept, silent."""
    if not 1 <= length <= MAX_STEPS:
        raise EditError(f"A track has 1 to {MAX_STEPS} steps, not {length}.")
    return on_track(song, pattern, track, lambda row: replace(row, length=length))


def set_track_step(song: Song, pattern: str, track: str, step_ticks: int | None) -> Song:
    """Give a row a step value of its own; None: the pattern's."""
    return on_track(song, pattern, track, lambda row: replace(row, step_ticks=step_ticks))


def set_track_swing(song: Song, pattern: str, track: str, swing: float | None) -> Song:
    """Give a row a swing of its own; None: the song's."""
    return on_track(song, pattern, track, lambda row: replace(row, swing=swing))


def set_pattern_length(song: Song, pattern: str, length: int) -> Song:
    """Let a pattern loop after so many steps. Rows as long as the pattern was grow and shrink with it."""
    if not 1 <= length <= MAX_STEPS:
        raise EditError(f"A pattern has 1 to {MAX_STEPS} steps, not {length}.")
    owner = pattern_of(song, pattern)

    def follow(row: Track) -> Track:
        own_meter = step_ticks_of(owner, row) != owner.step_ticks
        return row if row.length != owner.length or own_meter else replace(row, length=length)

    return song.with_pattern(replace(owner, length=length, tracks=tuple(map(follow, owner.tracks))))
