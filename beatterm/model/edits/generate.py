"""Edits that make up rhythms: at random, by small changes, or as variations. Euclid's stand in `euclid`.

All of them are told a seed, and the same seed gives the same song.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from beatterm.model.edits.dice import Dice
from beatterm.model.edits.drawing import drawn, strength
from beatterm.model.edits.errors import EditError
from beatterm.model.edits.euclid import euclid
from beatterm.model.edits.mutation import mutated
from beatterm.model.edits.patterns import fork_pattern
from beatterm.model.edits.steps import on_track, pattern_of
from beatterm.model.note import HIGHEST_NOTE
from beatterm.model.pattern import Pattern, Track, step_ticks_of
from beatterm.model.scale import Key, nearest_in
from beatterm.model.song import Song
from beatterm.model.step import ACCENT_VELOCITY, MIN_VELOCITY, Step

__all__ = ["euclid", "mutate", "randomise", "variations"]

VELOCITIES = (60, 115)
VARIATIONS = 4


def randomise(
    song: Song,
    pattern: str,
    tracks: Iterable[str],
    seed: int,
    amount: float,
    velocities: tuple[int, int] = VELOCITIES,
    weighting: float = 0.5,
    keep: bool = False,
    pitches: tuple[int, int] | None = None,
) -> Song:
    """Strike steps of some tracks at random: `amount` (0 to 1) of them. More of it adds to what less strikes.

    `velocities` are the least and the most. `weighting` prefers strong beats (to 1), weak ones (to -1) or
    neither (0). With `keep` the hits that are there stay and others join them; without, they make room. Where
    a row has notes, or `pitches` (the lowest and the highest) are given, new hits get notes between, of the
    song's key if it has one.
    """
    check_share("The amount", amount, 0.0)
    check_share("The weighting", weighting, -1.0)
    _check_velocities(*velocities)
    owner = pattern_of(song, pattern)
    meter = song.meter_of(owner)

    def row(track: Track) -> Track:
        dice, step_ticks = Dice(seed, pattern, track.name), step_ticks_of(owner, track)
        free = [at for at in range(track.length) if not (keep and track.steps[at])]
        strengths = {at: strength(meter, at * step_ticks) for at in free}
        notes = _pitches(song.key, track, pitches)
        struck = drawn(dice, strengths, amount, weighting)
        return _with_fresh(track, free, {at: _random_step(dice, at, velocities, notes) for at in struck})

    for name in tracks:
        song = on_track(song, pattern, name, row)
    return song


def _check_velocities(low: int, high: int) -> None:
    if not MIN_VELOCITY <= low <= high <= ACCENT_VELOCITY:
        raise EditError(f"Velocities go from {MIN_VELOCITY} to {ACCENT_VELOCITY}, such as 60 to 115.")


def _with_fresh(track: Track, free: Iterable[int], fresh: Mapping[int, Step]) -> Track:
    """A row with nothing on the free steps but the fresh hits."""
    free = frozenset(free)
    steps = enumerate(track.steps)
    return track.with_steps(tuple(fresh.get(at) if at in free else old for at, old in steps))


def _random_step(dice: Dice, at: int, velocities: tuple[int, int], notes: tuple[int, ...]) -> Step:
    velocity = dice.whole(*velocities, "velocity", at)
    return Step(velocity, (notes[dice.whole(0, len(notes) - 1, "note", at)],) if notes else ())


def check_share(what: str, share: float, low: float) -> None:
    """EditError unless a number lies between `low` and 1."""
    if not low <= share <= 1.0:
        raise EditError(f"{what} is a number from {low:g} to 1, such as 0.3, not {share:g}.")


def _pitches(key: Key | None, track: Track, pitches: tuple[int, int] | None) -> tuple[int, ...]:
    """The notes that new hits of a row may have; none for a row without notes."""
    own = tuple(sorted({note for step in track.steps if step for note in step.notes}))
    if pitches is None and not own:
        return ()
    low, high = pitches or (own[0], own[-1])
    if not 0 <= low <= high <= HIGHEST_NOTE:
        raise EditError(f"Notes go from 0 to {HIGHEST_NOTE}, the lower one first, such as 36 to 60.")
    if key is None:
        return own if pitches is None else tuple(range(low, high + 1))
    return tuple(note for note in range(low, high + 1) if nearest_in(key, note) == note) or own


def mutate(song: Song, pattern: str, tracks: Iterable[str], seed: int, amount: float) -> Song:
    """Change the hits of some tracks a little: 0 changes nothing, 1 a lot.

    A hit may move to a free step beside it, change its velocity, be left to chance, become a ratchet, or
    change places with the next hit. What is struck on a row's first step stays there.
    """
    check_share("The amount", amount, 0.0)

    def row(track: Track) -> Track:
        return mutated(track, seed, pattern, amount)

    for name in tracks:
        if pattern_of(song, pattern).track(name):
            song = on_track(song, pattern, name, row)
    return song


def variations(
    song: Song, pattern: str, seed: int, amount: float, count: int = VARIATIONS
) -> tuple[Song, tuple[str, ...]]:
    """New patterns behind a pattern, each it with more of it mutated than the one before, the last by
    `amount`; and their names.
    """
    check_share("The amount", amount, 0.0)
    if count < 1:
        raise EditError(f"There is at least 1 variation, such as {VARIATIONS}, not {count}.")
    model, behind, names = pattern_of(song, pattern), pattern, []
    rows = [track.name for track in model.tracks]
    for number in range(1, count + 1):
        song, behind = fork_pattern(song, behind)
        song = song.with_pattern(_named(model, behind))
        song = mutate(song, behind, rows, seed + number, amount * number / count)
        names.append(behind)
    return song, tuple(names)


def _named(pattern: Pattern, name: str) -> Pattern:
    return replace(pattern, name=name)
