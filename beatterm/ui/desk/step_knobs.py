"""Knobs of the selected hits: their settings, their notes, and a lock for every Param that can have one."""

from collections.abc import Iterator

from beatterm.model.edits import regions
from beatterm.model.edits.errors import EditError
from beatterm.model.edits.pitch import with_lowest
from beatterm.model.edits.values import clear_value, turn_value
from beatterm.model.note import note_name
from beatterm.model.param import Param
from beatterm.model.song import Song
from beatterm.model.step import Step
from beatterm.model.step_params import VELOCITY
from beatterm.model.turnable import NOTE
from beatterm.ui.desk.carrying import FIELD, Detail, Hits, details, hits, rest_text, values_of
from beatterm.ui.desk.desk import Desk
from beatterm.ui.desk.knob import Knob, Turn
from beatterm.ui.desk.turning import shown

REST = "nothing"
_REST = Param("rest", REST, choices=(REST,))
REST_KEY = f"{FIELD}.{_REST.name}"
MIXED = "mixed"


def step_knobs(desk: Desk) -> Iterator[Knob]:
    """The knobs of the hit under the cursor, or of all selected ones; on a rest, one that says so."""
    if not desk.song.patterns:
        return
    struck = hits(desk)
    group = _group(desk, struck)
    if not struck:
        yield _rest_knob(desk, group)
        return
    pitched = tuple(step for _, step in struck if step.notes)
    for what in details(desk.session.params):
        yield _detail_knob(desk, group, what, struck)
        if what.param is VELOCITY.param and pitched:
            yield _note_knob(desk, group, pitched)


def _group(desk: Desk, struck: Hits) -> str:
    if desk.place.anchor is None:
        return f"step {desk.place.step + 1}"
    return f"{len(struck)} hit{'s' * (len(struck) != 1)}"


def _rest_knob(desk: Desk, group: str) -> Knob:
    def refused(_song: Song, _turn: Turn | None = None) -> Song:
        raise EditError(rest_text(desk))

    return Knob(FIELD, group, _REST, REST, refused, refused, REST, True)


def _detail_knob(desk: Desk, group: str, what: Detail, struck: Hits) -> Knob:
    values, where = values_of(desk.song, what, struck), desk.region
    mixed = len(set(values)) > 1
    return Knob(
        what.kind,
        group if what.field else f"{what.group} of {group}",
        what.param,
        values[0],
        lambda song, turn: turn_value(song, where, what, turn),
        lambda song: clear_value(song, where, what),
        MIXED if mixed else shown(what.param, values[0]),
        not any(what.is_carried(step) for _, step in struck),
        mixed,
    )


def _note_knob(desk: Desk, group: str, pitched: tuple[Step, ...]) -> Knob:
    where, lowest = desk.region, float(pitched[0].notes[0])
    mixed = len({step.notes for step in pitched}) > 1

    def changed(song: Song, turn: Turn) -> Song:
        return regions.change_steps(song, where, lambda step: _moved(step, turn))

    def reset(song: Song) -> Song:
        return regions.change_steps(song, where, lambda step: _moved(step, lambda _: NOTE.default))

    text = MIXED if mixed else " ".join(map(note_name, pitched[0].notes))
    return Knob(FIELD, group, NOTE, lowest, changed, reset, text, False, mixed)


def _moved(step: Step, turn: Turn) -> Step:
    """A chord with its lowest note turned."""
    return with_lowest(step, round(float(turn(float(step.notes[0]))))) if step.notes else step
