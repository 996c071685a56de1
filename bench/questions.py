"""Questions: what it costs to ask the sequencer for a block's events, when steps carry all they may."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from time import perf_counter, thread_time

from beatterm.model.condition import CONDITIONS
from beatterm.model.pattern import DIRECTIONS, Pattern, Track
from beatterm.model.project import Project
from beatterm.model.scale import Key
from beatterm.model.song import Song, TrackSetup
from beatterm.model.step import Step
from beatterm.model.time import PPQN, SIXTEENTH_TICKS
from beatterm.sequencer.events import Event
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
_EDITS = 200
_COLUMNS = ("p50", "p99", "mean", "processor p50", "processor p99", "processor mean")
_NOTE = "`processor` leaves out the time in which other programs ran."
Costs = list[tuple[float, float]]
"""What each question took by the clock and of the processor, as shares of the block."""

_GROOVES = ("mpc-16-58", "linn-16-62", "tr909-3", "none")


def run(effort: Effort) -> Iterator[Table]:
    """A block's window after the other, and what an edit costs."""
    table = Table(
        f"One question for {_WINDOW_TICKS} ticks, of a {_BLOCK_FRAMES}-frame block at {_TEMPO:g} BPM",
        ("song", "questions", "events", *_COLUMNS),
        notes=("Target: mean below 3 % of the block, p99 below 15 %.", _NOTE),
    )
    for name, project in (("full", full()), ("plain", rig()), ("empty", empty())):
        costs, events = _costs(project, effort.of(_QUESTIONS, least=50))
        table.add(name, len(costs), events, *_cells(costs))
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


def _costs(project: Project, count: int) -> tuple[Costs, int]:
    """What each of so many questions took, one window after the other, and the number of events."""
    live, costs, events = Live((FROM_A,)), Costs(), 0
    with _as_in_its_process():
        for number in range(count):
            start = number * _WINDOW_TICKS
            cost, answer = _cost(partial(events_between, project, start, start + _WINDOW_TICKS, live))
            costs.append(cost)
            events += len(answer)
    return costs, events


def _cost(question: Callable[[], tuple[Event, ...]]) -> tuple[tuple[float, float], tuple[Event, ...]]:
    used, started = thread_time(), perf_counter()
    answer = question()
    wall, processor = perf_counter() - started, thread_time() - used
    return (wall / _BLOCK_SECONDS, processor / _BLOCK_SECONDS), answer


@contextmanager
def _as_in_its_process() -> Iterator[None]:
    """No collection of garbage, as in the engine's own process."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _cells(costs: Costs) -> tuple[str, ...]:
    figures = []
    for shares in zip(*costs, strict=True):
        figures += [median(shares), percentile(shares, 99), sum(shares) / len(shares)]
    return tuple(map(percent, figures))


def _first_table(effort: Effort) -> Table:
    table = Table(
        f"The first question after an edit, for a sixteenth, as a share of a {_BLOCK_FRAMES}-frame block",
        ("edit", "questions", *_COLUMNS),
        notes=("Once after each edit, whatever the length of the block.", _NOTE),
    )
    for name, changed in (("one track changed", _with_one_track), ("all read anew", _read_anew)):
        costs = [_first_cost(changed(full(), turn)) for turn in range(effort.of(_EDITS, least=5))]
        table.add(name, len(costs), *_cells(costs))
    return table


def _first_cost(versions: tuple[Project, Project]) -> tuple[float, float]:
    """What the question takes for the second version when the first has been playing."""
    live, (before, after) = Live((FROM_A,)), versions
    events_between(before, 0, SIXTEENTH_TICKS, live)
    with _as_in_its_process():
        window = (SIXTEENTH_TICKS, 2 * SIXTEENTH_TICKS)
        return _cost(partial(events_between, after, *window, live))[0]


def _with_one_track(project: Project, turn: int) -> tuple[Project, Project]:
    pattern = project.song.patterns[0]
    track = pattern.tracks[turn % TRACKS]
    changed = pattern.with_track(track.with_step(turn % STEPS, None))
    return project, replace(project, song=project.song.with_pattern(changed))


def _read_anew(project: Project, turn: int) -> tuple[Project, Project]:
    return project, full()
