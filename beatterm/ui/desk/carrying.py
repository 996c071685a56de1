"""What hits carry: one table of their settings and locks, from which inspector, lanes, keys and the bottom
line read, and the one way in which a change of them reaches every selected hit.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from beatterm.model.edits import regions
from beatterm.model.edits.errors import EditError
from beatterm.model.edits.regions import Region
from beatterm.model.edits.steps import step_at
from beatterm.model.field_param import FieldParam
from beatterm.model.param import Param, ParamTable, Value, value_of, with_lock, without_lock
from beatterm.model.song import Song
from beatterm.model.step import Step
from beatterm.model.step_params import STEP_PARAMS
from beatterm.ui.desk.desk import Desk
from beatterm.ui.desk.turning import label_of

FIELD, SOUND_LOCK, MIX_LOCK = "step", "sound lock", "mix lock"
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


def values_of(desk: Desk, what: Carried) -> tuple[Value, ...]:
    """What the selected hits have, that under the cursor first; without a lock, the track's value."""
    base = base_of(desk.song, what)
    found = ((what.value_in(step), name) for name, step in hits(desk))
    return tuple(base(name) if value is None else value for value, name in found)


def hits(desk: Desk) -> tuple[tuple[str, Step], ...]:
    """The selected hits with their tracks, the one under the cursor first."""
    if not desk.song.tracks or desk.song.pattern(desk.place.pattern) is None:
        return ()
    where = desk.region
    under = step_at(desk.song, where.pattern, desk.track, desk.place.step)
    first = [(desk.track, under)] if under is not None else []
    spots = ((name, at) for name in where.tracks for at in range(where.first, where.last + 1))
    others = (
        (name, step_at(desk.song, where.pattern, name, at))
        for name, at in spots
        if (name, at) != (desk.track, desk.place.step)
    )
    return (*first, *((name, step) for name, step in others if step is not None))


def refuse_rest(desk: Desk) -> None:
    """EditError where nothing is struck that could carry anything."""
    if not hits(desk):
        many = desk.place.anchor is not None
        raise EditError("No hit is selected." if many else "A rest carries nothing; enter strikes it first.")


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
