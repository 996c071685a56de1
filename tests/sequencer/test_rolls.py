"""Note repeat: struck on the grid of what plays, and with its feel."""

from dataclasses import replace

from beatterm.model.groove import Groove
from beatterm.model.pattern import Pattern
from beatterm.model.project import Project
from beatterm.model.song import Section, Song
from beatterm.sequencer.live import Cue, Live, Roll
from beatterm.sequencer.query import events_between
from tests.material import row, song_of
from tests.sequencer.listening import LOOP_A, S, heard, ticks

QUIET = song_of(row("a", "...."))


def rolling(*rolls: Roll, cues: tuple[Cue, ...] = LOOP_A.cues) -> Live:
    return Live(cues, rolls=rolls)


def test_a_roll_strikes_every_multiple_of_its_step_from_its_start_to_its_end() -> None:
    live = rolling(Roll("a", 40, 90, S // 2, 100, 4 * S))
    events = heard(QUIET, 8, live)
    assert [event.tick for event in events] == [420 * at for at in range(1, 8)]
    assert {(event.note, event.velocity, event.length_ticks) for event in events} == {(40, 90, 420)}


def test_it_goes_on_until_told_otherwise() -> None:
    assert len(ticks(QUIET, 64, rolling(Roll("a", None, 90, S, 0)))) == 64


def test_it_swings_and_grooves_like_its_track() -> None:
    song = song_of(row("a", "....", swing=75.0), row("b", "...."))
    live = rolling(Roll("a", None, 90, S, 0, 4 * S), Roll("b", None, 90, S, 0, 4 * S))
    assert ticks(song, 8, live, "a") == [0, S + 420, 2 * S, 3 * S + 420]
    assert ticks(song, 8, live, "b") == [0, S, 2 * S, 3 * S]
    grooved = replace(song, grooves=(Groove("late", S, (0.0, 0.1)),), groove="late")
    assert ticks(grooved, 8, live, "b") == [0, S + 84, 2 * S, 3 * S + 84]


def test_it_keeps_to_the_grid_of_the_section() -> None:
    """After a section of 5 steps, eighths are counted from the next one's start."""
    song = Song(
        patterns=(Pattern("A", 5), Pattern("B", 4)), sections=(Section("a", "A"), Section("b", "B", 9))
    )
    live = rolling(Roll("a", None, 90, 2 * S, 0, 9 * S), cues=(Cue(),))
    assert ticks(song, 16, live) == [0, 2 * S, 4 * S, 5 * S, 7 * S]


def test_it_is_struck_where_nothing_plays() -> None:
    live = rolling(Roll("a", None, 90, 1000, 1500, 4500), cues=())
    assert ticks(QUIET, 8, live) == [2000, 3000, 4000]


def test_rolls_that_meet_strike_once() -> None:
    live = rolling(Roll("a", None, 90, S, 0, 4 * S), Roll("a", None, 60, S, 2 * S, 6 * S))
    assert [(event.tick // S, event.velocity) for event in heard(QUIET, 8, live)] == [
        (0, 90), (1, 90), (2, 90), (3, 90), (4, 60), (5, 60)
    ]  # fmt: skip


def test_it_sounds_beside_the_pattern_even_where_a_section_mutes_its_track() -> None:
    song = replace(song_of(row("a", "x...")), sections=(Section("s", "A", 1, mute=("a",)),))
    live = rolling(Roll("a", None, 90, 2 * S, 0, 4 * S), cues=(Cue(),))
    assert ticks(song, 4, live) == [0, 2 * S]
    events = events_between(Project(song), 0, 4 * S, Live(LOOP_A.cues, rolls=live.rolls))
    assert [event.velocity for event in events] == [100, 90, 90]
