"""Entering notes one by one: on the piano, while record is armed and the transport stands still."""

from dataclasses import replace

from beatterm.model.edits import regions, steps
from beatterm.model.edits.takes import enter_notes
from beatterm.model.pattern import MAX_STEPS
from beatterm.model.step import Step
from beatterm.ui.desk import steps as step_keys
from beatterm.ui.desk.desk import Desk
from beatterm.ui.desk.hands import Entered, Layer
from beatterm.ui.input.instrument import Strike


def is_on(desk: Desk) -> bool:
    """Whether the piano writes into the grid step by step."""
    return desk.hands.layer is Layer.PIANO and desk.recorder.is_armed and not desk.is_running


def enter(desk: Desk, plays: Strike, stamp: float) -> None:
    """Write a note under the cursor and go on."""
    pattern, track, index = desk.place.pattern, desk.track, desk.place.step
    notes = () if plays.note is None else (plays.note,)
    desk.edit("note", lambda song: enter_notes(song, pattern, track, index, notes, plays.velocity))
    _entered(desk, index, stamp)


def _entered(desk: Desk, index: int, stamp: float) -> None:
    desk.hands.entered.append(Entered(desk.place.pattern, desk.track, index, stamp))
    _move(desk, desk.hands.edit_step)


def _length(desk: Desk) -> int:
    row = desk.pattern.track(desk.track)
    return row.length if row else desk.pattern.length


def _move(desk: Desk, by: int) -> None:
    """The cursor goes on, around the end of the row."""
    desk.go(replace(desk.place, step=(desk.place.step + by) % _length(desk), anchor=None))


def take_back(desk: Desk, stamp: float) -> bool:
    """What was entered at a moment was no key press; whether something was."""
    if not desk.hands.entered or desk.hands.entered[-1].stamp != stamp:
        return False
    last = desk.hands.entered.pop()
    desk.session.undo()
    desk.settle()
    desk.go(replace(desk.place, step=last.index))
    return True


def rest(desk: Desk) -> None:
    """Leave a rest and go on; when nothing is entered, strike or clear the step."""
    if not is_on(desk):
        step_keys.toggle(desk)
        return
    where = desk.region
    desk.edit("rest", lambda song: regions.clear(song, where))
    _entered(desk, desk.place.step, desk.now())


def hold(desk: Desk) -> None:
    """Hold the note entered last up to where the cursor goes on; else make the hit louder."""
    if not is_on(desk):
        step_keys.velocity(5)(desk)
        return
    last = _last_note(desk)
    if last is None:
        desk.front.tell("There is no note to hold yet.")
        return
    index, step = last
    length = min(MAX_STEPS, (desk.place.step - index) % _length(desk) + desk.hands.edit_step)
    pattern, track = desk.place.pattern, desk.track
    held = replace(step, length=length)
    desk.edit("hold", lambda song: steps.set_step(song, pattern, track, index, held))
    _move(desk, desk.hands.edit_step)


def _last_note(desk: Desk) -> tuple[int, Step] | None:
    """The last step entered in this row that is a note."""
    for each in reversed(desk.hands.entered):
        if (each.pattern, each.track) == (desk.place.pattern, desk.track):
            step = steps.step_at(desk.song, each.pattern, each.track, each.index)
            if step is not None:
                return each.index, step
    return None


def back(desk: Desk) -> None:
    """Go back to what was entered last and clear it; when nothing is entered, clear the step."""
    if not is_on(desk):
        step_keys.clear(desk)
        return
    entered = desk.hands.entered
    index = entered.pop().index if entered else (desk.place.step - desk.hands.edit_step) % _length(desk)
    desk.go(replace(desk.place, step=index, anchor=None))
    where = desk.region
    desk.edit("note", lambda song: regions.clear(song, where))
