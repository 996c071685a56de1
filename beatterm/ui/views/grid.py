"""The grid as values: rows of steps, and where the playhead stands in each of them."""

from dataclasses import dataclass

from beatterm.engine.messages import Snapshot
from beatterm.model.mixer import audible
from beatterm.model.pattern import Pattern, Steps, step_ticks_of
from beatterm.model.pitched import is_pitched, own_note
from beatterm.ui.desk.desk import Desk
from beatterm.ui.desk.place import Corners, corners

NOWHERE = -1
"""The step of a playhead that is not in a row."""


@dataclass(frozen=True, slots=True)
class Row:
    """A track of the pattern. `holds` are the steps through which a note before them is held or tied."""

    number: int
    name: str
    steps: Steps
    length: int
    pitched: bool
    mute: bool
    solo: bool
    audible: bool
    has_sound: bool
    holds: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows in sight, counted from `top`; cursor and selection are counted from the first row in sight."""

    pattern: str
    rows: tuple[Row, ...]
    top: int
    total: int
    first_step: int
    width: int
    length: int
    cursor: tuple[int, int]
    selection: Corners | None
    has_focus: bool


def rows_of(desk: Desk) -> tuple[Row, ...]:
    """Every track of the song in the pattern on the screen."""
    pattern = desk.song.pattern(desk.place.pattern)
    return tuple(_row(desk, pattern, at) for at in range(len(desk.song.tracks)))


def _row(desk: Desk, pattern: Pattern | None, at: int) -> Row:
    song, setup = desk.song, desk.song.tracks[at]
    track = pattern.track(setup.name) if pattern else None
    steps = track.steps if track else (None,) * (pattern.length if pattern else 0)
    length = track.length if track else len(steps)
    sound, strip = desk.session.kit.sound(setup.sound), song.mixer.strip(setup.name)
    pitched = is_pitched(own_note(desk.session.kit, setup), steps)
    heard = audible(song.mixer, setup.name)
    holds = _holds(steps, length)
    return Row(
        at + 1, setup.name, steps, length, pitched, strip.mute, strip.solo, heard, sound is not None, holds
    )


def _holds(steps: Steps, length: int) -> frozenset[int]:
    held: set[int] = set()
    for at, step in enumerate(steps[:length]):
        if step is not None and (step.length > 1 or step.tie):
            for index in range(at + 1, length if step.tie else min(at + step.length, length)):
                if steps[index] is not None:
                    break
                held.add(index)
    return frozenset(held)


def sheet_of(desk: Desk, rows: tuple[Row, ...], top: int, visible: int, first_step: int, width: int) -> Sheet:
    """What of the rows is in sight."""
    place, selection = desk.place, None
    if place.anchor is not None:
        box = corners(place, desk.song)
        selection = Corners(box.top - top, box.bottom - top, box.first, box.last)
    pattern = desk.song.pattern(place.pattern)
    return Sheet(
        pattern=place.pattern,
        rows=rows[top : top + visible],
        top=top,
        total=len(rows),
        first_step=first_step,
        width=width,
        length=pattern.length if pattern else 0,
        cursor=(place.track - top, place.step),
        selection=selection,
        has_focus=desk.pane.value == "grid",
    )


@dataclass(frozen=True, slots=True)
class Playheads:
    """The step being heard: of the pattern, and of each track of the song."""

    pattern: int = NOWHERE
    rows: tuple[int, ...] = ()


def playheads(desk: Desk, snapshot: Snapshot) -> Playheads:
    """Where each row of the pattern on the screen is, if it is the one that plays."""
    pattern = desk.song.pattern(desk.place.pattern)
    if pattern is None or not snapshot.running or snapshot.pattern != pattern.name:
        return Playheads()
    if snapshot.tick < 0:  # the count-in
        return Playheads()
    tick = snapshot.pattern_tick
    rows = tuple(_step_at(pattern, setup.name, tick) for setup in desk.song.tracks)
    return Playheads(tick // pattern.step_ticks % pattern.length, rows)


def _step_at(pattern: Pattern, name: str, tick: int) -> int:
    track = pattern.track(name)
    if track is None:
        return tick // pattern.step_ticks % pattern.length
    return tick // step_ticks_of(pattern, track) % track.length
