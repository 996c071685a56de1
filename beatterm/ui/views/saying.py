"""The cursor in words: what a screen reader reads, and what the bottom line says when nothing is new."""

from beatterm.model.edits.steps import step_at
from beatterm.model.note import note_name
from beatterm.model.step import Step
from beatterm.ui.desk.desk import Desk, Pane
from beatterm.ui.desk.inspecting import current
from beatterm.ui.desk.turning import label_of


def said(desk: Desk) -> str:
    """Where the cursor is and what stands there."""
    if desk.tuner is not None:
        return f"{desk.tuner.offer.title}: {label_of(desk.tuner.param)} {desk.tuner.text}"
    if desk.pane is Pane.INSPECTOR:
        knob = current(desk)
        return f"{knob.group}: {knob.label} {knob.text}"
    if desk.pane is Pane.SECTIONS:
        return _section(desk)
    if not desk.song.tracks or not desk.song.patterns:
        return "an empty song"
    step = step_at(desk.song, desk.place.pattern, desk.track, desk.place.step)
    return f"{desk.track} {desk.place.step + 1}: {_step(step)}"


def _step(step: Step | None) -> str:
    if step is None:
        return "rest"
    notes = " ".join(map(note_name, step.notes))
    held = f" held {step.length}" if step.length > 1 else ""
    return f"{notes} {step.velocity}{held}".strip()


def _section(desk: Desk) -> str:
    if not desk.song.sections:
        return "no sections"
    section = desk.song.sections[desk.section]
    return f"section {desk.section + 1} {section.name}: {section.pattern} x{section.repeat}"
