"""Accounts: what became of every written hit, in words."""

from dataclasses import replace

from beatterm.model.project import Project
from beatterm.model.song import Section, Song
from beatterm.model.step import Step
from beatterm.sequencer.accounts import accounts_between
from beatterm.sequencer.live import Cue, FillSpan, Live
from tests.material import row, song_of
from tests.sequencer.listening import LOOP_A, S, lane


def told(
    song: Song, steps: int = 4, live: Live = LOOP_A, track: str = "a"
) -> list[tuple[int, int, str, int]]:
    """Step and pass, both from 1, the reason and the number of events, of each account of a track."""
    accounts = accounts_between(Project(song), 0, steps * S, live)
    return [
        (each.step + 1, each.turn + 1, each.reason, len(each.events))
        for each in accounts
        if each.track == track
    ]


def test_a_hit_that_always_sounds_has_nothing_to_say() -> None:
    assert told(song_of(lane("a", [Step(), None, Step(ratchet=3), None]))) == [(1, 1, "", 1), (3, 1, "", 3)]


def test_chance_tells_the_roll() -> None:
    song = song_of(lane("a", [Step(chance=50)]))
    accounts = told(song, 64)
    for _, _, reason, events in accounts:
        percent = int(reason.removeprefix("chance 50 %: the roll was "))
        assert (percent < 50) == (events == 1)
    assert len(accounts) == 64


def test_chance_tells_what_the_pattern_makes_of_it() -> None:
    song = song_of(lane("a", [Step(chance=50)]))
    song = song.with_pattern(replace(song.patterns[0], chance=30))
    assert told(song, 1)[0][2].startswith("chance 15 %: the roll was ")


def test_conditions_tell_the_pass() -> None:
    song = song_of(lane("a", [Step(condition="2:4"), None, None, None]))
    assert told(song, 8) == [
        (1, 1, "condition 2:4: this is pass 1", 0),
        (1, 2, "condition 2:4: this is pass 2", 1),
    ]


def test_a_fill_tells_whether_one_is_played() -> None:
    song = song_of(lane("a", [Step(condition="fill"), Step(condition="!fill")]))
    assert [each[2:] for each in told(song, 2)] == [
        ("condition fill: no fill is played", 0),
        ("condition !fill: no fill is played", 1),
    ]
    live = replace(LOOP_A, fills=(FillSpan(0),))
    assert told(song, 1, live)[0][2:] == ("condition fill: a fill is played", 1)


def test_pre_and_nei_tell_whom_they_look_at() -> None:
    song = song_of(
        lane("a", [Step(condition="2:2"), Step(condition="pre"), None, None]),
        lane("b", [Step(condition="nei"), Step(condition="!pre"), None, None]),
    )
    assert told(song)[1][2:] == ("condition pre: a step 1 in pass 1 did not sound", 0)
    assert [each[2:] for each in told(song, track="b")] == [
        ("condition nei: a step 1 in pass 1 did not sound", 0),
        ("condition !pre: b step 1 in pass 1 did not sound", 1),
    ]
    alone = song_of(lane("a", [Step(condition="pre"), Step(condition="nei")]))
    assert [each[2] for each in told(alone, 2)] == [
        "condition pre: no hit before it has a chance or condition",
        "condition nei: no hit of the track above has a chance or condition yet",
    ]


def test_what_is_tied_tells_from_where_it_goes_on() -> None:
    song = song_of(lane("a", [Step(tie=True), None, Step(), *[None] * 5]))
    assert told(song, 8) == [(1, 1, "", 1), (3, 1, "tied: goes on from step 1 in pass 1", 0)]


def test_what_is_muted_tells_in_which_section() -> None:
    song = replace(song_of(row("a", "x...")), sections=(Section("verse", "A", 1, mute=("a",)),))
    assert told(song, 4, Live((Cue(),))) == [(1, 1, "muted in section verse", 0)]


def test_chance_and_condition_are_both_told_where_a_hit_sounds() -> None:
    song = song_of(lane("a", [Step(condition="1st", chance=99)]))
    assert told(song, 1)[0][2].endswith(", condition 1st: this is pass 1")
