"""What hits carry: settings of their steps, and locks of what their tracks' sounds and strips have. The edits
change a hit by it, the screen reads it.
"""

from dataclasses import dataclass, replace

from beatterm.model.field_param import FieldParam
from beatterm.model.param import Param, Value, value_of, with_lock, without_lock
from beatterm.model.song import Song
from beatterm.model.step import Step


@dataclass(frozen=True, slots=True)
class Carried:
    """One thing that a hit can carry. Without a `field` of the step it is a lock of `param`."""

    param: Param
    field: FieldParam | None = None

    def value_in(self, step: Step) -> Value | None:
        """What a hit has; None where it has no such lock."""
        if self.field is not None:
            return self.field.value_in(step)
        return next((value for name, value in step.locks if name == self.param.name), None)

    def put(self, step: Step, value: Value) -> Step:
        """The hit with another value, which must be one that the Param allows."""
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

    def base_in(self, song: Song, track: str) -> Value:
        """What a track has of its own for hits without the lock. No Param is both its sound's and its
        strip's.
        """
        return value_of((*song.setup(track).values, *song.mixer.strip(track).values), self.param)


def setting(field: FieldParam) -> Carried:
    """A setting of the step."""
    return Carried(field.param, field)
