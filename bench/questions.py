"""Questions: what it costs to ask the sequencer for a block's events, when steps carry all they may."""

from collections.abc import Iterator
from dataclasses import replace
from time import perf_counter

from beatterm.model.condition import CONDITIONS
from beatterm.model.pattern import DIRECTIONS, Pattern, Track
from beatterm.model.project import Project
from beatterm.model.scale import Key
from beatterm.model.song import Song, TrackSetup
from beatterm.model.step import Step
from beatterm.model.time import PPQN, SIXTEENTH_TICKS
from beatterm.sequencer.live import Live
from beatterm.sequencer.query import events_between
from bench.effort import Effort
from bench.rig import FROM_A, RATE, STEPS, TRACKS, rig
from bench.table import Table, median, percent, percentile

ABOUT = "asking the sequencer for a block's events, as a share of the block"

_TEMPO = 124.0
_BLOCK_FRAMES = 128
_BLOCK_SECONDS = _BLOCK_FRAMES / RATE
_WINDOW_TICKS = round(_BLOCK_FRAMES * _TEMPO * PPQN / 60 / RATE)
_QUESTIONS = 12_000
_GROOVES = ("mpc-16-58", "linn-16-62", "tr909-3", "none")


def run(effort: Effort) -> Iterator[Table]:
    """A block's window after the other, and what an edit costs."""
    table = Table(
        f"One question for {_WINDOW_TICKS} ticks, of a {_BLOCK_FRAMES}-frame block at {_TEMPO:g} BPM",
        ("song", "questions", "events", "p50", "p99", "max", "mean"),
        notes=("Target: mean below 3 % of the block, p99 below 15 %.",),
    )
    for name, project in (("full", full()), ("plain", rig()), ("empty", empty())):
        shares, events = _shares(project, effort.of(_QUESTIONS, least=50))
        table.add(name, len(shares), events, *_cells(shares))
    yield table
    yield _first_table(effort)


def full() -> Project:
    """16 tracks of 64 steps in which every step is nudged, left to chance, conditional, struck several times,
    locked; on tracks with grooves, humanised, of many lengths, in all directions.
    """
    names = tuple(f"t{number + 1}" for number in range(TRACKS))
    tracks = tuple(_track(place, name) for place, name in enumerate(names))
    song = replace(
        rig().song,
        tempo=_TEMPO,
        swing=58.0,
        key=Key(),
        tracks=tuple(TrackSetup(name, name, in_key=True) for name in names),
        patterns=(Pattern("A", STEPS, tracks=tracks, chance=90),),
    )
    return Project(song, rig().kit)


def _track(place: int, name: str) -> Track:
    return Track(
        name,
        tuple(_step(place, at) for at in range(STEPS)),
        length=STEPS - place,
        direction=DIRECTIONS[place % len(DIRECTIONS)],
        groove=_GROOVES[place % len(_GROOVES)],
        groove_amount=80 + place,
        humanise_time=0.05,
        humanise_velocity=8,
        transpose=place - 8,
        shift=0.01 * (place - 8),
    )


def _step(place: int, at: int) -> Step:
    turn = place * STEPS + at
    return Step(
        velocity=60 + turn % 60,
        notes=(36 + turn % 24, 60 + turn % 12),
        length=1 + turn % 2,
        gate=50 + turn % 50,
        tie=turn % 5 == 0,
        chance=30 + turn % 70,
        condition=CONDITIONS[turn % len(CONDITIONS)],
        ratchet=1 + turn % 4,
        ramp=turn % 200 - 100,
        nudge=0.1 * (turn % 9 - 4),
        locks=(("cutoff_hz", 200.0 + turn), ("pitch", float(turn % 12))),
    )


def empty() -> Project:
    """A loop without a hit."""
    return Project(Song(tempo=_TEMPO, patterns=(Pattern("A", STEPS),)))


def _shares(project: Project, count: int) -> tuple[list[float], int]:
    """How long each of so many questions took, one window after the other, as a share of the block; and the
    number of events.
    """
    live, shares, events = Live((FROM_A,)), [], 0
    for number in range(count):
        start = number * _WINDOW_TICKS
        started = perf_counter()
        answer = events_between(project, start, start + _WINDOW_TICKS, live)
        shares.append((perf_counter() - started) / _BLOCK_SECONDS)
        events += len(answer)
    return shares, events


def _cells(shares: list[float]) -> tuple[str, ...]:
    mean = sum(shares) / len(shares)
    return tuple(map(percent, (median(shares), percentile(shares, 99), max(shares), mean)))


def _first_table(effort: Effort) -> Table:
    table = Table(
        f"The first question after an edit, for a sixteenth, as a share of a {_BLOCK_FRAMES}-frame block",
        ("edit", "questions", "p50", "p99", "max", "mean"),
        notes=("Once after each edit, whatever the length of the block.",),
    )
    for name, changed in (("one track changed", _with_one_track), ("all read anew", _read_anew)):
        shares = [_first_share(changed(full(), turn)) for turn in range(effort.of(200, least=5))]
        table.add(name, len(shares), *_cells(shares))
    return table


def _first_share(versions: tuple[Project, Project]) -> float:
    """How long the question takes for the second version when the first has been playing."""
    live, (before, after) = Live((FROM_A,)), versions
    events_between(before, 0, SIXTEENTH_TICKS, live)
    started = perf_counter()
    events_between(after, SIXTEENTH_TICKS, 2 * SIXTEENTH_TICKS, live)
    return (perf_counter() - started) / _BLOCK_SECONDS


def _with_one_track(project: Project, turn: int) -> tuple[Project, Project]:
    pattern = project.song.patterns[0]
    track = pattern.tracks[turn % TRACKS]
    changed = pattern.with_track(track.with_step(turn % STEPS, None))
    return project, replace(project, song=project.song.with_pattern(changed))


def _read_anew(project: Project, turn: int) -> tuple[Project, Project]:
    return project, full()
