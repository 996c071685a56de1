"""Hypothesis strategies that draw any valid song or kit: for every test whose law holds for all of them."""

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from beatterm.engine.effects import PARAMS
from beatterm.model.kit import Kit, Layer, Sound
from beatterm.model.mixer import GAIN, Mixer, Strip
from beatterm.model.param import Param, ParamTable, Values, with_value
from beatterm.model.pattern import MAX_STEPS, Pattern, Track
from beatterm.model.song import Section, Song, TrackSetup
from beatterm.model.step import Step
from beatterm.model.time import STEP_TICKS, Meter

NAMES = st.from_regex(r"[A-Za-z0-9_-]{1,24}", fullmatch=True)
LINES = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=200)
KIT_NAMES = st.from_regex(r"([A-Za-z0-9_-][A-Za-z0-9_. -]{0,63})?", fullmatch=True)
SWINGS = st.floats(50.0, 75.0) | st.integers(50, 75).map(float)
STEP_LENGTHS = st.sampled_from(sorted(STEP_TICKS.values()))


def few(draw: st.DrawFn, names: st.SearchStrategy[str], least: int, most: int) -> list[str]:
    """Some names, each once."""
    return draw(st.lists(names, min_size=least, max_size=most, unique=True))


@st.composite
def steps(draw: st.DrawFn) -> Step:
    """A hit: mostly plain, at times a chord or a long note."""
    notes = draw(st.just(()) | st.sets(st.integers(0, 127), max_size=4).map(lambda each: tuple(sorted(each))))
    velocity = draw(st.sampled_from((35, 100, 127)) | st.integers(1, 127))
    return Step(velocity, notes, draw(st.just(1) | st.integers(1, 6) | st.integers(1, MAX_STEPS)))


@st.composite
def tracks(draw: st.DrawFn, name: str) -> Track:
    """A row of up to 40 steps, or rarely the longest there may be."""
    row = draw(st.lists(st.none() | st.none() | steps(), min_size=1, max_size=40))
    row += [None] * draw(st.sampled_from((0,) * 15 + (MAX_STEPS - len(row),)))
    length = draw(st.just(len(row)) | st.integers(1, len(row)))
    return Track(name, tuple(row), length, draw(st.none() | STEP_LENGTHS), draw(st.none() | SWINGS))


@st.composite
def patterns(draw: st.DrawFn, name: str, names: list[str]) -> Pattern:
    """A pattern of some of the named tracks, in any order."""
    used = draw(st.lists(st.sampled_from(names), unique=True)) if names else []
    length = draw(st.sampled_from((16, 32)) | st.integers(1, 24576))
    return Pattern(name, length, draw(STEP_LENGTHS), tuple(draw(tracks(each)) for each in used))


@st.composite
def values(draw: st.DrawFn, params: tuple[Param, ...]) -> Values:
    """Settings of some of the Params."""
    chosen: Values = ()
    for param in draw(st.lists(st.sampled_from(params), unique=True)):
        chosen = with_value(chosen, param, draw(_values_of(param)))
    return chosen


def _values_of(param: Param) -> st.SearchStrategy[Any]:
    return st.sampled_from(param.choices) if param.choices else st.floats(param.low, param.high)


@st.composite
def mixers(draw: st.DrawFn, names: list[str], params: ParamTable) -> Mixer:
    """A mix of some of the named tracks."""
    mixer = Mixer(master=draw(values((GAIN,))))
    for name in draw(st.lists(st.sampled_from(names), unique=True)) if names else []:
        mixer = mixer.with_strip(
            Strip(name, draw(st.booleans()), draw(st.booleans()), draw(values(params.strip)))
        )
    for name, known in params.effects.items():
        mixer = mixer.with_effect(name, draw(values(known)))
    return mixer


@st.composite
def sections(draw: st.DrawFn, names: list[str], track_names: list[str]) -> tuple[Section, ...]:
    """An arrangement of the named patterns."""
    if not names:
        return ()
    mutes = st.lists(st.sampled_from(track_names), unique=True).map(tuple) if track_names else st.just(())
    titles = st.sampled_from(("verse", "hook", "")) | LINES
    repeats = st.just(1) | st.integers(1, 999)
    part = st.builds(Section, titles, st.sampled_from(names), repeats, mutes)
    return tuple(draw(st.lists(part, max_size=6)))


@st.composite
def songs(draw: st.DrawFn, params: ParamTable = PARAMS) -> Song:
    """Any valid song, small enough to be drawn soon. Tracks are in any order, some in no pattern."""
    names = few(draw, NAMES | st.sampled_from(("kick", "snare", "hat", "bass")), 0, 5)
    pattern_names = few(draw, NAMES | st.sampled_from("ABCD"), 0, 4)
    return Song(
        title=draw(LINES),
        author=draw(LINES),
        tempo=draw(st.integers(20_000, 400_000)) / 1000,
        meter=Meter(draw(st.integers(1, 32)), draw(st.sampled_from((1, 2, 4, 8, 16, 32)))),
        swing=draw(SWINGS),
        kit=draw(KIT_NAMES),
        seed=draw(st.integers(0, 2**63 - 1)),
        tracks=tuple(TrackSetup(name, draw(st.just(name) | NAMES)) for name in names),
        patterns=tuple(draw(patterns(name, names)) for name in pattern_names),
        sections=draw(sections(pattern_names, names)),
        mixer=draw(mixers(names, params)),
    )


@st.composite
def edited(draw: st.DrawFn, song: Song, params: ParamTable = PARAMS) -> Song:
    """A song that shares most of what it says with another; some fields, patterns or steps differ."""
    other = draw(songs(params))
    names = [setup.name for setup in song.tracks]
    swaps: dict[str, Any] = {
        "title": other.title,
        "tempo": other.tempo,
        "meter": other.meter,
        "swing": other.swing,
        "seed": other.seed,
        "tracks": tuple(draw(st.permutations(song.tracks))),
        "patterns": _edited_patterns(draw, song, names),
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


def _edited_patterns(draw: st.DrawFn, song: Song, names: list[str]) -> tuple[Pattern, ...]:
    """The song's patterns with some gone, changed, moved or new."""
    kept = [pattern for pattern in song.patterns if draw(st.integers(0, 3))]
    kept = [_edited_pattern(draw, pattern, names) if draw(st.booleans()) else pattern for pattern in kept]
    free = [name for name in "WXYZ" if song.pattern(name) is None]
    kept += [draw(patterns(name, names)) for name in free[: draw(st.sampled_from((0, 0, 1, 2)))]]
    return tuple(draw(st.permutations(kept))) if draw(st.booleans()) else tuple(kept)


def _edited_pattern(draw: st.DrawFn, pattern: Pattern, names: list[str]) -> Pattern:
    """A pattern with a track changed, added, moved or gone."""
    rows = [row for row in pattern.tracks if draw(st.integers(0, 5))]
    if names:
        new = draw(tracks(draw(st.sampled_from(names))))
        rows = [new if row.name == new.name else row for row in rows]
        rows += [] if any(row.name == new.name for row in rows) else [new]
    for index, row in enumerate(rows):
        if draw(st.booleans()):
            at = draw(st.integers(0, len(row.steps) - 1))
            rows[index] = row.with_step(at, draw(st.none() | steps()))
    return replace(pattern, tracks=tuple(rows))


@st.composite
def layers(draw: st.DrawFn) -> tuple[Layer, ...]:
    """Rising layers, each with recordings that take turns."""
    tops = sorted(draw(st.sets(st.integers(1, 126), max_size=3)) | {127})
    part = st.from_regex(r"[A-Za-z0-9 _#-][A-Za-z0-9 _#.-]{0,12}", fullmatch=True)
    file = st.lists(part, min_size=1, max_size=3).map("/".join)
    return tuple(Layer(top, tuple(draw(st.lists(file, min_size=1, max_size=3)))) for top in tops)


@st.composite
def sounds(draw: st.DrawFn, name: str) -> Sound:
    """Any valid sound."""
    return Sound(
        name,
        draw(layers()),
        note=draw(st.none() | st.integers(0, 127)),
        gain_db=draw(st.floats(-60.0, 12.0)),
        pan=draw(st.floats(-1.0, 1.0)),
        choke=draw(st.none() | NAMES),
        root=draw(st.none() | st.integers(0, 127)),
        release_ms=draw(st.none() | st.floats(1.0, 10_000.0)),
    )


@st.composite
def kits(draw: st.DrawFn) -> Kit:
    """Any valid kit that is not on the disk."""
    drawn = tuple(draw(sounds(name)) for name in few(draw, NAMES, 0, 5))
    title, author, license_name, about = (draw(LINES) for _ in range(4))
    return Kit(draw(NAMES), title, author, license_name, about, drawn)
