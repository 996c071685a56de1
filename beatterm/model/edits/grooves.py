"""Edits of grooves: which one a song has, its own ones, and the groove that a rhythm was played with."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import ceil
from statistics import fmean

from beatterm.model.edits.errors import EditError
from beatterm.model.edits.steps import pattern_of
from beatterm.model.groove import (
    MAX_OFFSET,
    MAX_SLOTS,
    MAX_WEIGHT,
    MIN_WEIGHT,
    PLAIN_WEIGHT,
    SHIPPED_GROOVES,
    Groove,
    shipped_groove,
)
from beatterm.model.pattern import MAX_GROOVE_AMOUNT, NO_GROOVE, Pattern, Track, step_ticks_of
from beatterm.model.song import Song
from beatterm.model.time import STEP_NAMES

Hit = tuple[float, int]
"""When something was struck, in ticks from a bar's start, and its velocity."""
_NAME = re.compile(r"[A-Za-z0-9_-]{1,24}")
_DECIMALS = 4
MAX_GROOVES = 64


def groove_of(song: Song, name: str) -> Groove:
    """The groove of that name, the song's or one that beatterm brings along; EditError if there is none."""
    groove = song.groove_named(name)
    if groove is None:
        own = ", ".join(each.name for each in song.grooves)
        known = f"{own}, " if own else ""
        raise EditError(f"There is no groove {name}. There is {known}{_some_shipped()}, or {NO_GROOVE}.")
    return groove


def _some_shipped() -> str:
    names = tuple(SHIPPED_GROOVES)
    return f"{names[0]} … {names[-1]}"


def set_song_groove(song: Song, name: str) -> Song:
    """Let a song have a groove; "" or `NO_GROOVE`: none."""
    return replace(song, groove="" if name in ("", NO_GROOVE) else groove_of(song, name).name)


def set_song_groove_amount(song: Song, percent: int) -> Song:
    """Apply so much of the song's groove."""
    if not 0 <= percent <= MAX_GROOVE_AMOUNT:
        raise EditError(f"A groove is applied by 0 to {MAX_GROOVE_AMOUNT} %, such as 80, not {percent}.")
    return replace(song, groove_amount=percent)


def add_groove(song: Song, groove: Groove) -> Song:
    """Keep a groove in the song, in place of its namesake."""
    fitting = _checked(groove)
    if all(old.name != groove.name for old in song.grooves):
        if len(song.grooves) >= MAX_GROOVES:
            raise EditError(f"A song holds {MAX_GROOVES} grooves; remove one first.")
        return replace(song, grooves=(*song.grooves, fitting))
    return replace(song, grooves=tuple(fitting if old.name == groove.name else old for old in song.grooves))


def remove_groove(song: Song, name: str) -> Song:
    """Take one of the song's own grooves out. What used it has none, or the one of its name that beatterm
    brings along.
    """
    if all(old.name != name for old in song.grooves):
        raise EditError(f"The song has no groove {name} of its own.")
    song = replace(song, grooves=tuple(old for old in song.grooves if old.name != name))
    if shipped_groove(name):
        return song
    patterns = tuple(_without_groove(pattern, name) for pattern in song.patterns)
    return replace(song, groove="" if song.groove == name else song.groove, patterns=patterns)


def _without_groove(pattern: Pattern, name: str) -> Pattern:
    rows = tuple(replace(row, groove=None) if row.groove == name else row for row in pattern.tracks)
    return replace(pattern, tracks=rows)


def extract_groove(
    song: Song, pattern: str, tracks: Iterable[str], name: str, step_ticks: int, slots: int
) -> Groove:
    """The groove that some tracks of a pattern were recorded with: their nudges, shifts and velocities,
    averaged at each slot over one pass of the pattern.
    """
    owner = pattern_of(song, pattern)
    rows = [row for row in map(owner.track, tracks) if row is not None]
    hits = [hit for row in rows for hit in _hits(owner, row)]
    return groove_of_hits(name, hits, step_ticks, slots)


def _hits(pattern: Pattern, row: Track) -> Iterator[Hit]:
    step_ticks = step_ticks_of(pattern, row)
    for count in range(-(-pattern.length_ticks // step_ticks)):
        step = row.steps[count % row.length]
        if step:
            yield (count + step.nudge + row.shift) * step_ticks, step.velocity


def groove_of_hits(name: str, hits: Iterable[Hit], step_ticks: int, slots: int) -> Groove:
    """The groove that hits were played with: each counts for the slot nearest to it, and halfway for
    the earlier, as swing at its utmost does.

    A slot is late by its hits' mean distance, and has their mean velocity in percent of that of all hits.
    Where nothing was struck nothing changes. EditError if there are no hits.
    """
    if not 1 <= slots <= MAX_SLOTS:
        raise EditError(f"A groove has 1 to {MAX_SLOTS} slots, such as 16, not {slots}.")
    near: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for tick, velocity in hits:
        slot = ceil(tick / step_ticks - 0.5)
        near[slot % slots].append((tick / step_ticks - slot, velocity))
    if not near:
        raise EditError("There are no hits to take a groove from; choose a track that plays.")
    mean = fmean(velocity for slot in near.values() for _, velocity in slot)
    late = (_late([each for each, _ in near[slot]]) if slot in near else 0.0 for slot in range(slots))
    loud = (
        _percent(fmean(each for _, each in near[slot]), mean) if slot in near else PLAIN_WEIGHT
        for slot in range(slots)
    )
    return _checked(Groove(name, step_ticks, tuple(late), tuple(loud)))


def _late(distances: list[float]) -> float:
    return max(-MAX_OFFSET, min(MAX_OFFSET, round(fmean(distances), _DECIMALS))) + 0.0


def _percent(velocity: float, mean: float) -> int:
    return max(MIN_WEIGHT, min(MAX_WEIGHT, round(100 * velocity / mean)))


def _checked(groove: Groove) -> Groove:
    """The groove, if a song can hold it."""
    if not _NAME.fullmatch(groove.name) or groove.name == NO_GROOVE:
        raise EditError("A groove's name has 1 to 24 letters, digits, - and _, such as late.")
    if groove.step_ticks not in STEP_NAMES:
        raise EditError("A groove's slots are as long as a step can be, such as 1/16.")
    if max(len(groove.time), len(groove.velocity)) > MAX_SLOTS:
        raise EditError(f"A groove has at most {MAX_SLOTS} slots, such as 16.")
    if any(not abs(each) <= MAX_OFFSET for each in groove.time):
        raise EditError(f"A groove moves hits by at most {MAX_OFFSET:g} of a slot, such as 0.1.")
    if any(not MIN_WEIGHT <= each <= MAX_WEIGHT for each in groove.velocity):
        raise EditError(f"A groove's velocities are {MIN_WEIGHT} to {MAX_WEIGHT} %, such as 90.")
    return groove
