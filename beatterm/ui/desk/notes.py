"""Pitch: which note a new step gets on a pitched track, and keys that move it and hold it."""

from collections.abc import Callable
from dataclasses import replace

from beatterm.model.edits import regions, steps
from beatterm.model.edits.errors import EditError
from beatterm.model.note import HIGHEST_NOTE, note_name, note_number
from beatterm.model.pattern import MAX_STEPS, Steps
from beatterm.model.step import Step
from beatterm.ui.desk.desk import Desk
from beatterm.ui.desk.front import Question
from beatterm.ui.desk.hearing import sound
from beatterm.ui.desk.place import steps_of

OCTAVE = 12


def is_pitched(root: int | None, row: Steps) -> bool:
    """Whether a track is played in notes: its sound has a pitch, or notes stand in it."""
    return root is not None or any(step is not None and step.notes for step in row)


def fresh_step(desk: Desk) -> Step:
    """What a rest becomes: a plain hit; on a pitched track, the note that was last set there."""
    row = steps_of(desk.song, desk.place.pattern, desk.track)
    root = desk.sound.root if desk.sound else None
    if not is_pitched(root, row):
        return Step()
    return Step(notes=(_last_note(desk, row, root),))


def _last_note(desk: Desk, row: Steps, root: int | None) -> int:
    """The note last set on this track; else the nearest before the cursor; else the sound's own."""
    if desk.track in desk.last_notes:
        return desk.last_notes[desk.track]
    at = desk.place.step
    nearest_first = [*reversed(row[:at]), *reversed(row[at:])]
    written = (step.notes[0] for step in nearest_first if step is not None and step.notes)
    return next(written, 60 if root is None else root)


def transpose(by: int) -> Callable[[Desk], None]:
    """Move the selected notes by semitones; one that would leave the range stays."""

    def run(desk: Desk) -> None:
        root = desk.sound.root if desk.sound else None
        if not is_pitched(root, steps_of(desk.song, desk.place.pattern, desk.track)):
            raise EditError(f"{desk.track} has no pitch; choose a pitched sound with b.")
        where = desk.region
        shift = _shift(by, 60 if root is None else root)
        desk.edit("notes", lambda song: regions.change_steps(song, where, shift), merge=True)
        _remember(desk)

    return run


def _shift(by: int, root: int) -> Callable[[Step], Step]:
    def moved(step: Step) -> Step:
        notes = tuple(note + by for note in step.notes or (root,))
        fits = all(0 <= note <= HIGHEST_NOTE for note in notes)
        return replace(step, notes=notes) if fits else step

    return moved


def _remember(desk: Desk) -> None:
    """The note under the cursor is the one that the next new step gets; let it be heard."""
    step = steps.step_at(desk.song, desk.place.pattern, desk.track, desk.place.step)
    if step is not None and step.notes:
        desk.last_notes[desk.track] = step.notes[0]
        sound(desk, step)


def hold(by: int) -> Callable[[Desk], None]:
    """Hold the selected notes for more or fewer steps."""

    def longer(step: Step) -> Step:
        return replace(step, length=max(1, min(MAX_STEPS, step.length + by)))

    def run(desk: Desk) -> None:
        where = desk.region
        desk.edit("hold", lambda song: regions.change_steps(song, where, longer), merge=True)

    return run


async def write(desk: Desk) -> None:
    """Ask for the notes of the step under the cursor by name: one, or a chord."""
    pattern, track, index = desk.place.pattern, desk.track, desk.place.step
    step = steps.step_at(desk.song, pattern, track, index) or fresh_step(desk)
    names = " ".join(map(note_name, step.notes))
    answers = await desk.front.ask(
        f"Notes of {track}, step {index + 1}",
        [Question("notes", names, "names such as c2 or eb2 g2; none: its own pitch", _fault)],
    )
    if answers is not None:
        written = replace(step, notes=parsed_notes(answers[0]))
        desk.edit("notes", lambda song: steps.set_step(song, pattern, track, index, written))
        _remember(desk)


def parsed_notes(text: str) -> tuple[int, ...]:
    """Note names as numbers, lowest first; ValueError if one is not a note."""
    return tuple(sorted({note_number(name) for name in text.replace(",", " ").lower().split()}))


def _fault(text: str) -> str | None:
    try:
        parsed_notes(text)
    except ValueError as error:
        return f"{error}; notes are written c2, f#3 or eb1."
    return None
