"""What the table of steps may say about a step that its cell cannot. To add one: a line in its table."""

from dataclasses import dataclass, replace
from typing import Any

from beatterm.formats.errors import Path
from beatterm.formats.fields import Rule, read_table, whole
from beatterm.model.pattern import MAX_STEPS
from beatterm.model.step import ACCENT_VELOCITY, MIN_VELOCITY, Step


@dataclass(frozen=True, slots=True)
class StepKey:
    """A setting of one step: its name in the file, the Step's field that it sets, and its rule."""

    key: str
    field: str
    rule: Rule

    def value_in(self, step: Step) -> Any:
        """What a step has for it."""
        return getattr(step, self.field)


STEP_KEYS = (
    StepKey(
        "velocity", "velocity", whole("a velocity", "7 = { velocity = 87 }", MIN_VELOCITY, ACCENT_VELOCITY)
    ),
    StepKey("hold", "length", whole("a hold", "7 = { hold = 20 }", 1, MAX_STEPS)),
)
_RULES: dict[str, Rule | None] = {each.key: each.rule for each in STEP_KEYS}
STEP_EXAMPLE = "7 = { velocity = 87 }"


def step_with(step: Step, raw: Any, path: Path) -> Step:
    """The step that a cell says, with what its line in the table of steps sets."""
    values = read_table(raw, _RULES, path, STEP_EXAMPLE)
    fields = {each.key: each.field for each in STEP_KEYS}
    return replace(step, **{fields[key]: value for key, value in values.items()})
