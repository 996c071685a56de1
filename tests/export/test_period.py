"""After how many passes a pattern repeats: worked out from what is written, held against what is played."""

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from beatterm.export.loops.period import Period, period_of
from beatterm.model.groove import Groove
from beatterm.model.kit import Kit, Layer, Sound
from beatterm.model.mixer import Mixer, Strip
from beatterm.model.pattern import Pattern, Track
from beatterm.model.project import Project
from beatterm.model.song import Song
from beatterm.model.step import Step
from beatterm.sequencer.events import Event
from beatterm.sequencer.live import Cue, Live
from beatterm.sequencer.part import REACH_TICKS
from beatterm.sequencer.query import events_between
from tests.material import kit_of, row, song_of
from tests.model.strategies import songs
from tests.sequencer.deep_songs import NAMES, deep_songs

KIT = kit_of("a", "b", "c", "d")


def period(*tracks: Track, length: int = 16, kit: Kit = KIT, **settings: object) -> Period:
    song = song_of(*tracks, length=length, **settings)
    return period_of(Project(song, kit), song.patterns[0])


def with_condition(word: str, name: str = "a", rhythm: str = "x" + 15 * ".") -> Track:
    return row(name, rhythm).with_step(0, Step(condition=word))


def test_a_plain_pattern_repeats_at_once() -> None:
    assert period(row("a", "x..x..x."), row("b", "xx.."), length=8) == Period()


def test_a_shorter_track_comes_round_with_its_pattern_after_both() -> None:
    found = period(row("a", "x..x..x..x.x"), length=16)
    assert (found.passes, found.tracks) == (3, (("a", ""),))
    assert period(row("a", "x...x"), row("b", "x......"), length=16).passes == 35


def test_a_lane_that_says_the_same_over_and_over_needs_no_more_passes() -> None:
    assert period(row("a", "x.x.x."), length=16).passes == 1


def test_ping_pong_takes_two_passes() -> None:
    assert period(row("a", "x..x...x", direction="pingpong"), length=8).passes == 2
    assert period(row("a", "x..xx..x", direction="pingpong"), length=8).passes == 1


@pytest.mark.parametrize(("word", "passes"), [("2:3", 3), ("!5:8", 8), ("fill", 1), ("!fill", 1)])
def test_conditions_count_passes(word: str, passes: int) -> None:
    assert period(with_condition(word)).passes == passes


def test_conditions_of_a_shorter_track_count_its_own_passes() -> None:
    assert period(with_condition("1:2", rhythm="x..."), length=4).passes == 2
    assert period(with_condition("1:2", rhythm="x..."), length=8).passes == 1
    assert period(with_condition("1:3", rhythm="x..."), length=8).passes == 3


def test_swing_pairs_and_groove_slots_turn_over_by_themselves() -> None:
    assert period(row("a", "x" * 15), length=15, swing=60.0).passes == 2
    assert period(row("a", "x" * 15), length=15).passes == 1
    dragged = (Groove("late", time=(0.0, 0.1, 0.2)),)
    assert period(row("a", "x" * 16), groove="late", grooves=dragged).passes == 3


def test_pre_and_nei_come_round_with_what_they_look_at() -> None:
    chain = row("a", "xx").with_step(0, Step(condition="1:3")).with_step(1, Step(condition="pre"))
    assert period(chain, length=2).passes == 3
    assert period(with_condition("1:3"), with_condition("nei", "b")).passes == 3
    assert period(with_condition("1:3"), with_condition("nei", "b")).joins


def test_a_chain_needs_some_passes_to_begin() -> None:
    first = row("a", "x...").with_step(3, Step(condition="1:2"))
    found = period(first, with_condition("nei", "b", "x..."), length=4)
    assert (found.passes, found.lead_passes) == (2, 0)
    found = period(first, with_condition("!nei", "b", "x..."), length=4)
    assert (found.passes, found.lead_passes) == (2, 0)
    always = row("a", "x...").with_step(3, Step(condition="!fill"))
    assert period(always, with_condition("nei", "b", "x..."), length=4).lead_passes == 1


def test_a_first_pass_of_its_own_is_left_behind() -> None:
    found = period(with_condition("1st"), row("b", "x...."))
    assert (found.passes, found.lead_passes, found.joins, found.firsts) == (5, 1, False, ("a",))
    after = row("a", "x..x").with_step(0, Step(condition="pre")).with_step(3, Step(condition="1st"))
    assert period(after, length=4).lead_passes == 2
    assert period(with_condition("1st"), with_condition("nei", "b")).lead_passes == 1


@pytest.mark.parametrize(
    ("track", "reason"),
    [
        (row("a", "x...").with_step(0, Step(chance=50)), "chance"),
        (row("a", "x...", humanise_time=0.1), "humanised"),
        (row("a", "x...", humanise_velocity=5), "humanised"),
        (row("a", "x.x.", direction="random"), "random order"),
    ],
)
def test_what_is_left_open_never_repeats(track: Track, reason: str) -> None:
    assert period(track) == Period(None, None, tracks=(("a", reason),))


def test_chances_that_never_or_always_hold_leave_nothing_open() -> None:
    track = row("a", "x...").with_step(0, Step(chance=50))
    for scale in (0, 200):
        song = song_of(track)
        song = song.with_pattern(replace(song.patterns[0], chance=scale))
        assert period_of(Project(song, KIT), song.patterns[0]).passes == 1


def test_what_is_not_heard_does_not_count() -> None:
    odd, even = row("a", "x....", humanise_velocity=9), row("b", "x...")
    assert period(odd, even).passes is None
    assert period(odd, even, kit=kit_of("b")).passes == 1
    assert period(odd, even, mixer=Mixer((Strip("a", mute=True),))).passes == 1
    assert period(odd, even, mixer=Mixer((Strip("b", solo=True),))).passes == 1


def test_what_cuts_or_decides_what_is_heard_counts_though_it_is_muted() -> None:
    mixer = Mixer((Strip("a", mute=True),))
    odd = row("a", "x...x")
    assert period(odd, row("b", "x..."), mixer=mixer).passes == 1
    assert period(odd, row("b", "x..."), mixer=mixer, kit=kit_of("a", "b", choke="hats")).passes == 5
    deciding = with_condition("1:3", rhythm="x..." * 4)
    assert period(deciding, with_condition("nei", "b"), mixer=mixer).passes == 3


def test_recordings_that_take_turns_are_counted_beside() -> None:
    kit = Kit("turns", sounds=(Sound("a", (Layer(127, ("1.wav", "2.wav", "3.wav")),)),))
    found = period(row("a", "x..x"), length=4, kit=kit)
    assert (found.passes, found.takes) == (1, 3)
    assert period(row("a", "x.xx"), length=4, kit=kit).takes == 1


def _decided(step: Step | None) -> Step | None:
    """A step that leaves nothing open."""
    if step is None:
        return None
    return replace(step, chance=100)


def _decided_track(track: Track) -> Track:
    direction = "reverse" if track.direction == "random" else track.direction
    steps = tuple(_decided(step) for step in track.steps)
    return replace(track, steps=steps, direction=direction, humanise_time=0.0, humanise_velocity=0)


def _decided_song(song: Song) -> Song:
    patterns = (replace(each, tracks=tuple(map(_decided_track, each.tracks))) for each in song.patterns)
    return replace(song, patterns=tuple(patterns))


_LONGEST_RATCHET = 20 * 3360


def first_whole_pass(found: Period, pattern: Pattern) -> int:
    """The tick from which on no hit is missing that comes late from a pass before."""
    ticks = pattern.length_ticks
    return (found.lead_passes + 1 + -(-(REACH_TICKS + _LONGEST_RATCHET) // ticks)) * ticks


def heard(project: Project, pattern: Pattern, start: int, end: int) -> list[Event]:
    """What is played between two ticks, counted from there, each hit with the number of its recording."""
    found = events_between(project, start, end, Live((Cue(pattern=pattern.name),)))
    return [replace(each, tick=each.tick - start, ordinal=_file(project, each)) for each in found]


def _file(project: Project, event: Event) -> int:
    sound = project.sound_of(event.track)
    return event.ordinal % len(sound.layer_for(event.velocity).files) if sound else 0


TURNS = Kit(
    "turns",
    sounds=tuple(
        Sound(name, (Layer(80, ("1.wav", "2.wav")), Layer(127, ("3.wav", "4.wav", "5.wav"))), root=45)
        for name in NAMES
    ),
)
deep_decided = st.builds(lambda song: Project(_decided_song(song), TURNS), deep_songs())


@settings(max_examples=60)
@given(deep_decided, st.integers(0, 40))
def test_any_pattern_repeats_when_it_is_said_to(project: Project, later: int) -> None:
    pattern = project.song.patterns[0]
    found = period_of(project, pattern)
    assert found.passes is not None and found.takes is not None
    start = first_whole_pass(found, pattern) + later * pattern.length_ticks
    window = min(found.takes * pattern.length_ticks, 20_000)
    once = heard(project, pattern, start, start + window)
    for rounds in (1, 2):
        shifted = start + rounds * found.takes * pattern.length_ticks
        assert heard(project, pattern, shifted, shifted + window) == once


@settings(max_examples=25)
@given(deep_decided)
def test_no_pattern_repeats_sooner(project: Project) -> None:
    pattern = project.song.patterns[0]
    found = period_of(project, pattern)
    assert found.passes is not None and found.takes is not None
    assume(1 < found.takes <= 40)
    start, ticks = first_whole_pass(found, pattern), pattern.length_ticks
    passes = [
        [replace(each, ordinal=0) for each in heard(project, pattern, at, at + ticks)]
        for at in range(start, start + 2 * found.passes * ticks, ticks)
    ]
    for sooner in range(1, found.passes):
        assert passes[sooner:] != passes[:-sooner]


@settings(max_examples=15)
@given(songs())
def test_any_song_has_an_answer_soon(song: Song) -> None:
    kit = Kit("all", sounds=tuple(Sound(each.sound, (Layer(127, ("1.wav",)),)) for each in song.tracks))
    for pattern in song.patterns:
        found = period_of(Project(song, kit), pattern)
        assert found.passes is None or (found.takes or 1) % found.passes == 0
        assert found.passes is not None or found.tracks
