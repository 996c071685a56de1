"""What recording does to a song: hits as they are played, rolls, replacing, and notes entered step by step.

Where a hit belongs, `sequencer.placing` says; here it is written down.
"""

from dataclasses import replace
from math import gcd

from beatterm.model.edits.errors import EditError
from beatterm.model.edits.regions import Region, clear
from beatterm.model.edits.steps import fitting_track, pattern_of, set_step, step_at
from beatterm.model.pattern import step_ticks_of
from beatterm.model.song import Song
from beatterm.model.step import MAX_NUDGE, MAX_RATCHET, Step, clamp_velocity

_FAR_APART = 0.25
"""Steps between two hits from which on they are a ratchet rather than one hit, corrected."""
_DECIMALS = 3

Notes = tuple[int, ...]


def record_hit(
    song: Song,
    pattern: str,
    track: str,
    index: int,
    nudge: float,
    velocity: int,
    notes: Notes = (),
    quantise: int = 0,
    again: bool = False,
) -> Song:
    """Write down what was played at a step, counted from 0, and by how much of one it was late.

    `quantise` (0 to 100 %) pulls it to the grid. A hit that is there gets the new velocity, nudge and notes
    and keeps what else it carries. With `again`, the same take has struck this step before: other notes join
    it as a chord; the same one, a quarter of a step or more away, makes it a ratchet of one hit more; nearer,
    the later one counts.
    """
    if not 0 <= quantise <= 100:
        raise EditError(f"Hits are pulled to the grid by 0 to 100 %, such as 50, not {quantise}.")
    off_grid = max(-MAX_NUDGE, min(MAX_NUDGE, round(nudge * (100 - quantise) / 100, _DECIMALS))) + 0.0
    played = Step(clamp_velocity(velocity), tuple(sorted(set(notes))), nudge=off_grid)
    old = step_at(song, pattern, track, index)
    if old is None:
        return set_step(song, pattern, track, index, played)
    return set_step(song, pattern, track, index, _joined(old, played) if again else _over(old, played))


def _over(old: Step, played: Step) -> Step:
    return replace(old, velocity=played.velocity, nudge=played.nudge, notes=played.notes or old.notes)


def _joined(old: Step, played: Step) -> Step:
    """Two hits of one take on one step, as one."""
    if not set(played.notes) <= set(old.notes):
        together = tuple(sorted({*old.notes, *played.notes}))
        return replace(old, notes=together, velocity=max(old.velocity, played.velocity))
    if abs(played.nudge - old.nudge) >= _FAR_APART:
        return replace(old, ratchet=min(MAX_RATCHET, old.ratchet + 1))
    return _over(old, replace(played, notes=old.notes))


def hold_hit(song: Song, pattern: str, track: str, index: int, length: int, gate: int) -> Song:
    """Have a hit last as long as it was held. A rest stays one, and a ratchet as it is spread."""
    step = step_at(song, pattern, track, index)
    if step is None or step.ratchet > 1:
        return song
    return set_step(song, pattern, track, index, replace(step, length=length, gate=gate))


def erase_steps(song: Song, pattern: str, track: str, first: int, last: int) -> Song:
    """Clear what the playhead passes while a take replaces: steps `first` to `last`, both included."""
    return clear(song, Region(pattern, (track,), first, last))


def record_roll(
    song: Song,
    pattern: str,
    track: str,
    first: int,
    last: int,
    step_ticks: int,
    velocity: int,
    notes: Notes = (),
) -> Song:
    """Write down a roll that was held from step `first` to step `last`, both included.

    A roll that is finer than the row's steps, or lies across them, becomes ratchets over as few steps as its
    hits fit into (sixteenth triplets in a row of sixteenths: 3 hits over 2 steps); such a group is taken as a
    whole. A roll of whole steps becomes plain hits.
    """
    owner = pattern_of(song, pattern)
    row = fitting_track(owner, track)
    steps, hits = _group(step_ticks, step_ticks_of(owner, row))
    begin = max(0, first) // steps * steps if hits > 1 else -(-max(0, first) // steps) * steps
    for start in range(begin, min(last, row.length - 1) + 1, steps):
        length = min(steps, row.length - start)
        if hits > 1:
            song = erase_steps(song, pattern, track, start, start + length - 1)
        struck = max(1, hits * length // steps)
        roll = Step(clamp_velocity(velocity), tuple(sorted(set(notes))), length, ratchet=struck)
        song = set_step(song, pattern, track, start, roll)
    return song


def _group(step_ticks: int, own_ticks: int) -> tuple[int, int]:
    """Over how few of a row's steps a roll comes out even, and how many hits it has there."""
    common = gcd(step_ticks, own_ticks)
    return step_ticks // common, min(MAX_RATCHET, own_ticks // common)


def enter_notes(song: Song, pattern: str, track: str, index: int, notes: Notes, velocity: int) -> Song:
    """Write notes on a step (none: the sound at its own pitch), for entering a melody step by step. A hit
    that is there keeps what else it carries.
    """
    old = step_at(song, pattern, track, index) or Step()
    entered = replace(old, notes=tuple(sorted(set(notes))), velocity=clamp_velocity(velocity))
    return set_step(song, pattern, track, index, entered)
