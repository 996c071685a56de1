"""Euclidean rhythms: so many hits spread over so many steps as evenly as they can be."""

from dataclasses import replace

from beatterm.model.edits.errors import EditError
from beatterm.model.edits.steps import on_track
from beatterm.model.pattern import MAX_STEPS, Track
from beatterm.model.song import Song
from beatterm.model.step import ACCENT_VELOCITY, Step


def rhythm(pulses: int, steps: int) -> tuple[bool, ...]:
    """Which of `steps` are struck. E(3,8) is `x..x..x.`, E(5,8) `x.xx.xx.`: the first step is always a hit.

    Bjorklund's algorithm, as in Toussaint, "The Euclidean Algorithm Generates Traditional Musical Rhythms"
    (2005): the rests are dealt out to the hits, then what is left over to the groups, until one or none is.
    """
    groups: list[tuple[bool, ...]] = [(True,)] * pulses
    rest: list[tuple[bool, ...]] = [(False,)] * (steps - pulses)
    while groups and rest:
        dealt = min(len(groups), len(rest))
        left = groups[dealt:] or rest[dealt:]
        groups, rest = [one + other for one, other in zip(groups, rest, strict=False)], left
        if len(rest) <= 1:
            break
    return tuple(struck for group in (*groups, *rest) for struck in group)


def euclid(
    song: Song,
    pattern: str,
    track: str,
    pulses: int,
    steps: int | None = None,
    rotation: int = 0,
    accents: int = 0,
    fresh: Step | None = None,
    set_length: bool = False,
) -> Song:
    """Spread `pulses` hits evenly over `steps` of a row (None: all), and strike nothing else in it.

    `rotation` moves the rhythm later by so many steps (negative: earlier). Fewer steps than the row has are
    repeated to its end; with `set_length` the row turns over after them instead, and may get longer. So many
    `accents` are spread over the hits in the same way; 0 leaves velocities alone. Hits that stay keep what
    they carry, and `fresh` is what is struck anew. EditError for what cannot be spread.
    """

    def change(row: Track) -> Track:
        count = row.length if steps is None else steps
        _check(row, pulses, count, accents, set_length)
        turn = _turn(pulses, count, rotation, accents)
        length = count if set_length else row.length
        padded = (*row.steps, *(None,) * (length - len(row.steps)))
        struck = (_struck(turn[at % count], padded[at], fresh or Step(), accents > 0) for at in range(length))
        return replace(row, steps=(*struck, *padded[length:]), length=length)

    return on_track(song, pattern, track, change)


def _check(row: Track, pulses: int, steps: int, accents: int, set_length: bool) -> None:
    most = MAX_STEPS if set_length else row.length
    if not 1 <= steps <= most:
        raise EditError(
            f"The rhythm takes 1 to {most} steps of {row.name}, such as {min(8, most)}, not {steps}."
        )
    if not 0 <= pulses <= steps:
        raise EditError(f"{steps} steps take 0 to {steps} hits, such as {(steps + 1) // 2}, not {pulses}.")
    if not 0 <= accents <= pulses:
        raise EditError(f"{pulses} hits take 0 to {pulses} accents, such as {pulses // 2}, not {accents}.")


def _turn(pulses: int, steps: int, rotation: int, accents: int) -> tuple[bool | None, ...]:
    """One turn of the rhythm: None for a rest, else whether the hit is an accent."""
    accented = iter(rhythm(accents, pulses))
    turn = tuple(next(accented) if struck else None for struck in rhythm(pulses, steps))
    shift = rotation % steps
    return (*turn[-shift:], *turn[:-shift]) if shift else turn


def _struck(accent: bool | None, old: Step | None, fresh: Step, with_accents: bool) -> Step | None:
    if accent is None:
        return None
    step = old or fresh
    if not with_accents:
        return step
    if accent:
        return replace(step, velocity=ACCENT_VELOCITY)
    return replace(step, velocity=fresh.velocity) if step.velocity == ACCENT_VELOCITY else step
