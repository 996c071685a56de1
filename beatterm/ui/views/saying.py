"""The cursor in words: what a screen reader reads, and what the bottom line says when nothing is new."""

from collections.abc import Iterator

from beatterm.model.edits.steps import step_at
from beatterm.model.note import note_name
from beatterm.model.step import ALWAYS, Step
from beatterm.ui.desk.carrying import values_of
from beatterm.ui.desk.desk import Desk, Pane
from beatterm.ui.desk.inspecting import current
from beatterm.ui.desk.lanes import current as current_lane
from beatterm.ui.desk.setup_place import said as said_in_setup
from beatterm.ui.desk.turning import label_of, shown

_FULL_GATE = 100


def said(desk: Desk) -> str:
    """Where the cursor is and what stands there."""
    if desk.tuner is not None:
        return f"{label_of(desk.tuner.param)} {desk.tuner.text}"
    if desk.pane is Pane.INSPECTOR:
        knob = current(desk)
        return f"{knob.group}: {knob.label} {knob.text}"
    if desk.pane is Pane.SECTIONS:
        return _section(desk)
    if desk.pane is Pane.SETUP:
        return said_in_setup(desk)
    if not desk.song.tracks or not desk.song.patterns:
        return "an empty song"
    step = step_at(desk.song, desk.place.pattern, desk.track, desk.place.step)
    place = f"{desk.track} step {desk.place.step + 1}"
    if desk.pane is Pane.LANE:
        return f"{place}: {_lane(desk, step)}"
    return f"{place}: {', '.join(_carried(desk, step)) if step else 'rest'}"


def _lane(desk: Desk, step: Step | None) -> str:
    what = current_lane(desk)
    if step is None:
        return f"rest, no {what.label}"
    value = values_of(desk.song, what, ((desk.track, step),))[0]
    return f"{what.label} {shown(what.param, value)}"


def _carried(desk: Desk, step: Step) -> Iterator[str]:
    """What a hit is and carries, the most telling first."""
    yield " ".join([*map(note_name, step.notes), f"{step.velocity}"])
    if step.length > 1:
        yield f"held {step.length}"
    if step.chance != ALWAYS:
        yield f"chance {step.chance}%"
    if step.condition:
        yield step.condition
    if step.ratchet > 1:
        yield f"ratchet {step.ratchet}"
    if step.ramp:
        yield f"ramp {step.ramp:+}%"
    if step.nudge:
        yield f"nudge {step.nudge:+.2f}"
    if step.gate != _FULL_GATE:
        yield f"gate {step.gate:g}%"
    if step.tie:
        yield "tied"
    for name, value in step.locks:
        param = desk.session.params.lock(name)
        if param is not None:
            yield f"{label_of(param)} {shown(param, value)}"


def _section(desk: Desk) -> str:
    if not desk.song.sections:
        return "no sections"
    section = desk.song.sections[desk.section]
    return f"section {desk.section + 1} {section.name}: {section.pattern} x{section.repeat}"
