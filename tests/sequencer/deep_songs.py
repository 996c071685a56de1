"""Draws songs in which steps, tracks, patterns and sections carry all they may, and what plays of them."""

from hypothesis import strategies as st

from beatterm.model.condition import CONDITIONS
from beatterm.model.groove import Groove
from beatterm.model.kit import Kit, Layer, Sound
from beatterm.model.pattern import DIRECTIONS, Pattern, Track
from beatterm.model.project import Project
from beatterm.model.scale import Key
from beatterm.model.song import Section, Song, TrackSetup
from beatterm.model.step import Step
from beatterm.sequencer.live import Cue, FillSpan, Live, Roll

NAMES = ("a", "b", "c", "d")
STEP_TICKS = st.sampled_from([210, 420, 560, 672, 840, 1120, 1680, 3360])
KIT = Kit("test", sounds=tuple(Sound(name, (Layer(127, ("x.wav",)),), root=45) for name in NAMES[:2]))

nudges = st.just(0.0) | st.floats(-0.99, 0.99)
shares = st.just(0.0) | st.floats(0.0, 0.5)


@st.composite
def deep_steps(draw: st.DrawFn) -> Step:
    """A hit with anything a hit may have."""
    return Step(
        velocity=draw(st.integers(1, 127)),
        notes=draw(st.sampled_from(((), (36,), (36, 48), (127,)))),
        length=draw(st.sampled_from((1, 1, 1, 2, 5, 20))),
        gate=draw(st.just(100) | st.integers(1, 100)),
        tie=draw(st.sampled_from((False, False, True))),
        chance=draw(st.just(100) | st.integers(0, 100)),
        condition=draw(
            st.just("") | st.sampled_from(("pre", "!pre", "nei", "fill")) | st.sampled_from(CONDITIONS)
        ),
        ratchet=draw(st.just(1) | st.integers(1, 8)),
        ramp=draw(st.just(0) | st.integers(-100, 100)),
        nudge=draw(nudges),
        locks=draw(st.sampled_from(((), (("pitch", 3.0),), (("cutoff_hz", 900.0), ("reverse", "on"))))),
    )


@st.composite
def deep_tracks(draw: st.DrawFn, name: str) -> Track:
    """A track with anything a track may have."""
    steps = draw(st.lists(st.none() | deep_steps(), min_size=1, max_size=10))
    return Track(
        name,
        tuple(steps),
        length=draw(st.integers(1, len(steps))),
        step_ticks=draw(st.none() | STEP_TICKS),
        swing=draw(st.none() | st.floats(50.0, 75.0)),
        direction=draw(st.sampled_from(DIRECTIONS)),
        groove=draw(st.sampled_from((None, "none", "own", "mpc-16-62"))),
        groove_amount=draw(st.none() | st.integers(0, 200)),
        humanise_time=draw(shares),
        humanise_velocity=draw(st.integers(0, 64)),
        transpose=draw(st.just(0) | st.integers(-48, 48)),
        shift=draw(nudges),
    )


@st.composite
def deep_patterns(draw: st.DrawFn, name: str) -> Pattern:
    """A pattern of some of the tracks."""
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, unique=True))
    return Pattern(
        name,
        draw(st.integers(1, 20)),
        draw(STEP_TICKS),
        tuple(draw(deep_tracks(each)) for each in names),
        fill=draw(st.booleans()),
        chance=draw(st.just(100) | st.integers(0, 200)),
    )


@st.composite
def deep_songs(draw: st.DrawFn) -> Song:
    """Two patterns, and three sections that play them."""
    own = Groove(
        "own",
        draw(STEP_TICKS),
        tuple(draw(st.lists(st.floats(-0.5, 0.5), max_size=5))),
        tuple(draw(st.lists(st.integers(1, 200), max_size=3))),
    )
    setups = (TrackSetup(name, name, in_key=draw(st.booleans())) for name in draw(st.permutations(NAMES)))
    mutes = st.lists(st.sampled_from(NAMES), max_size=2, unique=True).map(tuple)
    part = st.builds(Section, st.just("part"), st.sampled_from("AB"), st.integers(1, 3), mutes, st.booleans())
    return Song(
        swing=draw(st.floats(50.0, 75.0)),
        groove=draw(st.sampled_from(("", "own"))),
        key=draw(st.none() | st.just(Key(2, "minor"))),
        seed=draw(st.integers(0, 2**63 - 1)),
        tracks=tuple(setups),
        patterns=(draw(deep_patterns("A")), draw(deep_patterns("B"))),
        sections=tuple(draw(st.lists(part, min_size=1, max_size=3))),
        grooves=(own,),
    )


CUES = (
    (Cue(pattern="A"),),
    (Cue(),),
    (Cue(loop=False),),
    (Cue(0, "A"), Cue(5000, "B"), Cue(9001, first=0, last=1, loop=False, offset_ticks=77)),
    (Cue(100, "B", offset_ticks=333), Cue(10_000)),
)
_ticks = st.integers(0, 12_000)
_fills = st.builds(lambda start, ticks: FillSpan(start, ticks and start + ticks), _ticks, st.none() | _ticks)
_rolls = st.builds(
    lambda name, step, start, ticks: Roll(name, None, 90, step, start, ticks and start + ticks),
    st.sampled_from(NAMES),
    STEP_TICKS,
    _ticks,
    st.none() | _ticks,
)
deep_lives = st.builds(
    Live,
    st.sampled_from(CUES),
    st.lists(_fills, max_size=2).map(tuple),
    st.lists(_rolls, max_size=2).map(tuple),
)
deep_projects = st.builds(Project, deep_songs(), st.just(KIT))
