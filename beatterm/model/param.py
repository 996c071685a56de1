"""Params: the named numbers of mixer strips and effects, declared once with unit, range and default."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Value = float | str
Values = tuple[tuple[str, Value], ...]
"""What differs from the defaults, as (Param name, value), sorted by name."""


@dataclass(frozen=True, slots=True)
class Param:
    """One setting. A number from `low` to `high` in `unit`; or, where `choices` stand, one of those words.

    `step` is what one key press on the screen changes it by (with `ratio`, what it is multiplied by). With
    `whole` it takes whole numbers only.
    """

    name: str
    default: Value
    low: float = 0.0
    high: float = 1.0
    unit: str = ""
    step: float = 0.05
    ratio: bool = False
    choices: tuple[str, ...] = ()
    about: str = ""
    whole: bool = False

    def allows(self, value: object) -> bool:
        """Whether a value may be given to it."""
        if self.choices:
            return value in self.choices
        if not isinstance(value, int | float) or isinstance(value, bool):
            return False
        return self.low <= value <= self.high and (not self.whole or value == int(value))

    def rule(self) -> str:
        """What it takes, in words: for error messages and help."""
        if self.choices:
            return "one of " + ", ".join(self.choices)
        unit = f" {self.unit}" if self.unit else ""
        kind = "whole number" if self.whole else "number"
        return f"a {kind} from {self.low:g} to {self.high:g}{unit}"


@dataclass(frozen=True, slots=True)
class ParamTable:
    """Every Param there is: those of a mixer strip, those of each effect that the song shares, and those that
    shape a track's sound. No name stands both among `strip` and `sound`.
    """

    strip: tuple[Param, ...] = ()
    effects: Mapping[str, tuple[Param, ...]] = field(default_factory=dict)
    sound: tuple[Param, ...] = ()

    @property
    def lockable(self) -> tuple[Param, ...]:
        """What a single step may have a value of its own for."""
        return (*self.sound, *self.strip)

    def lock(self, name: str) -> Param | None:
        """The lockable Param of that name, or None."""
        return next((param for param in self.lockable if param.name == name), None)


def value_of(values: Values, param: Param) -> Value:
    """A Param's value among the stored ones, or its default."""
    return next((value for name, value in values if name == param.name), param.default)


def number_of(values: Values, param: Param) -> float:
    """`value_of` for a Param that is a number."""
    return float(value_of(values, param))


def with_lock(locks: Values, param: Param, value: Value) -> Values:
    """The locks with one set. Unlike `with_value`, a default is kept: the track may have another."""
    return tuple(sorted([*without_lock(locks, param.name), (param.name, value)]))


def without_lock(locks: Values, name: str) -> Values:
    """The locks without that of a Param."""
    return tuple(each for each in locks if each[0] != name)


def overlaid(values: Values, locks: Values) -> Values:
    """What a strip or a sound has for a hit with these locks: a lock takes the place of the value."""
    return tuple(sorted((dict(values) | dict(locks)).items())) if locks else values


def with_value(values: Values, param: Param, value: Value) -> Values:
    """The values with one changed; a default is not stored."""
    others = [(name, old) for name, old in values if name != param.name]
    if value != param.default:
        others.append((param.name, value))
    return tuple(sorted(others))
