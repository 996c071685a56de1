"""Conditions, each over 16 passes, as `x..x`."""

from dataclasses import replace

import pytest

from beatterm.model.condition import CONDITIONS, PLAIN_CONDITIONS
from beatterm.model.project import Project
from beatterm.model.song import Section, Song
from beatterm.model.step import Step
from beatterm.sequencer.conditions import LINKS, TESTS
from beatterm.sequencer.live import Cue, FillSpan, Live
from beatterm.sequencer.query import events_between
from tests.material import row, song_of
from tests.sequencer.listening import LOOP_A, S, grid, lane, passes, ticks

ARRANGED = Live((Cue(loop=False),))


def on(word: str, **settings: object) -> Step:
    return Step(condition=word, **settings)  # type: ignore[arg-type]


def song_with(word: str) -> Song:
    """One hit under a condition in a pattern of four steps."""
    return song_of(lane("a", [on(word), None, None, None]))


CYCLES = {
    "1:2": "x.x.x.x.x.x.x.x.",
    "2:2": ".x.x.x.x.x.x.x.x",
    "1:3": "x..x..x..x..x..x",
    "2:3": ".x..x..x..x..x..",
    "3:3": "..x..x..x..x..x.",
    "1:4": "x...x...x...x...",
    "2:4": ".x...x...x...x..",
    "3:4": "..x...x...x...x.",
    "4:4": "...x...x...x...x",
    "1:5": "x....x....x....x",
    "2:5": ".x....x....x....",
    "3:5": "..x....x....x...",
    "4:5": "...x....x....x..",
    "5:5": "....x....x....x.",
    "1:6": "x.....x.....x...",
    "2:6": ".x.....x.....x..",
    "3:6": "..x.....x.....x.",
    "4:6": "...x.....x.....x",
    "5:6": "....x.....x.....",
    "6:6": ".....x.....x....",
    "1:7": "x......x......x.",
    "2:7": ".x......x......x",
    "3:7": "..x......x......",
    "4:7": "...x......x.....",
    "5:7": "....x......x....",
    "6:7": ".....x......x...",
    "7:7": "......x......x..",
    "1:8": "x.......x.......",
    "2:8": ".x.......x......",
    "3:8": "..x.......x.....",
    "4:8": "...x.......x....",
    "5:8": "....x.......x...",
    "6:8": ".....x.......x..",
    "7:8": "......x.......x.",
    "8:8": ".......x.......x",
}
TABLE = {"1st": "x...............", "fill": "................", "pre": "." * 16, "nei": "." * 16, **CYCLES}
TURNED = str.maketrans("x.", ".x")


@pytest.mark.parametrize(("word", "expected"), TABLE.items(), ids=TABLE)
def test_a_condition_and_its_negation(word: str, expected: str) -> None:
    assert passes(song_with(word), "a", 4) == expected
    assert passes(song_with(f"!{word}"), "a", 4) == expected.translate(TURNED)


def test_every_word_is_in_the_tables() -> None:
    assert set(TABLE) == set(PLAIN_CONDITIONS) == set(TESTS) | set(LINKS)
    assert len(CONDITIONS) == 2 * len(TABLE)


def test_a_track_shorter_than_its_pattern_counts_its_own_turns() -> None:
    song = song_of(lane("a", [on("2:2"), None, None]), length=4)
    assert passes(song, "a", 3) == ".x.x.x.x.x.x.x.x"


def test_a_track_longer_than_its_pattern_counts_the_patterns_passes() -> None:
    """Its third step comes in the pattern's passes 1, 3, 5 …, from 0."""
    song = song_of(lane("a", [None, None, on("6:8"), None]), length=2)
    assert passes(song, "a", 2) == ".....x.......x.."


def test_a_track_in_other_steps_counts_by_its_length_in_time() -> None:
    """Four thirty-seconds are a turn of their own in a pattern of four sixteenths; four eighths are not."""
    fast = song_of(lane("a", [on("2:2"), None, None, None], step_ticks=S // 2), length=4)
    slow = song_of(lane("a", [on("1:4"), None, on("4:4"), None], step_ticks=2 * S), length=4)
    assert passes(fast, "a", 2) == ".x.x.x.x.x.x.x.x"
    assert passes(slow, "a", 4) == "x..xx..xx..xx..x"


def test_the_first_pass_comes_again_with_the_next_section() -> None:
    song = replace(song_with("1st"), sections=(Section("a", "A", 2), Section("b", "A", 3)))
    assert grid(song, 20, ARRANGED) == "x.......x..........."


def test_a_fill_is_played_where_the_performer_asks_for_it() -> None:
    live = replace(LOOP_A, fills=(FillSpan(8 * S, 16 * S), FillSpan(40 * S)))
    assert passes(song_with("fill"), "a", 4, live=live) == "..xx......xxxxxx"
    assert passes(song_with("!fill"), "a", 4, live=live) == "xx..xxxxxx......"


def test_a_pattern_may_be_a_fill() -> None:
    song = song_with("fill")
    assert passes(song.with_pattern(replace(song.patterns[0], fill=True)), "a", 4) == "x" * 16


def test_the_last_repeat_of_a_section_may_be_a_fill() -> None:
    song = song_of(lane("a", [Step(), on("fill"), on("!fill"), None]))
    song = replace(song, sections=(Section("a", "A", 3, fill=True), Section("b", "A", 2)))
    assert grid(song, 20, ARRANGED) == "x.x.x.x.xx..x.x.x.x."


def test_pre_is_the_last_conditional_hit_of_the_track() -> None:
    song = song_of(lane("a", [on("2:4"), Step(), on("pre"), on("!pre")]))
    assert grid(song, 16) == ".x.x" + "xxx." + ".x.x" + ".x.x"


def test_pre_looks_past_pre_and_back_through_the_turn() -> None:
    song = song_of(lane("a", [on("pre"), on("2:2"), on("pre"), on("!pre")]))
    assert grid(song, 16) == "...x" + ".xx." + "x..x" + ".xx."


def test_pre_with_a_chance_hands_on_its_own_result() -> None:
    song = song_of(lane("a", [on("1:2"), on("pre", chance=0), on("pre"), on("!pre")]))
    assert grid(song, 8) == "x..x" + "...x"


def test_before_anything_was_conditional_pre_is_false() -> None:
    assert grid(song_of(lane("a", [on("pre"), on("!pre"), on("1:2")])), 6) == ".xx" + "x.."


def test_nei_is_the_last_conditional_hit_of_the_track_above() -> None:
    song = song_of(
        lane("a", [on("2:2"), None, None, None]),
        lane("b", [on("nei"), on("!nei"), Step(), None]),
        lane("c", [None, None, None, on("nei")]),
    )
    assert grid(song, 16, track="b") == ".xx." + "x.x." + ".xx." + "x.x."
    assert grid(song, 16, track="c") == "...x" + "...." + "...x" + "...."


def test_nei_hears_the_neighbours_own_place_in_time() -> None:
    """A neighbour in eighths has been struck at or before each sixteenth."""
    song = song_of(
        lane("a", [on("2:2"), on("1:2")], step_ticks=2 * S),
        lane("b", [on("nei")] * 4),
        length=4,
    )
    assert grid(song, 8, track="a") == "..x." + "x..."
    assert grid(song, 8, track="b") == "..xx" + "xx.."


def test_nei_without_conditional_hits_above_is_false() -> None:
    song = song_of(lane("a", [Step()]), lane("b", [on("nei"), on("!nei")]), lane("c", [on("2:2")]))
    assert grid(song, 4, track="b") == ".x.x"
    assert grid(song_of(lane("b", [on("nei"), on("!nei")])), 4) == ".x.x"


def test_nei_follows_the_order_of_the_song_not_of_the_pattern() -> None:
    song = song_of(lane("a", [on("1:2")]), lane("b", [on("nei")]))
    assert grid(replace(song, tracks=song.tracks[::-1]), 4, track="b") == "...."
    turned = replace(song.patterns[0], tracks=song.patterns[0].tracks[::-1])
    assert grid(song.with_pattern(turned), 4, track="b") == "x.x."


def test_a_muted_neighbour_is_heard_all_the_same() -> None:
    song = song_of(lane("a", [on("1:2")]), lane("b", [on("nei")]))
    song = replace(song, sections=(Section("s", "A", 4, mute=("a",)),))
    assert grid(song, 4, ARRANGED) == "x.x."


def test_a_chain_as_long_as_a_song_ends() -> None:
    """Thousands of hits, each handing on what the one before it was."""
    song = song_of(lane("a", [on("pre", chance=99), on("!pre", chance=99)]))
    song = song.with_pattern(replace(song.patterns[0], chance=200))
    far = 1_000_000 * S
    live = Live((Cue(0, "A"),))
    assert ticks(song, 2) == [S]
    assert len(events_between(Project(song), far, far + 2 * S, live)) in (0, 1, 2)


def test_chance_and_condition_must_both_hold() -> None:
    song = song_of(lane("a", [on("1:2", chance=0), on("1:2", chance=100), None, None]))
    assert grid(song, 8) == ".x.." + "...."


def test_a_condition_holds_for_a_whole_ratchet() -> None:
    song = song_of(lane("a", [on("2:2", ratchet=3)]), row("b", "...."))
    assert ticks(song, 2) == [S, S + 280, S + 560]
