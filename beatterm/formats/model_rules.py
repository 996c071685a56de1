"""The rules that the model lays down: Params, fields, metres, keys and grooves, as they stand in a song file.

Nothing is declared here that the model has declared already; the words for it are made from there.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from beatterm.formats.errors import Fault, Path, nearest, shortened
from beatterm.formats.fields import Rule, choice, flag
from beatterm.formats.toml_write import text_of
from beatterm.model.condition import FILL, FIRST, MAX_CYCLE, NEGATION, NEIGHBOUR, PRE
from beatterm.model.field_param import OFF, ON, FieldParam
from beatterm.model.groove import SHIPPED_GROOVES
from beatterm.model.param import Param, Value
from beatterm.model.pattern import MAX_GROOVE_AMOUNT, NO_GROOVE
from beatterm.model.scale import SCALES, TONICS, Key, key_named
from beatterm.model.step_params import CONDITION
from beatterm.model.time import STEP_TICKS, Meter

_METER = re.compile(r"([1-9]|[12][0-9]|3[0-2])/(1|2|4|8|16|32)")
_WORDS = {
    CONDITION.param.name: (
        f"a condition is {FILL}, {PRE}, {NEIGHBOUR}, {FIRST} or A:B with A up to B and B from 2 to "
        f"{MAX_CYCLE}, with {NEGATION} in front for its opposite"
    )
}
"""Rules that are shorter than a list of all choices."""


def _meter(raw: Any) -> Meter | None:
    form = _METER.fullmatch(raw) if isinstance(raw, str) else None
    return Meter(int(form[1]), int(form[2])) if form else None


def _key(raw: Any) -> Key | None:
    try:
        return key_named(raw) if isinstance(raw, str) else None
    except ValueError:
        return None


METER = Rule("a meter is 1 to 32 beats of 1, 2, 4, 8, 16 or 32", 'meter = "4/4"', _meter)
KEY = Rule(
    f"a key is a tonic ({', '.join(TONICS)}) and a scale ({', '.join(SCALES)})", 'key = "c minor"', _key
)
STEP_VALUE = choice("a step", 'step = "1/16"', STEP_TICKS)
GROOVE_AMOUNT = Param("groove_amount", 100.0, 0.0, MAX_GROOVE_AMOUNT, "%", step=10.0, whole=True)


def for_param(param: Param) -> Rule:
    """The rule of a Param; its numbers are kept as floats."""

    def take(raw: Any) -> Value | None:
        if not param.allows(raw):
            return None
        return str(raw) if param.choices else float(raw)

    words = _WORDS.get(param.name, f"{param.name} is {param.rule()}")
    return Rule(words, f"{param.name} = {_example(param)}", take)


def for_field(field: FieldParam) -> Rule:
    """The rule of a Param that stands for a field. What can only be on or off is true or false in a file."""
    name = field.param.name
    if is_flag(field):
        said = flag(name, f"{name} = true")
        return Rule(said.words, said.example, lambda raw: {True: ON, False: OFF}.get(said.take(raw)))
    return for_param(field.param)


def field_text(field: FieldParam, holder: object) -> str:
    """What a step, track … has for a field, as it stands in a file."""
    value = field.value_in(holder)
    if is_flag(field):
        return text_of(value == ON)
    return text_of(value if field.param.choices else _plainest(field.param, float(value)))


def _plainest(param: Param, number: float) -> float:
    """A number without a point where it needs none and the Param is turned by whole numbers."""
    return int(number) if number == int(number) and param.step == int(param.step) else number


def is_flag(field: FieldParam) -> bool:
    """Whether a field is written as true or false."""
    return field.param.choices == (OFF, ON)


def param_rules(params: Iterable[Param]) -> dict[str, Rule | None]:
    """The rules of some Params by name."""
    return {param.name: for_param(param) for param in params}


def field_rules(fields: Iterable[FieldParam]) -> dict[str, Rule | None]:
    """The rules of some fields by the names of their Params."""
    return {field.param.name: for_field(field) for field in fields}


def known_groove(raw: Any, own: Iterable[str], path: Path) -> str:
    """The name of a groove that there is, or the word for none; else a Fault."""
    example = 'groove = "mpc-16-58"'
    if not isinstance(raw, str):
        raise Fault(path, "the name of a groove is a text in quotes", example)
    names = [NO_GROOVE, *own]
    if raw in names or raw in SHIPPED_GROOVES:
        return raw
    there = f"there is no groove {shortened(raw)!r}; "
    close = nearest(raw, [*names, *SHIPPED_GROOVES])
    if close is not None:
        raise Fault(path, f"{there}did you mean {close!r}?", example)
    raise Fault(path, f"{there}there is {', '.join([*names[:12], *_families(SHIPPED_GROOVES)])}", example)


def _families(grooves: Mapping[str, object]) -> list[str]:
    """Grooves whose names differ in the last number only, as `mpc-16-52 to mpc-16-75`."""
    families: dict[str, list[str]] = {}
    for name in grooves:
        families.setdefault(name.rpartition("-")[0], []).append(name)
    return [f"{names[0]} to {names[-1]}" for names in families.values()]


def _example(param: Param) -> str:
    """A right value other than the default, as a file has it."""
    if param.choices:
        return f'"{param.choices[1]}"'
    default = float(param.default)
    down = default / param.step if param.ratio else default - param.step
    value = down if down >= param.low else default * param.step if param.ratio else default + param.step
    return f"{value:.0f}" if param.whole else repr(round(value, 2))
