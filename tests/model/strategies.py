"""Hypothesis strategies that draw any valid song: for every test whose law holds for all of them."""

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from beatterm.engine.effects import PARAMS
from beatterm.model.field_param import FieldParam
from beatterm.model.groove import MAX_OFFSET, MAX_SLOTS, MAX_WEIGHT, MIN_WEIGHT, SHIPPED_GROOVES, Groove
from beatterm.model.midi import (
    CHANNELS,
    MAX_BANK,
    MAX_CONTROL,
    MAX_FINE_CONTROL,
    PROGRAMS,
    Control,
    MidiOut,
    clash,
    is_port_name,
)
from beatterm.model.mixer import GAIN, Mixer, Strip
from beatterm.model.param import Param, ParamTable, Values, with_lock, with_value
from beatterm.model.pattern import (
    MAX_CHANCE_SCALE,
    MAX_GROOVE_AMOUNT,
    MAX_STEPS,
    NO_GROOVE,
    Pattern,
    Track,
)
from beatterm.model.scale import SCALES, TONICS, Key
from beatterm.model.song import Section, Song, TrackSetup
from beatterm.model.step import Step
from beatterm.model.step_params import STEP_PARAMS
from beatterm.model.time import STEP_TICKS, Meter
from beatterm.model.track_params import TRACK_PARAMS

NAMES = st.from_regex(r"[A-Za-z0-9_-]{1,24}", fullmatch=True)
LINES = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=200)
KIT_NAMES = st.from_regex(r"([A-Za-z0-9_-][A-Za-z0-9_. -]{0,63})?", fullmatch=True)
SWINGS = st.floats(50.0, 75.0) | st.integers(50, 75).map(float)
STEP_LENGTHS = st.sampled_from(sorted(STEP_TICKS.values()))


METERS = st.builds(Meter, st.integers(1, 32), st.sampled_from((1, 2, 4, 8, 16, 32)))
KEYS = st.builds(Key, st.integers(0, len(TONICS) - 1), st.sampled_from(tuple(SCALES)))
AMOUNTS = st.integers(0, MAX_GROOVE_AMOUNT)
PORT_NAMES = st.sampled_from(("synth", "Volca Drum")) | LINES.map(lambda name: name[:48].strip()).filter(
    is_port_name
)
GROOVE_NAMES = NAMES.filter(lambda name: name != NO_GROOVE) | st.sampled_from(("late", "mpc-16-58"))


def few(draw: st.DrawFn, names: st.SearchStrategy[str], least: int, most: int) -> list[str]:
    """Some names, each once."""
    return draw(st.lists(names, min_size=least, max_size=most, unique=True))


def values_of(param: Param) -> st.SearchStrategy[Any]:
    """Any value that a Param allows."""
    if param.choices:
        return st.sampled_from(param.choices)
    if param.whole:
        return st.integers(int(param.low), int(param.high)).map(float)
    return st.floats(param.low, param.high)


@st.composite
def values(draw: st.DrawFn, params: tuple[Param, ...]) -> Values:
    """Settings of some of the Params."""
    chosen: Values = ()
    for param in draw(st.lists(st.sampled_from(params), unique=True)) if params else ():
        chosen = with_value(chosen, param, draw(values_of(param)))
    return chosen


@st.composite
def locks(draw: st.DrawFn, params: tuple[Param, ...]) -> Values:
    """What a single hit has of its own for a few of the Params, at times what its track has anyway."""
    chosen: Values = ()
    for param in draw(st.lists(st.sampled_from(params), max_size=3, unique=True)) if params else ():
        chosen = with_lock(chosen, param, draw(values_of(param) | st.just(param.default)))
    return chosen


@st.composite
def turned(draw: st.DrawFn, holder: Any, fields: tuple[FieldParam, ...]) -> Any:
    """A step or track with a few of these fields set to anything that they allow."""
    for field in draw(st.lists(st.sampled_from(fields), max_size=3, unique=True)):
        holder = field.put(holder, draw(values_of(field.param)))
    return holder


@st.composite
def steps(draw: st.DrawFn, params: ParamTable = PARAMS) -> Step:
    """A hit: mostly plain, at times a chord, a long note, or one with chance, a ratchet, locks and more."""
    notes = draw(st.just(()) | st.sets(st.integers(0, 127), max_size=4).map(lambda each: tuple(sorted(each))))
    velocity = draw(st.sampled_from((35, 100, 127)) | st.integers(1, 127))
    step = Step(velocity, notes, draw(st.just(1) | st.integers(1, 6)))
    if draw(st.integers(0, 2)):
        return step
    turned_step: Step = draw(turned(step, STEP_PARAMS))
    return replace(turned_step, locks=draw(st.just(()) | locks(params.lockable)))


@st.composite
def tracks(draw: st.DrawFn, name: str, grooves: tuple[str, ...] = (), params: ParamTable = PARAMS) -> Track:
    """A row of up to 40 steps, or rarely the longest there may be; at times it goes its own way."""
    row = draw(st.lists(st.none() | st.none() | steps(params), min_size=1, max_size=40))
    row += [None] * draw(st.sampled_from((0,) * 15 + (MAX_STEPS - len(row),)))
    length = draw(st.just(len(row)) | st.integers(1, len(row)))
    track = Track(name, tuple(row), length, draw(st.none() | STEP_LENGTHS), draw(st.none() | SWINGS))
    if draw(st.booleans()):
        return track
    named = st.sampled_from((NO_GROOVE, *grooves, *SHIPPED_GROOVES))
    track = replace(track, groove=draw(st.none() | named), groove_amount=draw(st.none() | AMOUNTS))
    turned_track: Track = draw(turned(track, TRACK_PARAMS))
    return turned_track


@st.composite
def patterns(
    draw: st.DrawFn,
    name: str,
    names: list[str],
    grooves: tuple[str, ...] = (),
    params: ParamTable = PARAMS,
) -> Pattern:
    """A pattern of some of the named tracks, in any order."""
    used = draw(st.lists(st.sampled_from(names), unique=True)) if names else []
    length = draw(st.sampled_from((16, 32)) | st.integers(1, 24576))
    rows = tuple(draw(tracks(each, grooves, params)) for each in used)
    pattern = Pattern(name, length, draw(STEP_LENGTHS), rows)
    if draw(st.booleans()):
        return pattern
    chance = draw(st.just(100) | st.integers(0, MAX_CHANCE_SCALE))
    return replace(pattern, meter=draw(st.none() | METERS), fill=draw(st.booleans()), chance=chance)


@st.composite
def grooves(draw: st.DrawFn) -> tuple[Groove, ...]:
    """A song's own grooves, mostly none."""
    names = few(draw, GROOVE_NAMES, 0, draw(st.sampled_from((0, 0, 2))))
    most = draw(st.sampled_from((4, 16, MAX_SLOTS))) if names else 0
    time = st.lists(st.floats(-MAX_OFFSET, MAX_OFFSET), max_size=most).map(tuple)
    velocity = st.lists(st.integers(MIN_WEIGHT, MAX_WEIGHT), max_size=most).map(tuple)
    return tuple(Groove(name, draw(STEP_LENGTHS), draw(time), draw(velocity)) for name in names)


@st.composite
def controls(draw: st.DrawFn, params: tuple[Param, ...]) -> tuple[Control, ...]:
    """Some Params with control changes, no number twice."""
    chosen: tuple[Control, ...] = ()
    for param in draw(st.lists(st.sampled_from(params), max_size=4, unique=True)) if params else ():
        is_fine = draw(st.booleans())
        number = draw(st.integers(0, MAX_FINE_CONTROL if is_fine else MAX_CONTROL))
        more = (*chosen, Control(param.name, number, is_fine))
        chosen = chosen if clash(more) else more
    return tuple(sorted(chosen, key=lambda control: control.param))


@st.composite
def midi_outs(draw: st.DrawFn, params: ParamTable = PARAMS) -> MidiOut:
    """What a track sends to hardware."""
    return MidiOut(
        draw(st.just("") | PORT_NAMES),
        draw(st.integers(1, CHANNELS)),
        draw(st.none() | st.integers(0, 127)),
        draw(st.none() | st.integers(1, PROGRAMS)),
        draw(st.none() | st.integers(0, MAX_BANK)),
        draw(st.booleans()),
        draw(controls(params.lockable)),
    )


@st.composite
def setups(draw: st.DrawFn, name: str, params: ParamTable = PARAMS) -> TrackSetup:
    """What a track is: mostly the sound of its own name."""
    midi = draw(st.none() | st.none() | midi_outs(params))
    if draw(st.booleans()):
        return TrackSetup(name, name, midi=midi)
    sound, own = draw(st.just(name) | NAMES), draw(values(params.sound))
    return TrackSetup(name, sound, own, draw(st.booleans()), midi)


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
    part = st.builds(Section, titles, st.sampled_from(names), repeats, mutes, st.booleans())
    return tuple(draw(st.lists(part, max_size=6)))


@st.composite
def songs(draw: st.DrawFn, params: ParamTable = PARAMS) -> Song:
    """Any valid song, small enough to be drawn soon. Tracks are in any order, some in no pattern."""
    names = few(draw, NAMES | st.sampled_from(("kick", "snare", "hat", "bass")), 0, 5)
    pattern_names = few(draw, NAMES | st.sampled_from("ABCD"), 0, 4)
    own = draw(grooves())
    own_names = tuple(groove.name for groove in own)
    return Song(
        title=draw(LINES),
        author=draw(LINES),
        tempo=draw(st.integers(20_000, 400_000)) / 1000,
        meter=draw(METERS),
        swing=draw(SWINGS),
        groove=draw(st.just("") | st.sampled_from((*own_names, *SHIPPED_GROOVES))),
        groove_amount=draw(st.just(100) | AMOUNTS),
        key=draw(st.none() | KEYS),
        kit=draw(KIT_NAMES),
        seed=draw(st.integers(0, 2**63 - 1)),
        tracks=tuple(draw(setups(name, params)) for name in names),
        patterns=tuple(draw(patterns(name, names, own_names, params)) for name in pattern_names),
        sections=draw(sections(pattern_names, names)),
        mixer=draw(mixers(names, params)),
        grooves=own,
    )
