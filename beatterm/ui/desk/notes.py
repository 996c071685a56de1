"""Pitch: which note a new step gets on a pitched track, and keys that move it and hold it."""

from collections.abc import Callable
from dataclasses import replace

from beatterm.model.edits import regions, steps
from beatterm.model.edits.errors import EditError
from beatterm.model.note import HIGHEST_NOTE, note_name, note_number
from beatterm.model.pattern import MAX_STEPS, Steps
from beatterm.model.pitched import MIDDLE_C, is_pitched, own_note
from beatterm.model.step import Step
from beatterm.ui.desk.desk import Desk
from beatterm.ui.desk.front import Question
from beatterm.ui.desk.hearing import sound
from beatterm.ui.desk.place import steps_of

OCTAVE = 12


def is_pitched_track(desk: Desk, track: str) -> bool:
    """Whether a track is played in notes in the pattern on the screen."""
    return is_pitched(_own_note(desk, track), steps_of(desk.song, desk.place.pattern, track))


def own_pitch(desk: Desk, track: str) -> int:
    """The note that a track's sound has by itself; middle C if the kit does not say."""
    note = _own_note(desk, track)
    return MIDDLE_C if note is None else note


def _own_note(desk: Desk, track: str) -> int | None:
    return own_note(desk.session.kit, desk.song.setup(track))


def fresh_step(desk: Desk) -> Step:
    """What a rest under the cursor becomes."""
    return fresh_step_of(desk, desk.track)


def fresh_step_of(desk: Desk, track: str) -> Step:
    """What a rest of a track becomes: a plain hit; on a pitched track, the note that was last set there."""
    if not is_pitched_track(desk, track):
        return Step()
    return Step(notes=(_last_note(desk, track, steps_of(desk.song, desk.place.pattern, track)),))


def _last_note(desk: Desk, track: str, row: Steps) -> int:
    """The note last set on this track; else the nearest before the cursor; else the sound's own."""
    if track in desk.last_notes:
        return desk.last_notes[track]
    at = desk.place.step
    nearest_first = [*reversed(row[:at]), *reversed(row[at:])]
    written = (step.notes[0] for step in nearest_first if step is not None and step.notes)
    return next(written, own_pitch(desk, track))


def transpose(by: int) -> Callable[[Desk], None]:
    """Move the selected notes by semitones; one that would leave the range stays."""

    def run(desk: Desk) -> None:
        refuse_drums(desk)
        where, shift = desk.region, _shift(by, own_pitch(desk, desk.track))
        desk.edit("notes", lambda song: regions.change_steps(song, where, shift), merge=True)
        remember(desk)

    return run


def refuse_drums(desk: Desk) -> None:
    """EditError where the cursor's track is not played in notes."""
    if not is_pitched_track(desk, desk.track):
        raise EditError(f"{desk.track} has no pitch; choose a pitched sound with b.")


def _shift(by: int, root: int) -> Callable[[Step], Step]:
    def moved(step: Step) -> Step:
        notes = tuple(note + by for note in step.notes or (root,))
        fits = all(0 <= note <= HIGHEST_NOTE for note in notes)
        return replace(step, notes=notes) if fits else step

    return moved


def remember(desk: Desk) -> None:
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
        remember(desk)


def parsed_notes(text: str) -> tuple[int, ...]:
    """Note names as numbers, lowest first; ValueError if one is not a note."""
    return tuple(sorted({note_number(name) for name in text.replace(",", " ").lower().split()}))


def _fault(text: str) -> str | None:
    try:
        parsed_notes(text)
    except ValueError as error:
        return f"{error}; notes are written c2, f#3 or eb1."
    return None
