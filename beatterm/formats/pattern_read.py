"""A pattern's table → Pattern: the grid, then what the tables of its tracks and steps add to it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from beatterm.formats.errors import Fault, Path, unknown
from beatterm.formats.fields import Rule, flag, named_tables, number, read_table, taken, whole
from beatterm.formats.grid_text import Lane, parse_grid
from beatterm.formats.model_rules import (
    GROOVE_AMOUNT,
    METER,
    STEP_VALUE,
    field_rules,
    for_param,
    known_groove,
)
from beatterm.formats.step_keys import STEP_EXAMPLE, StepRules
from beatterm.model.pattern import MAX_CHANCE_SCALE, MAX_STEPS, Pattern, Steps, Track, step_ticks_of
from beatterm.model.song import MAX_SWING, STRAIGHT
from beatterm.model.time import STEP_TICKS, Meter
from beatterm.model.track_params import TRACK_PARAMS

MAX_LENGTH = MAX_STEPS * max(STEP_TICKS.values()) // min(STEP_TICKS.values())
"""Steps in the longest pattern: the longest track, counted in the shortest steps."""

_PATTERN_RULES: dict[str, Rule | None] = {
    "step": STEP_VALUE,
    "length": whole("the length of a pattern, in steps,", "length = 16", 1, MAX_LENGTH),
    "meter": METER,
    "fill": flag("fill", "fill = true"),
    "chance": whole("the chance of a pattern, in percent,", "chance = 50", 0, MAX_CHANCE_SCALE),
    "grid": None,
    "track": None,
}
_TRACK_RULES: dict[str, Rule | None] = {
    "length": whole("the length of a track, in steps,", "length = 12", 1, MAX_STEPS),
    "step": None,
    "swing": number("swing", "swing = 58", STRAIGHT, MAX_SWING),
    "groove": None,
    "groove_amount": for_param(GROOVE_AMOUNT),
    **field_rules(TRACK_PARAMS),
    "steps": None,
}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What of the song around it a pattern is read by."""

    meter: Meter
    grooves: tuple[str, ...]
    """Names of the song's own."""
    steps: StepRules


def read_pattern(name: str, raw: Any, around: Surroundings) -> Pattern:
    """The pattern that a table says."""
    path: Path = ("pattern", name)
    values = read_table(raw, _PATTERN_RULES, path, 'step = "1/16"')
    lanes = _read_lanes(values.get("grid", ""), (*path, "grid"))
    tables = named_tables(values.get("track", {}), (*path, "track"), "track", f"[pattern.{name}.track.kick]")
    for track in tables:
        if track not in (lane.name for lane in lanes):
            rule = unknown("lane", track, [lane.name for lane in lanes])
            raise Fault((*path, "track", track), rule, f"[pattern.{name}.track.kick]", at_key=True)
    tracks = tuple(
        _read_track(lane, tables.get(lane.name, {}), (*path, "track", lane.name), around) for lane in lanes
    )
    own = {key: values[key] for key in ("meter", "fill", "chance") if key in values}
    pattern = Pattern(name, 1, STEP_TICKS[values.get("step", "1/16")], tracks, **own)
    return replace(pattern, length=values.get("length", default_length(pattern, around.meter)))


def default_length(pattern: Pattern, meter: Meter) -> int:
    """Steps of a pattern that does not say its length: its longest track, or a bar if it has none.

    `meter` is the song's.
    """
    tracks = [track.length * step_ticks_of(pattern, track) for track in pattern.tracks]
    bar_ticks = (pattern.meter or meter).bar_ticks
    return -(-max(tracks, default=bar_ticks) // pattern.step_ticks)


def _read_lanes(raw: Any, path: Path) -> tuple[Lane, ...]:
    if not isinstance(raw, str):
        raise Fault(path, 'a grid is a text in """ with a line for each track', 'grid = """')
    try:
        return parse_grid(raw)
    except Fault as fault:
        raise Fault(path, fault.rule, fault.example, value=fault.value, offset=fault.offset) from None


def _read_track(lane: Lane, raw: Any, path: Path, around: Surroundings) -> Track:
    values = read_table(raw, _TRACK_RULES, path, "length = 12")
    steps = _read_steps(lane.steps, values.get("steps", {}), (*path, "steps"), around.steps)
    track = Track(lane.name, steps, values.get("length", 0))
    fields = {
        each.field: each.write(values[each.param.name]) for each in TRACK_PARAMS if each.param.name in values
    }
    return replace(track, **fields, **_overrides(values, path, around.grooves))


def _overrides(values: Mapping[str, Any], path: Path, grooves: tuple[str, ...]) -> dict[str, Any]:
    """What the track has in place of the pattern's or the song's."""
    own: dict[str, Any] = {}
    step = values.get("step")
    if isinstance(step, dict):
        rule = "the table of a track's single steps is called steps"
        raise Fault((*path, "step"), rule, _steps_example(path))
    if step is not None:
        own["step_ticks"] = STEP_TICKS[taken(STEP_VALUE, step, (*path, "step"))]
    if "groove" in values:
        own["groove"] = known_groove(values["groove"], grooves, (*path, "groove"))
    if "groove_amount" in values:
        own["groove_amount"] = round(values["groove_amount"])
    return own | ({"swing": values["swing"]} if "swing" in values else {})


def _steps_example(path: Path) -> str:
    return f"[{'.'.join(map(str, path))}.steps]"


def _read_steps(spoken: Steps, raw: Any, path: Path, rules: StepRules) -> Steps:
    """The steps of the grid with what the table of steps says; its names are counts from 1."""
    if not isinstance(raw, dict):
        raise Fault(path, "steps is a table with a line for each step that it changes", STEP_EXAMPLE)
    steps = list(spoken)
    for key, each in raw.items():
        index = int(key) - 1 if key.isascii() and key.isdigit() and key[0] != "0" and len(key) < 4 else -1
        step = steps[index] if 0 <= index < len(steps) else None
        if not 0 <= index < len(steps):
            rule = f"a step of this track is a number from 1 to {len(steps)}"
            raise Fault((*path, key), rule, STEP_EXAMPLE, at_key=True)
        if step is None:
            rule = "this step is a rest in the grid; only a hit can be changed here"
            raise Fault((*path, key), rule, STEP_EXAMPLE, at_key=True)
        steps[index] = rules.step_with(step, each, (*path, key))
    return tuple(steps)
