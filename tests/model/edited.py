"""Any song that an edit could have made of another: for what is saved line by line."""

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from beatterm.engine.effects import PARAMS
from beatterm.model.groove import SHIPPED_GROOVES, Groove
from beatterm.model.param import ParamTable
from beatterm.model.pattern import Pattern
from beatterm.model.song import Song, TrackSetup
from tests.model.strategies import (
    METERS,
    controls,
    midi_outs,
    mixers,
    patterns,
    sections,
    songs,
    steps,
    tracks,
    values,
)


@st.composite
def edited(draw: st.DrawFn, song: Song, params: ParamTable = PARAMS) -> Song:
    """A song that shares most of what it says with another; some fields, patterns or steps differ."""
    other = draw(songs(params))
    names = [setup.name for setup in song.tracks]
    own_names = tuple(groove.name for groove in song.grooves)
    swaps: dict[str, Any] = {
        "title": other.title,
        "tempo": other.tempo,
        "meter": other.meter,
        "key": other.key,
        "swing": other.swing,
        "groove": draw(st.sampled_from(("", *own_names, *SHIPPED_GROOVES))),
        "groove_amount": other.groove_amount,
        "grooves": _edited_grooves(draw, song, other),
        "seed": other.seed,
        "tracks": tuple(draw(st.permutations([draw(_edited_setup(each, params)) for each in song.tracks]))),
        "patterns": _edited_patterns(draw, song, names, params),
        "mixer": draw(mixers(names, params)),
    }
    chosen = draw(st.sets(st.sampled_from(sorted(swaps)), max_size=3))
    song = replace(song, **{key: swaps[key] for key in chosen})
    known = [pattern.name for pattern in song.patterns]
    kept = [part for part in song.sections if part.pattern in known]
    if draw(st.booleans()):
        kept = [*kept, *draw(sections(known, names))]
        kept = draw(st.lists(st.sampled_from(kept), max_size=8)) if kept else kept
    return replace(song, sections=tuple(kept))


@st.composite
def _edited_setup(draw: st.DrawFn, setup: TrackSetup, params: ParamTable) -> TrackSetup:
    """A track's setup, at times other values."""
    if draw(st.booleans()):
        return setup
    midi = draw(st.just(setup.midi) | st.none() | midi_outs(params))
    if midi and draw(st.booleans()):
        midi = replace(midi, controls=draw(controls(params.lockable)))
    return replace(setup, values=draw(values(params.sound)), in_key=draw(st.booleans()), midi=midi)


def _edited_grooves(draw: st.DrawFn, song: Song, other: Song) -> tuple[Groove, ...]:
    """The song's grooves in another order, some changed or added; none is gone, since tracks may use it."""
    kept = {groove.name: groove for groove in draw(st.permutations(song.grooves))}
    return tuple((kept | {groove.name: groove for groove in other.grooves}).values())


def _edited_patterns(
    draw: st.DrawFn, song: Song, names: list[str], params: ParamTable
) -> tuple[Pattern, ...]:
    """The song's patterns with some gone, changed, moved or new."""
    own = tuple(groove.name for groove in song.grooves)
    kept = [pattern for pattern in song.patterns if draw(st.integers(0, 3))]
    kept = [
        _edited_pattern(draw, pattern, names, own, params) if draw(st.booleans()) else pattern
        for pattern in kept
    ]
    free = [name for name in "WXYZ" if song.pattern(name) is None]
    new = free[: draw(st.sampled_from((0, 0, 1, 2)))]
    kept += [draw(patterns(name, names, own, params)) for name in new]
    return tuple(draw(st.permutations(kept))) if draw(st.booleans()) else tuple(kept)


def _edited_pattern(
    draw: st.DrawFn, pattern: Pattern, names: list[str], own: tuple[str, ...], params: ParamTable
) -> Pattern:
    """A pattern with a track changed, added, moved or gone, at times in another metre."""
    rows = [row for row in pattern.tracks if draw(st.integers(0, 5))]
    if names:
        new = draw(tracks(draw(st.sampled_from(names)), own, params))
        rows = [new if row.name == new.name else row for row in rows]
        rows += [] if any(row.name == new.name for row in rows) else [new]
    for index, row in enumerate(rows):
        if draw(st.booleans()):
            at = draw(st.integers(0, len(row.steps) - 1))
            rows[index] = row.with_step(at, draw(st.none() | steps(params)))
    if draw(st.booleans()):
        pattern = replace(pattern, meter=draw(st.none() | METERS), fill=draw(st.booleans()))
    return replace(pattern, tracks=tuple(rows))
