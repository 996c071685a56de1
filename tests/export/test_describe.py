"""What is told of a file: its names, its place in the song, its bars, sections and slices."""

from dataclasses import replace

from beatterm.engine.clock import Clock
from beatterm.export.describe import facts_of
from beatterm.export.facts import Facts, Mark
from beatterm.model.mixer import Mixer, Strip
from beatterm.model.pattern import Pattern
from beatterm.model.project import Project
from beatterm.model.scale import Key
from beatterm.model.song import Section
from beatterm.model.step import Step
from beatterm.model.time import Meter
from beatterm.sequencer.live import Cue
from tests.material import kit_of, row, song_of

BAR = 4 * 3360
SONG = replace(
    song_of(row("kick", "x...x...x...x..."), row("hat", "..x...x...x...x."), tempo=124.0),
    title="Dusty",
    author="Me",
    key=Key(0, "minor"),
)
PROJECT = Project(SONG, kit_of("kick", "hat"))
B = Pattern("B", 8, tracks=(row("kick", "x.x.x.x."),))
ARRANGED = replace(
    SONG,
    patterns=(*SONG.patterns, B),
    sections=(Section("intro", "A", 2), Section("drop", "B"), Section("out", "A")),
)
frame_of = Clock(48000, 124.0).frame_of


def told(cue: Cue, ticks: int, song: object = ARRANGED, **more: object) -> Facts:
    return facts_of(replace(PROJECT, song=song), cue, ticks, frame_of, **more)  # type: ignore[arg-type]


def test_a_loop_of_the_only_pattern() -> None:
    facts = told(Cue(pattern="A"), 2 * BAR, SONG, loop_frames=185806)
    assert (facts.title, facts.author, facts.album) == ("Dusty", "Me", "")
    assert (facts.tempo, facts.beats, facts.key, facts.root) == (124.0, 8.0, "c minor", 48)
    assert facts.comment == "124 BPM, C minor, 2 bars, kit test"
    assert facts.marks == (Mark(0, "bar 1"), Mark(92903, "bar 2"))
    assert facts.loop_frames == 185806


def test_one_of_several_patterns_is_named_and_its_song_is_the_album() -> None:
    facts = told(Cue(pattern="B"), BAR // 2, name="kick")
    assert (facts.title, facts.album) == ("Dusty B kick", "Dusty")
    assert facts.comment.startswith("124 BPM, C minor, 0.5 bars")
    assert facts.marks == (Mark(0, "bar 1"),)


def test_a_song_s_sections_are_regions() -> None:
    facts = told(Cue(), 3 * BAR + BAR // 2)
    assert facts.title == "Dusty"
    assert facts.marks == (
        Mark(0, "intro", 185806),
        Mark(185806, "drop", 46452),
        Mark(232258, "out", 92903),
    )


def test_one_section_has_bars_and_its_name() -> None:
    facts = told(Cue(first=0, last=1), 2 * BAR)
    assert facts.title == "Dusty intro"
    assert [mark.name for mark in facts.marks] == ["bar 1", "bar 2"]


def test_a_section_that_turns_over_has_bars_too() -> None:
    assert [mark.name for mark in told(Cue(first=1, last=2, loop=True), BAR).marks] == ["bar 1"]


def test_slices_are_where_something_is_struck() -> None:
    facts = told(Cue(pattern="B"), BAR // 2, slices=True)
    assert [mark.name for mark in facts.marks] == ["kick"] * 4
    both = replace(SONG, patterns=(Pattern("A", 4, tracks=(row("kick", "x..."), row("hat", "x.x."))),))
    marks = told(Cue(pattern="A"), BAR // 4, both, slices=True).marks
    assert marks == (Mark(0, "kick+hat"), Mark(frame_of(BAR // 8), "hat"))


def test_slices_are_only_of_what_is_heard_and_in_a_stem_of_its_track() -> None:
    beat = replace(SONG, patterns=(Pattern("A", 4, tracks=(row("kick", "x..."), row("hat", "xxx."))),))
    muted = replace(beat, mixer=Mixer((Strip("hat", mute=True),)))
    assert told(Cue(pattern="A"), BAR // 4, muted, slices=True).marks == (Mark(0, "kick"),)
    stem = told(Cue(pattern="A"), BAR // 4, beat, slices=True, name="hat").marks
    assert [mark.name for mark in stem] == ["hat"] * 3
    master = told(Cue(pattern="A"), BAR // 4, beat, slices=True, name="master").marks
    assert [mark.name for mark in master] == ["kick+hat", "hat", "hat"]


def test_slices_are_those_of_the_turn_that_is_in_the_file() -> None:
    once = row("kick", "x.x.").with_step(0, Step(condition="1st"))
    song = replace(SONG, patterns=(Pattern("A", 4, tracks=(once,)),))
    marks = told(Cue(pattern="A"), BAR // 4, song, slices=True, loop_frames=1, first_tick=BAR // 4).marks
    assert marks == (Mark(frame_of(BAR // 8), "kick"),)


def test_a_pattern_s_own_metre_counts_its_bars() -> None:
    odd = replace(SONG, patterns=(replace(SONG.patterns[0], length=14, meter=Meter(7, 8)),))
    facts = told(Cue(pattern="A"), 7 * 1680 * 2, odd)
    assert (facts.meter, facts.beats) == (Meter(7, 8), 7.0)
    assert facts.comment == "124 BPM, C minor, 2 bars of 7/8, kit test"
    assert [mark.frame for mark in facts.marks] == [0, frame_of(7 * 1680)]


def test_without_key_and_names_nothing_is_made_up() -> None:
    facts = told(Cue(pattern="A"), BAR, replace(SONG, title="", author="", key=None))
    assert (facts.title, facts.author, facts.key, facts.root) == ("", "", "", None)
    assert facts.comment == "124 BPM, 1 bar, kit test"


def test_hundreds_of_bars_are_not_marked() -> None:
    assert len(told(Cue(pattern="A"), 128 * BAR, SONG).marks) == 128
    assert told(Cue(pattern="A"), 129 * BAR, SONG).marks == ()
