"""What the table of steps says about a step that its cell cannot: its settings, and its locks by name."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from beatterm.formats.errors import Fault, Path, nearest, shortened
from beatterm.formats.fields import Rule, as_table, taken
from beatterm.formats.model_rules import field_rules, field_text, param_rules
from beatterm.formats.toml_write import text_of
from beatterm.model.param import ParamTable
from beatterm.model.step import Step
from beatterm.model.step_params import STEP_PARAMS

STEP_EXAMPLE = "7 = { velocity = 87 }"


@dataclass(frozen=True, slots=True)
class StepRules:
    """The rule of each setting and each lock that a step may have, by name."""

    rules: dict[str, Rule | None]

    def step_with(self, step: Step, raw: Any, path: Path) -> Step:
        """The step that a cell says, with what its line in the table of steps sets."""
        table = as_table(raw, path, STEP_EXAMPLE)
        values = {key: self._value(key, each, path) for key, each in table.items()}
        fields = {
            each.field: each.write(values.pop(each.param.name))
            for each in STEP_PARAMS
            if each.param.name in values
        }
        return replace(step, **fields, locks=tuple(sorted(values.items())))

    def _value(self, key: str, raw: Any, path: Path) -> Any:
        rule = self.rules.get(key)
        if rule is None:
            close = nearest(key, self.rules)
            meant = f"did you mean {close!r}? " if close else ""
            there = f"{meant}A step takes {', '.join(self.rules)}"
            words = f"there is no setting {shortened(key)!r} of a step; {there}"
            raise Fault((*path, key), words, STEP_EXAMPLE, at_key=True)
        return taken(Rule(rule.words, f"7 = {{ {rule.example} }}", rule.take), raw, (*path, key))


def step_rules(params: ParamTable) -> StepRules:
    """The rules of the steps of a song whose tracks have these Params."""
    return StepRules(field_rules(STEP_PARAMS) | param_rules(params.lockable))


def step_settings(step: Step, spoken: Step) -> Iterator[tuple[str, str, bool]]:
    """Every setting of a step with its text, then its locks; and whether its cell says something else."""
    for each in STEP_PARAMS:
        yield each.param.name, field_text(each, step), each.value_in(step) != each.value_in(spoken)
    for name, value in step.locks:
        yield name, text_of(value if isinstance(value, str) else float(value)), True
