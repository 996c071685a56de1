"""Params that stand for a field of a frozen value, such as a step's chance: how one becomes the other."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from beatterm.model.param import Param, Value

OFF, ON = "off", "on"
Holder = TypeVar("Holder")


@dataclass(frozen=True, slots=True)
class FieldParam:
    """A Param, the field it stands for, and how the field becomes the Param's value and back."""

    param: Param
    field: str
    read: Callable[[Any], Value]
    write: Callable[[Value], Any]

    def value_in(self, holder: object) -> Value:
        """What a step, track … has for it."""
        return self.read(getattr(holder, self.field))

    def put(self, holder: Holder, value: Value) -> Holder:
        """The step, track … with another value, which must be one that the Param allows."""
        changed: Holder = replace(holder, **{self.field: self.write(value)})  # type: ignore[type-var]
        return changed


def whole_field(param: Param, field: str) -> FieldParam:
    """A Param for a field that is a whole number."""
    return FieldParam(param, field, float, lambda value: round(float(value)))


def number_field(param: Param, field: str) -> FieldParam:
    """A Param for a field that is a number."""
    return FieldParam(param, field, float, float)
