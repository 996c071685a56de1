"""Params: the named numbers of mixer strips and effects, declared once with unit, range and default."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Value = float | str
Values = tuple[tuple[str, Value], ...]
"""What differs from the defaults, as (Param name, value), sorted by name."""


@dataclass(frozen=True, slots=True)
class Param:
    """One setting. A number from `low` to `high` in `unit`; or, where `choices` stand, one of those words.

    `step` is what one key press on the screen changes it by (with `ratio`, what it is multiplied by).
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

    def allows(self, value: object) -> bool:
        """Whether a value may be given to it."""
        if self.choices:
            return value in self.choices
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        return is_number and self.low <= float(value) <= self.high  # type: ignore[arg-type]

    def rule(self) -> str:
        """What it takes, in words: for error messages and help."""
        if self.choices:
            return "one of " + ", ".join(self.choices)
        unit = f" {self.unit}" if self.unit else ""
        return f"a number from {self.low:g} to {self.high:g}{unit}"


@dataclass(frozen=True, slots=True)
class ParamTable:
    """Every Param there is: those of a mixer strip, and those of each effect that the song shares."""

    strip: tuple[Param, ...] = ()
    effects: Mapping[str, tuple[Param, ...]] = field(default_factory=dict)


def value_of(values: Values, param: Param) -> Value:
    """A Param's value among the stored ones, or its default."""
    return next((value for name, value in values if name == param.name), param.default)


def number_of(values: Values, param: Param) -> float:
    """`value_of` for a Param that is a number."""
    return float(value_of(values, param))


def with_value(values: Values, param: Param, value: Value) -> Values:
    """The values with one changed; a default is not stored."""
    others = [(name, old) for name, old in values if name != param.name]
    if value != param.default:
        others.append((param.name, value))
    return tuple(sorted(others))
