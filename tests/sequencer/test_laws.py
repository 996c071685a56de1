"""The laws of a pure question, held over songs in which everything carries all it may."""

import pickle
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from beatterm.model.pattern import Pattern, Track
from beatterm.model.project import Project
from beatterm.model.song import Song
from beatterm.model.step import MAX_NUDGE, Step
from beatterm.sequencer import plan
from beatterm.sequencer.accounts import accounts_between
from beatterm.sequencer.events import Event
from beatterm.sequencer.live import Cue, Live
from beatterm.sequencer.query import events_between
from tests.sequencer.deep_songs import NAMES, deep_lives, deep_projects, deep_tracks

cuts = st.lists(st.integers(-3000, 16_000), min_size=3, max_size=3).map(sorted)


def forget() -> None:
    """As in a process that has not been asked anything yet."""
    plan._scores.clear()
    plan._parts.clear()


@given(deep_projects, deep_lives, cuts)
def test_a_window_may_be_cut_anywhere(project: Project, live: Live, ticks: list[int]) -> None:
    a, b, c = ticks
    halves = events_between(project, a, b, live) + events_between(project, b, c, live)
    assert halves == events_between(project, a, c, live)


@settings(max_examples=40)
@given(deep_projects, deep_lives, st.integers(0, 15_000), st.data())
def test_windows_of_a_single_tick_have_all_there_is(
    project: Project, live: Live, start: int, data: st.DataObject
) -> None:
    whole = events_between(project, start, start + 2000, live)
    ticks = {event.tick for event in whole} | set(data.draw(st.lists(st.integers(start, start + 1999))))
    single = [event for tick in sorted(ticks) for event in events_between(project, tick, tick + 1, live)]
    assert tuple(single) == whole


@settings(max_examples=40)
@given(deep_projects, deep_lives, st.permutations(range(8)))
def test_the_order_of_questions_does_not_matter(project: Project, live: Live, order: list[int]) -> None:
    forget()
    answers = {at: events_between(project, 2000 * at, 2000 * at + 2000, live) for at in order}
    forget()
    same = pickle.loads(pickle.dumps(project))
    for at in range(8):
        assert events_between(same, 2000 * at, 2000 * at + 2000, live) == answers[at]


@settings(max_examples=50)
@given(deep_projects, deep_lives)
def test_events_are_in_order_and_within_what_notes_may_be(project: Project, live: Live) -> None:
    names = [setup.name for setup in project.song.tracks]
    events = events_between(project, 0, 16_000, live)
    places = [(event.tick, names.index(event.track)) for event in events]
    assert places == sorted(places)
    for event in events:
        assert 1 <= event.velocity <= 127
        assert event.length_ticks >= 1
        assert event.note is None or 0 <= event.note <= 127


def listens(project: Project) -> set[str]:
    """Tracks that hear another by `nei`."""
    rows = [track for pattern in project.song.patterns for track in pattern.tracks]
    return {row.name for row in rows for step in row.steps if step and step.condition.endswith("nei")}


@settings(max_examples=50)
@given(deep_projects, st.sampled_from((0, 1)).flatmap(lambda at: deep_tracks(NAMES[at])), st.data())
def test_changing_one_track_moves_no_other(project: Project, other: Track, data: st.DataObject) -> None:
    live = Live((Cue(pattern="A"),))
    kept = set(NAMES) - {other.name} - listens(project)

    def heard(song_project: Project) -> list[Event]:
        return [each for each in events_between(song_project, 0, 16_000, live) if each.track in kept]

    song = project.song
    changed = song.with_pattern(song.patterns[0].with_track(other))
    assert heard(replace(project, song=changed)) == heard(project)
    order = data.draw(st.permutations(song.tracks))
    turned = replace(song, tracks=tuple(order), patterns=tuple(map(reversed_rows, song.patterns)))

    def by_track(events: list[Event]) -> list[Event]:
        return sorted(events, key=lambda event: event.track)

    assert by_track(heard(replace(project, song=turned))) == by_track(heard(project))


def reversed_rows(pattern: Pattern) -> Pattern:
    return replace(pattern, tracks=pattern.tracks[::-1])


@given(deep_projects, deep_lives, cuts)
def test_the_accounts_of_all_written_hits_are_the_events(
    project: Project, live: Live, ticks: list[int]
) -> None:
    a, b, c = ticks
    live = replace(live, rolls=())
    accounts = accounts_between(project, a, c, live)
    assert accounts_between(project, a, b, live) + accounts_between(project, b, c, live) == accounts
    everything = accounts_between(project, -5000, 25_000, live)
    told = [event for account in everything for event in account.events if a <= event.tick < c]
    assert sorted(told, key=repr) == sorted(events_between(project, a, c, live), key=repr)
    assert all(account.events or account.reason for account in everything)


@settings(max_examples=25)
@given(deep_projects, st.integers(0, 20_000))
def test_nothing_sounds_before_its_cue(project: Project, tick: int) -> None:
    for cue in (Cue(tick, "A"), Cue(tick), Cue(tick, offset_ticks=555)):
        assert events_between(project, -90_000, tick, Live((cue,))) == ()


def test_a_hit_may_be_as_early_and_as_late_as_everything_together_allows() -> None:
    step = Step(nudge=-MAX_NUDGE)
    early = Track("a", (None,) * 15 + (step,), shift=-0.99)
    late = Track("b", (Step(nudge=MAX_NUDGE), *(None,) * 15), shift=0.99)
    song = Song(patterns=(Pattern("A", 16, 3360, (early, late)),))
    events = events_between(Project(song), 0, 4 * 16 * 3360, Live((Cue(pattern="A"),)))
    heard = {(event.track, event.tick) for event in events[:2]}
    assert heard == {("b", 2 * round(0.99 * 3360)), ("a", 15 * 3360 - 2 * round(0.99 * 3360))}


def test_what_is_kept_does_not_grow_with_edits() -> None:
    forget()
    song = Song(patterns=(Pattern("A", 16, tracks=(Track("a", (Step(),)), Track("b", (Step(),)))),))
    for velocity in range(1, 100):
        rows = (Track("a", (Step(velocity),)), Track("b", (Step(velocity),)))
        song = song.with_pattern(Pattern("A", 16, tracks=rows))
        events = events_between(Project(song), 0, 1, Live((Cue(pattern="A"),)))
        assert [event.velocity for event in events] == [velocity, velocity]
    assert len(plan._parts) == 2
    assert len(plan._scores) <= 4
