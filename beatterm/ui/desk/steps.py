"""What keys do to steps: strike, clear, make louder, copy, rotate, fill."""

from collections.abc import Callable
from dataclasses import replace

from beatterm.model.edits import patterns, regions, steps
from beatterm.model.song import Song
from beatterm.model.step import ACCENT_VELOCITY, GHOST_VELOCITY
from beatterm.ui.desk.desk import Desk
from beatterm.ui.desk.hearing import sound
from beatterm.ui.desk.notes import fresh_step
from beatterm.ui.desk.place import corners


def toggle(desk: Desk) -> None:
    """Strike or clear the step under the cursor."""
    strike(desk, desk.place.step)


def strike(desk: Desk, index: int) -> None:
    """Strike or clear a step of the cursor's row, and let it be heard."""
    pattern, track, fresh = desk.place.pattern, desk.track, fresh_step(desk)
    before = steps.step_at(desk.song, pattern, track, index)
    desk.edit("step", lambda song: steps.toggle_step(song, pattern, track, index, fresh))
    if before is None:
        sound(desk, fresh)


def paint(desk: Desk, index: int, struck: bool) -> None:
    """Strike or clear a step as the first of a stroke of the mouse did; a stroke undoes as one."""
    pattern, track = desk.place.pattern, desk.track
    step = fresh_step(desk) if struck else None
    if (steps.step_at(desk.song, pattern, track, index) is not None) != struck:
        desk.edit("painting", lambda song: steps.set_step(song, pattern, track, index, step), merge=True)


def velocity(amount: int) -> Callable[[Desk], None]:
    """Make the selected hits louder or softer."""

    def run(desk: Desk) -> None:
        where = desk.region
        desk.edit("velocity", lambda song: regions.add_velocity(song, where, amount), merge=True)

    return run


def velocity_at(desk: Desk, index: int, amount: int) -> None:
    """Make one hit of the cursor's row louder or softer, and no other, whatever is selected."""
    where = regions.Region(desk.place.pattern, (desk.track,), index, index)
    desk.edit("velocity", lambda song: regions.add_velocity(song, where, amount), merge=True)


def _with_velocity(label: str, wanted: int) -> Callable[[Desk], None]:
    def run(desk: Desk) -> None:
        if desk.place.anchor is not None:
            where = desk.region
            desk.edit(
                label,
                lambda song: regions.change_steps(song, where, lambda hit: replace(hit, velocity=wanted)),
            )
            return
        pattern, track, index, fresh = desk.place.pattern, desk.track, desk.place.step, fresh_step(desk)
        rest = steps.step_at(desk.song, pattern, track, index) is None
        if rest:
            loud = replace(fresh, velocity=wanted)
            desk.edit(label, lambda song: steps.set_step(song, pattern, track, index, loud))
            sound(desk, loud)
        else:
            desk.edit(label, lambda song: steps.hit_with_velocity(song, pattern, track, index, wanted))

    return run


accent = _with_velocity("accent", ACCENT_VELOCITY)
ghost = _with_velocity("ghost", GHOST_VELOCITY)


def clear(desk: Desk) -> None:
    """Clear the step, or all that is selected."""
    where = desk.region
    desk.edit("clear", lambda song: regions.clear(song, where))


def copy(desk: Desk) -> None:
    """Remember the step, or all that is selected."""
    desk.clip = regions.copy(desk.song, desk.region)
    desk.front.tell(f"Copied {_size(desk)}.")
    _to_corner(desk)


def cut(desk: Desk) -> None:
    """Remember and clear."""
    where = desk.region
    desk.clip = regions.copy(desk.song, where)
    desk.edit("cut", lambda song: regions.clear(song, where))
    desk.front.tell(f"Cut {_size(desk)}.")
    _to_corner(desk)


def _to_corner(desk: Desk) -> None:
    """The cursor goes where the copied rectangle began: pasting there lays it on itself."""
    if desk.place.anchor is not None:
        box = corners(desk.place, desk.song)
        desk.go(desk.place.unselected().at(desk.song, box.top, box.first))


def _size(desk: Desk) -> str:
    rows, columns = len(desk.clip), len(desk.clip[0]) if desk.clip else 0
    return f"{columns} step{'s' * (columns != 1)}" + (f" of {rows} tracks" if rows > 1 else "")


def paste(desk: Desk) -> None:
    """Lay what was copied over the steps from the cursor on."""
    if not desk.clip:
        desk.front.tell("Nothing is copied yet: y copies, x cuts.")
        return
    clip, pattern, index = desk.clip, desk.place.pattern, desk.place.step
    names = tuple(setup.name for setup in desk.song.tracks[desk.place.track :])
    desk.edit("paste", lambda song: regions.paste(song, pattern, names, index, clip))


def rotate(by: int) -> Callable[[Desk], None]:
    """Move the row's steps earlier or later, around its end; with a selection, all its rows."""

    def run(desk: Desk) -> None:
        where = desk.region

        def turned(song: Song) -> Song:
            for name in where.tracks:
                song = steps.rotate(song, where.pattern, name, by)
            return song

        desk.edit("rotate", turned, merge=True)

    return run


def fill(every: int) -> Callable[[Desk], None]:
    """Strike every n-th step of the row; 0 empties it."""

    def run(desk: Desk) -> None:
        pattern, track, fresh = desk.place.pattern, desk.track, fresh_step(desk)
        label = "fill" if every else "empty row"
        desk.edit(label, lambda song: steps.fill_every(song, pattern, track, every, fresh))

    return run


def clear_row(desk: Desk) -> None:
    """Empty the cursor's row."""
    fill(0)(desk)


def clear_pattern(desk: Desk) -> None:
    """Empty the pattern."""
    name = desk.place.pattern
    desk.edit("clear pattern", lambda song: patterns.clear_pattern(song, name))
