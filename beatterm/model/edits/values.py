"""Edits of what hits carry, over a whole region at once: settings of steps, and locks. Rests stay rests."""

from collections.abc import Callable

from beatterm.model.carried import Carried
from beatterm.model.edits.allowed import allowed, moved
from beatterm.model.edits.regions import Region, change_hits, change_steps
from beatterm.model.param import Value
from beatterm.model.song import Song
from beatterm.model.step import Step


def set_value(song: Song, region: Region, what: Carried, value: Value) -> Song:
    """Give every hit of a region the same value; EditError if the Param does not take it."""
    wanted = allowed(what.param, value)
    return change_steps(song, region, lambda step: what.put(step, wanted))


def turn_value(song: Song, region: Region, what: Carried, turn: Callable[[Value], Value]) -> Song:
    """Turn the value of every hit by itself; where it has no lock, the track's own value is turned into one.
    `turn` gives values that the Param allows.
    """

    def turned(track: str, _at: int, step: Step) -> Step:
        value = what.value_in(step)
        return what.put(step, turn(what.base_in(song, track) if value is None else value))

    return change_hits(song, region, turned)


def add_value(song: Song, region: Region, what: Carried, by: float) -> Song:
    """Move the value of every hit by so many of the Param's own steps; each stops at the range's end.

    Choices move along their list. Values that differ keep their difference until they stop.
    """
    return turn_value(song, region, what, lambda value: moved(what.param, value, by))


def clear_value(song: Song, region: Region, what: Carried) -> Song:
    """Take it from every hit of a region: a setting is that of a plain hit, for a lock the track's own value
    holds again.
    """
    return change_steps(song, region, what.cleared)
