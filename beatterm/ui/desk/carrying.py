"""What hits carry, as the screen names it: one table of their settings and locks, from which inspector,
lanes, keys and the bottom line read, and the hits that are selected.
"""

from dataclasses import dataclass
from operator import itemgetter

from beatterm.model.carried import Carried
from beatterm.model.edits.errors import EditError
from beatterm.model.param import ParamTable, Value
from beatterm.model.song import Song
from beatterm.model.step import Step
from beatterm.model.step_params import STEP_PARAMS
from beatterm.ui.desk.desk import Desk
from beatterm.ui.desk.turning import label_of

FIELD, SOUND_LOCK, MIX_LOCK = "step", "sound-lock", "mix-lock"
REST_TEXT = "A rest carries nothing; enter in the grid strikes it."


@dataclass(frozen=True, slots=True)
class Detail(Carried):
    """One thing that a hit can carry, of one of three kinds."""

    kind: str = FIELD

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


_SETTINGS = tuple(Detail(each.param, each) for each in STEP_PARAMS)


def details(params: ParamTable) -> tuple[Detail, ...]:
    """Everything that a hit can carry: its settings, locks of its sound, locks of the mix."""
    sound = (Detail(param, kind=SOUND_LOCK) for param in params.sound)
    mix = (Detail(param, kind=MIX_LOCK) for param in params.strip)
    return (*_SETTINGS, *sound, *mix)


def of_step(name: str) -> Detail:
    """A setting of the step by its Param's name."""
    return next(each for each in _SETTINGS if each.param.name == name)


Hits = tuple[tuple[str, Step], ...]
"""Hits with their tracks."""


def values_of(song: Song, what: Carried, struck: Hits) -> tuple[Value, ...]:
    """What hits have; without a lock, the track's value."""
    found = ((what.value_in(step), name) for name, step in struck)
    return tuple(what.base_in(song, name) if value is None else value for value, name in found)


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
