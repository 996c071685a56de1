"""The sequencer's answers: rhythms as strings, and the laws of a pure question."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatterm.model.pattern import Pattern
from beatterm.model.project import Project
from beatterm.model.song import Section, Song, TrackSetup
from beatterm.sequencer.live import Cue, Live
from beatterm.sequencer.query import events_between
from tests.material import notes, row, song_of

S = 840
LOOP_A = Live((Cue(pattern="A"),))
ARRANGED = Live((Cue(loop=False),))


def ticks(song: Song, start: int, end: int, live: Live = LOOP_A, track: str | None = None) -> list[int]:
    events = events_between(Project(song), start, end, live)
    return [event.tick for event in events if track in (None, event.track)]


def steps(song: Song, start: int, end: int, live: Live = LOOP_A, track: str | None = None) -> str:
    """The steps of a straight song as `x..x`, counted from step `start`."""
    struck = set(ticks(song, start * S, end * S, live, track))
    return "".join("x" if step * S in struck else "." for step in range(start, end))


def test_a_pattern_loops() -> None:
    assert steps(song_of(row("kick", "x...x.x.")), 0, 24) == "x...x.x." * 3


def test_a_shorter_track_turns_over_by_itself() -> None:
    song = song_of(row("kick", "x......."), row("hat", "x.."))
    assert steps(song, 0, 16, track="hat") == "x..x..x..x..x..x"


def test_steps_past_a_tracks_length_are_silent() -> None:
    song = song_of(row("hat", "x.xx", length=3), length=4)
    assert steps(song, 0, 9) == "x.xx.xx.x"


def test_a_track_may_have_its_own_step_value() -> None:
    song = song_of(row("kick", "x..."), row("hat", "xx", step_ticks=560), length=4)
    assert ticks(song, 0, 4 * S, track="hat") == [0, 560, 1120, 1680, 2240, 2800]


def test_swing_delays_every_second_sixteenth_by_linns_formula() -> None:
    song = song_of(row("hat", "xxxx"), swing=62.0)
    assert ticks(song, 0, 4 * S) == [0, S + 202, 2 * S, 3 * S + 202]


def test_a_tracks_swing_goes_before_the_songs() -> None:
    song = song_of(row("hat", "xx", swing=75.0), row("kick", "xx"), swing=66.0)
    assert ticks(song, 0, 2 * S, track="hat") == [0, S + S // 2]
    assert ticks(song, 0, 2 * S, track="kick") == [0, S + round(S * 16 / 50)]


@pytest.mark.parametrize(
    ("step_ticks", "expected"),
    [
        (1680, [0, 1680 + 840, 3360, 5040 + 840]),
        (420, [0, 420 + 210, 840 + 420, 1260 + 210]),
        (560, [0, 560, 1120, 1680]),
        (3360, [0, 3360, 6720, 10080]),
    ],
    ids=["eighths", "thirty-seconds lean with the sixteenths", "triplets stay", "quarters stay"],
)
def test_swing_of_other_step_values(step_ticks: int, expected: list[int]) -> None:
    song = song_of(row("hat", "xxxx", step_ticks=step_ticks), swing=75.0)
    assert ticks(song, 0, 4 * step_ticks) == expected


def test_swing_of_an_odd_length_keeps_to_the_grid() -> None:
    song = song_of(row("hat", "xxx"), swing=75.0)
    late = S // 2
    assert ticks(song, 0, 6 * S) == [0, S + late, 2 * S, 3 * S + late, 4 * S, 5 * S + late]


def test_sections_repeat_mute_and_end() -> None:
    song = song_of(row("kick", "x..."), row("hat", ".x.x"))
    song = song.with_pattern(Pattern("B", 2, tracks=(row("kick", "xx"),)))
    parts = (Section("in", "A", 2, mute=("hat",)), Section("out", "B", 3))
    song = replace(song, sections=parts)
    assert steps(song, 0, 20, ARRANGED, "kick") == "x...x...xxxxxx......"
    assert steps(song, 0, 20, ARRANGED, "hat") == "." * 20


def test_without_sections_each_pattern_plays_once() -> None:
    song = song_of(row("kick", "x...")).with_pattern(Pattern("B", 4, tracks=(row("kick", "..x."),)))
    assert steps(song, 0, 12, ARRANGED) == "x.....x....."


def test_polymeter_runs_on_through_a_sections_repeats() -> None:
    song = replace(song_of(row("kick", "x..."), row("hat", "x..")), sections=(Section("a", "A", 3),))
    assert steps(song, 0, 12, ARRANGED, "hat") == "x..x..x..x.."


def test_the_arrangement_may_loop() -> None:
    song = replace(song_of(row("kick", "x...")), sections=(Section("a", "A", 2),))
    assert steps(song, 0, 24, Live((Cue(loop=True),))) == "x..." * 6


def test_a_queued_pattern_takes_over_at_its_tick() -> None:
    song = song_of(row("kick", "xx..")).with_pattern(Pattern("B", 4, tracks=(row("kick", "..xx"),)))
    live = LOOP_A.with_cue(Cue(8 * S, "B"))
    assert steps(song, 0, 16, live) == "xx..xx....xx..xx"


def test_a_cue_may_begin_inside_its_pattern() -> None:
    song = song_of(row("kick", "x.x....."))
    assert steps(song, 0, 8, Live((Cue(0, "A", offset_ticks=2 * S),))) == "x.....x."


def test_a_section_by_itself() -> None:
    song = song_of(row("kick", "x...")).with_pattern(Pattern("B", 2, tracks=(row("kick", ".x"),)))
    song = replace(song, sections=(Section("a", "A"), Section("b", "B", 2)))
    assert steps(song, 0, 8, Live((Cue(first=1, last=2, loop=False),))) == ".x.x...."


def test_chords_are_an_event_a_note_and_holds_lengthen() -> None:
    track = notes("bass", "36 . . .", length=3)
    events = events_between(Project(song_of(track)), 0, S, LOOP_A)
    assert [(event.note, event.length_ticks) for event in events] == [(36, 3 * S)]


def test_the_round_robin_counts_on_through_the_passes() -> None:
    song = song_of(row("hat", "x.xx"))
    events = events_between(Project(song), 0, 12 * S, LOOP_A)
    assert [event.ordinal for event in events] == list(range(9))


def test_events_of_one_tick_stand_in_the_songs_order() -> None:
    song = song_of(row("b", "x"), row("a", "x"))
    song = replace(song, tracks=(TrackSetup("a", "a"), TrackSetup("b", "b")))
    assert [event.track for event in events_between(Project(song), 0, 1, LOOP_A)] == ["a", "b"]


def test_ten_thousand_bars_later_a_step_is_where_it_belongs() -> None:
    song = song_of(row("hat", "x..x.x.x........"), swing=58.0)
    far = 10_000 * 16 * S
    assert ticks(song, far, far + 16 * S) == [far + tick for tick in ticks(song, 0, 16 * S)]


rhythms = st.text("xXo.", min_size=1, max_size=20)
values = st.sampled_from([210, 420, 560, 672, 840, 1260, 1680, 3360])
tracks = st.builds(row, st.sampled_from(["a", "b", "c"]), rhythms, step_ticks=st.none() | values)
songs = st.builds(
    lambda rows, swing, b: replace(
        song_of(*{track.name: track for track in rows}.values(), swing=swing).with_pattern(
            Pattern("B", len(b), tracks=(row("a", b),))
        ),
        sections=(Section("one", "A", 2, mute=("b",)), Section("two", "B", 3)),
    ),
    st.lists(tracks, min_size=1, max_size=4),
    st.floats(50, 75),
    rhythms,
)
lives = st.sampled_from(
    [
        LOOP_A,
        ARRANGED,
        Live((Cue(),)),
        Live((Cue(0, "A"), Cue(5000, "B"), Cue(9001, first=1, loop=False, offset_ticks=77))),
        Live((Cue(100, "B", offset_ticks=333), Cue(20_000))),
    ]
)


@given(songs, lives, st.lists(st.integers(0, 60_000), min_size=3, max_size=3))
def test_a_window_may_be_cut_anywhere(song: Song, live: Live, cuts: list[int]) -> None:
    a, b, c = sorted(cuts)
    project = Project(song)
    whole = events_between(project, a, c, live)
    assert events_between(project, a, b, live) + events_between(project, b, c, live) == whole
    assert events_between(project, a, c, live) == whole


@given(songs, lives, st.integers(0, 30_000), st.integers(1, 30_000))
def test_changing_one_track_leaves_the_others_alone(song: Song, live: Live, start: int, length: int) -> None:
    pattern = song.patterns[0]
    other = song.with_pattern(pattern.with_track(row(pattern.tracks[0].name, "xox")))
    kept = {track.name for track in pattern.tracks[1:]} - {pattern.tracks[0].name, "a"}

    def heard(version: Song) -> list[tuple[int, str]]:
        events = events_between(Project(version), start, start + length, live)
        return [(event.tick, event.track) for event in events if event.track in kept]

    same_loop = song.patterns[0].length == other.patterns[0].length
    assert not same_loop or heard(song) == heard(other)
