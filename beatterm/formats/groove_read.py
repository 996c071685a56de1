"""The tables `[grooves.NAME]` of a song → its own Grooves. Settings call one by its name, `groove`."""

from typing import Any

from beatterm.formats.errors import Fault, Path
from beatterm.formats.fields import Rule, as_list, named_tables, number, read_table, taken, whole
from beatterm.formats.model_rules import STEP_VALUE
from beatterm.model.groove import MAX_OFFSET, MAX_SLOTS, MAX_WEIGHT, MIN_WEIGHT, Groove
from beatterm.model.pattern import NO_GROOVE
from beatterm.model.time import STEP_TICKS

MAX_GROOVES = 64
_TIME = number("the time of a slot, in steps,", "time = [0.0, 0.16]", -MAX_OFFSET, MAX_OFFSET)
_VELOCITY = whole("the velocity of a slot, in percent,", "velocity = [100, 80]", MIN_WEIGHT, MAX_WEIGHT)
_RULES: dict[str, Rule | None] = {"step": STEP_VALUE, "time": None, "velocity": None}
_TABLE = "[grooves.late-snare]"


def read_grooves(raw: Any) -> tuple[Groove, ...]:
    """The grooves that a song brings along, in their order."""
    tables = named_tables(raw, ("grooves",), "groove", _TABLE)
    for name in list(tables)[MAX_GROOVES:]:
        raise Fault(("grooves", name), f"a song has at most {MAX_GROOVES} grooves", _TABLE, at_key=True)
    return tuple(_read_groove(name, table) for name, table in tables.items())


def refuse_table(raw: Any) -> None:
    """Fault if the setting `groove` holds what belongs into the table `grooves`."""
    if isinstance(raw, dict):
        raise Fault(("groove",), "the tables of a song's own grooves are called grooves", _TABLE, at_key=True)


def _read_groove(name: str, raw: Any) -> Groove:
    path: Path = ("grooves", name)
    if name == NO_GROOVE:
        raise Fault(path, f"no groove is called {NO_GROOVE}: that is the word for none", _TABLE, at_key=True)
    values = read_table(raw, _RULES, path, "time = [0.0, 0.16]")
    time = _slots(values.get("time", []), _TIME, (*path, "time"))
    velocity = _slots(values.get("velocity", []), _VELOCITY, (*path, "velocity"))
    return Groove(name, STEP_TICKS[values.get("step", "1/16")], time, velocity)


def _slots(raw: Any, rule: Rule, path: Path) -> tuple[Any, ...]:
    """A list with a value for each slot."""
    slots = as_list(raw, path, rule.example)
    if len(slots) > MAX_SLOTS:
        raise Fault((*path, MAX_SLOTS), f"a groove has at most {MAX_SLOTS} slots", rule.example)
    return tuple(taken(rule, each, (*path, index)) for index, each in enumerate(slots))
