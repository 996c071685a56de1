"""Cues that begin anew after some ticks: windows of a pattern, and parts that turn over before they end."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from beatterm.model.project import Project
from beatterm.model.step import Step
from beatterm.sequencer.arrangement import end_of
from beatterm.sequencer.events import Event
from beatterm.sequencer.live import Cue, Live
from beatterm.sequencer.part import REACH_TICKS
from beatterm.sequencer.query import events_between
from tests.material import row, song_of
from tests.sequencer.deep_songs import deep_projects

S = 840

turned_cues = st.builds(
    Cue,
    st.just(0),
    st.sampled_from(("A", "B", None)),
    offset_ticks=st.integers(0, 9000),
    loop=st.just(True),
    turn_ticks=st.integers(300, 9000),
)


def heard(project: Project, start: int, end: int, cue: Cue) -> list[tuple[int, Event]]:
    """Events by how far behind the window's start they are, without their own tick."""
    events = events_between(project, start, end, Live((cue,)))
    return [(event.tick - start, replace(event, tick=0)) for event in events]


@settings(max_examples=60)
@given(deep_projects, turned_cues)
def test_every_turn_is_the_same(project: Project, cue: Cue) -> None:
    turn = cue.turn_ticks or 1
    late = -(-REACH_TICKS // turn) * turn
    assert heard(project, late, late + turn, cue) == heard(project, late + turn, late + 2 * turn, cue)


@settings(max_examples=60)
@given(deep_projects, turned_cues, st.lists(st.integers(0, 20_000), min_size=3, max_size=3).map(sorted))
def test_a_window_of_turns_may_be_cut_anywhere(project: Project, cue: Cue, ticks: list[int]) -> None:
    a, b, c = ticks
    live = Live((cue,))
    halves = events_between(project, a, b, live) + events_between(project, b, c, live)
    assert halves == events_between(project, a, c, live)


def test_a_window_of_steps_turns_over() -> None:
    project = Project(song_of(row("hat", "x.xx..x.")))
    cue = Cue(pattern="A", offset_ticks=2 * S, turn_ticks=3 * S)
    ticks = [event.tick // S for event in events_between(project, 0, 9 * S, Live((cue,)))]
    assert ticks == [0, 1, 3, 4, 6, 7]


def test_what_is_early_in_a_turn_sounds_at_the_end_of_the_one_before() -> None:
    early = row("hat", "x..x").with_step(2, Step(nudge=-0.25))
    project = Project(song_of(early))
    cue = Cue(pattern="A", offset_ticks=2 * S, turn_ticks=2 * S)
    ticks = [event.tick for event in events_between(project, 0, 4 * S, Live((cue,)))]
    assert ticks == [0, S, 2 * S - S // 4, 3 * S, 4 * S - S // 4]


def test_a_cue_that_turns_over_never_ends() -> None:
    song = song_of(row("hat", "x..."))
    assert end_of(song, Cue(loop=False)) == 4 * S
    assert end_of(song, Cue(loop=False, turn_ticks=S)) is None
