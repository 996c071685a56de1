"""Edits of what hits carry, over a whole region at once: settings of steps, and locks.

Rests stay rests. Relative changes count in a Param's own steps, as the screen's keys do.
"""

from collections.abc import Callable
from dataclasses import replace

from beatterm.model.edits.allowed import allowed, moved, within
from beatterm.model.edits.regions import Region, change_hits
from beatterm.model.field_param import FieldParam
from beatterm.model.param import Param, Value, with_lock, without_lock
from beatterm.model.song import Song
from beatterm.model.step import Step


def set_step_value(song: Song, region: Region, field: FieldParam, value: Value) -> Song:
    """Give every hit of a region the same value; EditError if the Param does not take it."""
    wanted = allowed(field.param, value)
    return change_hits(song, region, lambda _track, _at, step: field.put(step, wanted))


def add_step_value(song: Song, region: Region, field: FieldParam, by: float) -> Song:
    """Move the value of every hit by so many of the Param's own steps; each stops at the range's end.

    Choices move along their list. Values that differ keep their difference until they stop.
    """

    def change(_track: str, _at: int, step: Step) -> Step:
        return field.put(step, moved(field.param, field.value_in(step), by))

    return change_hits(song, region, change)


def ramp_step_value(song: Song, region: Region, field: FieldParam, first: Value, last: Value) -> Song:
    """Draw a line of values: `first` at the region's first step, `last` at its last."""
    line = _line(field.param, first, last, region)
    return change_hits(song, region, lambda _track, at, step: field.put(step, line(at)))


def set_lock(song: Song, region: Region, param: Param, value: Value) -> Song:
    """Give every hit of a region its own value of a Param; EditError if the Param does not take it."""
    wanted = allowed(param, value)
    return change_hits(song, region, lambda _track, _at, step: _locked(step, param, wanted))


def add_lock(song: Song, region: Region, param: Param, by: float, base: Callable[[str], Value]) -> Song:
    """Move the lock of every hit by so many of the Param's own steps.

    A hit without a lock gets one, counted from `base(track)`: what its track has.
    """

    def change(track: str, _at: int, step: Step) -> Step:
        value = dict(step.locks).get(param.name)
        return _locked(step, param, moved(param, base(track) if value is None else value, by))

    return change_hits(song, region, change)


def ramp_lock(song: Song, region: Region, param: Param, first: Value, last: Value) -> Song:
    """Draw a line of locks: `first` at the region's first step, `last` at its last."""
    line = _line(param, first, last, region)
    return change_hits(song, region, lambda _track, at, step: _locked(step, param, line(at)))


def clear_lock(song: Song, region: Region, name: str) -> Song:
    """Take the lock of a Param from every hit of a region: what its track has holds again."""
    return change_hits(
        song, region, lambda _track, _at, step: replace(step, locks=without_lock(step.locks, name))
    )


def _locked(step: Step, param: Param, value: Value) -> Step:
    return replace(step, locks=with_lock(step.locks, param, value))


def _line(param: Param, first: Value, last: Value, region: Region) -> Callable[[int], Value]:
    """The value at each step between two: in octaves where the Param has a ratio, else by even amounts."""
    start, end = _number(param, first), _number(param, last)
    span = max(1, region.last - region.first)

    def at(index: int) -> Value:
        share = (index - region.first) / span
        if param.choices:
            return param.choices[round(start + (end - start) * share)]
        if param.ratio:
            return within(param, start * (end / start) ** share)
        return within(param, start + (end - start) * share)

    return at


def _number(param: Param, value: Value) -> float:
    wanted = allowed(param, value)
    return float(param.choices.index(str(wanted)) if param.choices else wanted)
