"""What hits carry: one table of their settings and locks, from which inspector, lanes, keys and the bottom
line read, and the one way in which a change of them reaches every selected hit.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from operator import itemgetter

from beatterm.model.edits import regions
from beatterm.model.edits.errors import EditError
from beatterm.model.edits.regions import Region
from beatterm.model.field_param import FieldParam
from beatterm.model.param import Param, ParamTable, Value, value_of, with_lock, without_lock
from beatterm.model.song import Song
from beatterm.model.step import Step
from beatterm.model.step_params import STEP_PARAMS
from beatterm.ui.desk.desk import Desk
from beatterm.ui.desk.turning import label_of

FIELD, SOUND_LOCK, MIX_LOCK = "step", "sound-lock", "mix-lock"
REST_TEXT = "A rest carries nothing; enter in the grid strikes it."
Base = Callable[[str], Value]
"""What a track of that name has for a Param where a hit has no lock of it."""
Turn = Callable[[Value], Value]


@dataclass(frozen=True, slots=True)
class Carried:
    """One thing that a hit can carry. Without a `field` it is a lock of `param`."""

    kind: str
    param: Param
    field: FieldParam | None = None

    @property
    def key(self) -> str:
        """Its name among all that can be turned."""
        return f"{self.kind}.{self.param.name}"

    @property
    def group(self) -> str:
        """Which family of locks it belongs to, in words; "" for a setting of the step."""
        return "" if self.field else self.kind.replace("-", " ")

    @property
    def label(self) -> str:
        """Its name for eyes."""
        return label_of(self.param)

    def value_in(self, step: Step) -> Value | None:
        """What a hit has; None where it has no such lock."""
        if self.field is not None:
            return self.field.value_in(step)
        return next((value for name, value in step.locks if name == self.param.name), None)

    def put(self, step: Step, value: Value) -> Step:
        """The hit with another value."""
        if self.field is not None:
            return self.field.put(step, value)
        return replace(step, locks=with_lock(step.locks, self.param, value))

    def cleared(self, step: Step) -> Step:
        """The hit without it."""
        if self.field is not None:
            return self.field.put(step, self.param.default)
        return replace(step, locks=without_lock(step.locks, self.param.name))

    def is_carried(self, step: Step) -> bool:
        """Whether a hit has it otherwise than a plain hit."""
        value = self.value_in(step)
        return value is not None and (self.field is None or value != self.param.default)


_FIELDS = tuple(Carried(FIELD, each.param, each) for each in STEP_PARAMS)


def carried(params: ParamTable) -> tuple[Carried, ...]:
    """Everything that a hit can carry: its settings, locks of its sound, locks of the mix."""
    sound = (Carried(SOUND_LOCK, param) for param in params.sound)
    mix = (Carried(MIX_LOCK, param) for param in params.strip)
    return (*_FIELDS, *sound, *mix)


def of_step(name: str) -> Carried:
    """A setting of the step by its Param's name."""
    return next(each for each in _FIELDS if each.param.name == name)


def base_of(song: Song, what: Carried) -> Base:
    """What each track has of its own for a lock."""

    def base(track: str) -> Value:
        values = song.setup(track).values if what.kind == SOUND_LOCK else song.mixer.strip(track).values
        return value_of(values, what.param)

    return base


Hits = tuple[tuple[str, Step], ...]
"""Hits with their tracks."""


def values_of(song: Song, what: Carried, struck: Hits) -> tuple[Value, ...]:
    """What hits have; without a lock, the track's value."""
    base = base_of(song, what)
    found = ((what.value_in(step), name) for name, step in struck)
    return tuple(base(name) if value is None else value for value, name in found)


def hits(desk: Desk) -> Hits:
    """The selected hits, the one under the cursor first."""
    owner = desk.song.pattern(desk.place.pattern)
    if owner is None or not desk.song.tracks:
        return ()
    where, cursor = desk.region, (desk.track, desk.place.step)
    rows = (row for row in map(owner.track, where.tracks) if row is not None)
    found = [
        ((row.name, at) != cursor, row.name, step)
        for row in rows
        for at, step in enumerate(row.steps[where.first : where.last + 1], where.first)
        if step is not None
    ]
    return tuple((name, step) for _, name, step in sorted(found, key=itemgetter(0)))


def refuse_rest(desk: Desk) -> None:
    """EditError where nothing is struck that could carry anything."""
    if not hits(desk):
        raise EditError(rest_text(desk))


def rest_text(desk: Desk) -> str:
    """Why there is nothing to turn."""
    return REST_TEXT if desk.place.anchor is None else "No hit is selected."


def change(song: Song, where: Region, what: Carried, turn: Turn) -> Song:
    """Every hit of a region with its value turned; where it has no lock, the track's value is."""
    base = base_of(song, what)

    def turned(name: str, _at: int, step: Step) -> Step:
        value = what.value_in(step)
        return what.put(step, turn(base(name) if value is None else value))

    return regions.change_hits(song, where, turned)


def clear(song: Song, where: Region, what: Carried) -> Song:
    """Every hit of a region without it."""
    return regions.change_hits(song, where, lambda _name, _at, step: what.cleared(step))
