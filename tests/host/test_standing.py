"""Where the music stands: what a new engine is told is where the old one was, to the tick."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatterm.engine.edits import SetMixer, SetPattern, SetProject, SetSong
from beatterm.engine.messages import (
    FILL_BAR,
    FILL_OFF,
    FILL_ON,
    Audition,
    Command,
    OpenDevice,
    Panic,
    Play,
    Queue,
    SetClick,
    SetFill,
    Snapshot,
    StartRoll,
    Stop,
)
from beatterm.host.standing import Resume, Standing, cue_at
from beatterm.model.mixer import Mixer, Strip
from beatterm.model.pattern import Pattern, Track
from beatterm.model.project import Project
from beatterm.model.song import Section, Song
from beatterm.model.step import Step
from beatterm.sequencer.arrangement import spans_between
from beatterm.sequencer.live import Cue, Live
from beatterm.sequencer.query import events_between

HATS = Track("hat", (Step(), None, Step(), None, None))
A = Pattern("A", 8, tracks=(Track("kick", (Step(), None, None, None)), HATS))
B = Pattern("B", 4, tracks=(Track("kick", (Step(), Step())),))
SECTIONS = (Section("intro", "A"), Section("verse", "B", 2), Section("end", "A", mute=("hat",)))
SONG = Song(patterns=(A, B), sections=SECTIONS)
PROJECT = Project(SONG)


def standing(*commands: Command | Resume) -> Standing:
    result = Standing()
    for command in commands:
        result = result.after(command)
    return result


def heard_at(song: Song, cue: Cue, tick: int) -> Snapshot:
    """What an engine that has played a cue for so long says."""
    span = next(iter(spans_between(song, tick, tick + 1, Live((cue,)))))
    return Snapshot(True, tick, span.pattern.name, tick - span.origin_tick, span.section)


def test_the_project_follows_every_edit() -> None:
    mixer = Mixer((Strip("kick", mute=True),))
    busy = B.with_track(HATS)
    now = standing(SetProject(PROJECT), SetPattern(busy), SetMixer(mixer), Audition("kick"), Stop()).project
    assert now == Project(replace(SONG.with_pattern(busy), mixer=mixer))
    assert standing(SetProject(PROJECT), SetSong(Song(title="x"))).project == Project(Song(title="x"))


def test_a_silent_engine_is_told_the_song_alone() -> None:
    now = standing(SetProject(PROJECT), Play(Cue()), Stop())
    assert now.resumption(Snapshot()) == (SetProject(PROJECT),)
    assert Standing().resumption(Snapshot()) == ()


def test_the_device_is_the_last_that_was_chosen() -> None:
    assert standing(OpenDevice("a"), Panic(), OpenDevice("b", 48000)).device == OpenDevice("b", 48000)


CUES = st.one_of(
    st.builds(Cue, pattern=st.sampled_from("AB"), offset_ticks=st.integers(0, 30_000)),
    st.builds(Cue, first=st.integers(0, 2), offset_ticks=st.integers(0, 3000)),
    st.just(Cue(first=1, last=2)),
)


@given(CUES, st.integers(0, 300_000))
def test_what_comes_after_the_break_is_what_would_have_come(cue: Cue, tick: int) -> None:
    again = cue_at(SONG, cue, heard_at(SONG, cue, tick))
    would_come = events_between(PROJECT, tick, tick + 60_000, Live((cue,)))
    comes = events_between(PROJECT, 0, 60_000, Live((again,)))
    assert [(event.tick - tick, event.track) for event in would_come if event.tick >= tick] == [
        (event.tick, event.track) for event in comes
    ]


@pytest.mark.parametrize("tick", [0, 1, 5000, A.length_ticks + 17])
def test_a_song_played_once_still_ends_where_it_would(tick: int) -> None:
    cue = Cue(first=0, loop=False)
    again = cue_at(SONG, cue, heard_at(SONG, cue, tick))
    rest = list(spans_between(SONG, 0, 10**7, Live((again,))))
    whole = list(spans_between(SONG, 0, 10**7, Live((cue,))))
    assert rest[-1].end_tick == whole[-1].end_tick - tick


def test_a_cue_that_waits_is_queued_again() -> None:
    queue = Queue(Cue(pattern="B"))
    now = standing(SetProject(PROJECT), Play(Cue(pattern="A")), queue)
    waiting = Snapshot(True, 500, "A", 500, None, queued="B")
    assert now.resumption(waiting)[1:] == (Resume(Cue(pattern="A", offset_ticks=500), 500), queue)


def test_a_cue_that_took_over_is_what_goes_on() -> None:
    now = standing(SetProject(PROJECT), Play(Cue(pattern="A")), Queue(Cue(first=1)))
    verse = Snapshot(True, 90_000, "B", 700, 1)
    assert now.resumption(verse)[1:] == (Resume(Cue(first=1, offset_ticks=700), 90_000),)
    assert standing(*now.resumption(verse)).resumption(verse) == now.resumption(verse)


def test_an_empty_song_that_plays_goes_on_waiting_for_its_patterns() -> None:
    assert standing(Play(Cue())).resumption(Snapshot(True, 100)) == (Resume(Cue(), 100),)


def test_the_metronome_and_a_fill_that_goes_on_are_told_again_before_the_beat() -> None:
    now = standing(SetProject(PROJECT), SetClick(True), SetFill(FILL_ON), Play(Cue(pattern="A")))
    told = now.resumption(Snapshot(True, 500, "A", 500))
    assert told == (
        SetProject(PROJECT),
        SetClick(True),
        SetFill(FILL_ON),
        Resume(Cue(pattern="A", offset_ticks=500), 500),
    )
    assert standing(*told).resumption(Snapshot(True, 500, "A", 500)) == told


def test_what_is_over_or_for_a_moment_is_not_told_again() -> None:
    over = (SetClick(True), SetClick(False), SetFill(FILL_ON), SetFill(FILL_OFF))
    moments = (SetFill(FILL_ON), SetFill(FILL_BAR), StartRoll("hat", None, 100, 840))
    for commands in (over, moments):
        assert standing(SetProject(PROJECT), *commands).resumption(Snapshot()) == (SetProject(PROJECT),)


def test_a_count_in_that_was_broken_off_begins_again() -> None:
    now = standing(SetProject(PROJECT), Play(Cue(pattern="A"), count_in_bars=2))
    assert now.resumption(Snapshot(True, -900))[1:] == (Play(Cue(pattern="A"), 2),)
    queued = now.after(Queue(Cue(pattern="B")))
    assert queued.resumption(Snapshot(True, -900))[1:] == (Play(Cue(pattern="B"), 2),)
    assert now.resumption(Snapshot(True, 900, "A", 900))[1:] == (
        Resume(Cue(pattern="A", offset_ticks=900), 900),
    )
