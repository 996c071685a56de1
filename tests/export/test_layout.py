"""What is played for a part: which cue, how long, and what a musician is told about a loop."""

from dataclasses import replace

import pytest

from beatterm.export.job import Part
from beatterm.export.layout import Laid, laid_out
from beatterm.export.take import TakeError
from beatterm.model.kit import Kit, Layer, Sound
from beatterm.model.pattern import Track
from beatterm.model.project import Project
from beatterm.model.song import Section, Song
from beatterm.model.step import Step
from beatterm.model.time import Meter
from beatterm.sequencer.live import Cue
from tests.material import kit_of, row, song_of

S = 840
BAR = 16 * S
KIT = kit_of("a", "b")
SONG = replace(
    song_of(row("a", "x...x...x..."), row("b", "x..."), length=16),
    sections=(Section("verse", "A", 2), Section("end", "A", 1)),
)


def laid(song: Song = SONG, loop: bool = True, kit: Kit = KIT, **part: object) -> Laid:
    return laid_out(Project(song, kit), Part(**part), loop)  # type: ignore[arg-type]


def chancy() -> Song:
    track = row("a", "x...x...x...x...").with_step(4, Step(chance=50))
    return song_of(track)


def test_once_through_a_part_is_what_it_always_was() -> None:
    assert laid(loop=False) == Laid(Project(SONG, KIT), Cue(), 3 * BAR)
    assert laid(loop=False, pattern="A", repeats=3).ticks == 3 * BAR
    assert laid(loop=False, section="verse", bars=1).cue == Cue(first=0, last=1)


def test_a_loop_of_a_pattern_is_as_many_passes_as_it_takes_to_repeat() -> None:
    found = laid(pattern="A")
    assert (found.cue, found.ticks) == (Cue(pattern="A"), BAR)
    song = song_of(row("a", "x..x.x"), row("b", "x..."), length=16)
    found = laid(song, pattern="A")
    assert (found.cue, found.ticks, found.beats) == (Cue(pattern="A"), 3 * BAR, 12.0)
    assert found.notes == ("3 bars: A repeats after 3 passes (a).",)


def test_fewer_repeats_than_that_begin_anew_and_say_so() -> None:
    song = song_of(row("a", "x..x.x"), length=16)
    found = laid(song, pattern="A", repeats=2)
    assert (found.cue, found.ticks) == (Cue(pattern="A", turn_ticks=2 * BAR), 2 * BAR)
    assert (
        "repeats only after 3 passes (a); the loop begins anew after 2. Ask for 3 repeats" in found.notes[0]
    )
    assert laid(song, pattern="A", repeats=6).cue == Cue(pattern="A")


def test_what_is_left_to_chance_is_one_pass_or_as_many_as_asked_for() -> None:
    one = laid(chancy(), pattern="A")
    assert (one.cue, one.ticks) == (Cue(pattern="A", turn_ticks=BAR), BAR)
    assert one.notes == ("1 bar: A never repeats (chance: a), so every turn of the loop is its first pass.",)
    assert laid(chancy(), pattern="A", repeats=4).cue == Cue(pattern="A", turn_ticks=4 * BAR)


def test_a_first_pass_of_its_own_is_in_a_loop_only_if_it_is_counted_in() -> None:
    """Playing on, it is never heard again; but a number of passes begins with the first one."""
    once = row("a", "x...").with_step(0, Step(condition="1st"))
    song = song_of(once, row("b", "x..xx..."), length=4)
    found = laid(song, pattern="A")
    assert (found.cue, found.ticks, found.lead_ticks) == (Cue(pattern="A", offset_ticks=8 * S), 8 * S, 0)
    assert "What a has in the first pass only is left out" in found.notes[0]
    counted = laid(song, pattern="A", repeats=2)
    assert counted.cue == Cue(pattern="A", turn_ticks=8 * S)
    assert counted.notes[0].endswith("is the first 2 passes of A, with what only the first one has.")


def test_without_its_first_pass_recordings_that_take_turns_begin_anew_too() -> None:
    kit = Kit("turns", sounds=(Sound("a", (Layer(127, ("1.wav", "2.wav")),)),))
    song = song_of(row("a", "x..x..x.").with_step(0, Step(condition="1st")))
    assert laid(song, kit=kit, pattern="A").cue == Cue(pattern="A", offset_ticks=8 * S, turn_ticks=8 * S)


def test_many_tracks_are_not_all_named() -> None:
    tracks = [row(name, "x..x", humanise_velocity=9) for name in "cdefg"]
    song = song_of(row("a", "xxxx", direction="random"), *tracks)
    [note] = laid(song, kit=kit_of(*"acdefg"), pattern="A").notes
    assert "(random order: a; humanised: c, d, e, f and 1 more)" in note


def test_what_would_take_too_long_to_repeat_is_one_pass() -> None:
    song = song_of(row("a", "x...x"), row("b", "x......"), row("c", "x.."), length=16)
    found = laid(song, kit=kit_of("a", "b", "c"), pattern="A")
    assert (found.ticks, found.cue.turn_ticks) == (BAR, BAR)
    assert "Ask for 105 repeats" in found.notes[0]
    assert laid(song, kit=kit_of("a", "b", "c"), pattern="A", repeats=105).cue == Cue(pattern="A")


def test_recordings_that_take_turns_do_not_make_a_loop_longer() -> None:
    kit = Kit("turns", sounds=(Sound("a", (Layer(127, ("1.wav", "2.wav")),)),))
    song = song_of(row("a", "x..x..x........."))
    found = laid(song, kit=kit, pattern="A")
    assert (found.ticks, found.cue.turn_ticks) == (BAR, BAR)
    assert "recordings that take turns begin anew" in found.notes[0]
    assert laid(song, kit=kit, pattern="A", repeats=2).cue == Cue(pattern="A")


def test_but_they_do_where_a_note_is_held_over_the_seam() -> None:
    kit = Kit("turns", sounds=(Sound("a", (Layer(127, ("1.wav", "2.wav")),)),))
    held = row("a", "x..x..x.........").with_step(6, Step(tie=True))
    assert laid(song_of(held), kit=kit, pattern="A").ticks == 2 * BAR


def test_bars_set_the_length_of_a_loop_in_the_patterns_own_metre() -> None:
    assert laid(pattern="A", bars=2).cue == Cue(pattern="A")
    two_bars = song_of(row("a", "x..............." * 2))
    assert laid(two_bars, pattern="A", bars=1).cue == Cue(pattern="A", turn_ticks=BAR)
    assert laid(two_bars, pattern="A", bars=3).cue == Cue(pattern="A", turn_ticks=3 * BAR)
    assert laid(two_bars, pattern="A", bars=3).notes == ("3 bars: 1.5 passes of A, which then begins anew.",)
    seven = song_of(row("a", "x............."))
    seven = seven.with_pattern(replace(seven.patterns[0], meter=Meter(7, 8)))
    assert laid(seven, pattern="A", bars=2).ticks == 28 * S
    assert laid(seven, pattern="A").notes[0].startswith("1 bar:")


def test_sections_and_the_song_turn_over_by_themselves_unless_bars_cut_them() -> None:
    assert laid(section="verse").cue == Cue(first=0, last=1)
    assert laid(section="verse", bars=4).cue == Cue(first=0, last=1)
    assert laid(section="verse", bars=3).cue == Cue(first=0, last=1, turn_ticks=3 * BAR)
    assert (laid().cue, laid().ticks) == (Cue(), 3 * BAR)
    assert laid(bars=1).cue == Cue(turn_ticks=BAR)
    assert laid(bars=2).notes == ("2 bars, the same every time round.",)
    assert laid(repeats=2).ticks == 6 * BAR


def test_a_window_of_steps_is_a_loop_of_its_own() -> None:
    found = laid(pattern="A", steps=(5, 8))
    assert (found.cue, found.ticks) == (Cue(pattern="A", offset_ticks=4 * S, turn_ticks=4 * S), 4 * S)
    assert laid(pattern="A", steps=(5, 8), repeats=3).ticks == 12 * S


def test_only_some_tracks_are_heard_and_only_they_count() -> None:
    song = song_of(row("a", "x..x.x"), row("b", "x..."), length=16)
    found = laid(song, pattern="A", tracks=("b",))
    assert found.ticks == BAR
    assert [found.project.song.mixer.strip(name).mute for name in "ab"] == [True, False]
    assert laid(song, pattern="A", tracks=("a",)).ticks == 3 * BAR


@pytest.mark.parametrize(
    ("part", "text"),
    [
        ({"pattern": "Z"}, "no pattern 'Z'"),
        ({"section": "Z"}, "no section 'Z'"),
        ({"pattern": "A", "tracks": ("a", "z")}, "no track 'z'.*: a, b"),
        ({"pattern": "A", "steps": (0, 4)}, "Steps 0 to 4 are no window of A, which has 1 to 16"),
        ({"pattern": "A", "steps": (9, 8)}, "Steps 9 to 8"),
        ({"pattern": "A", "steps": (1, 17)}, "Steps 1 to 17"),
        ({"steps": (1, 4)}, "Say which one"),
        ({"pattern": "A", "steps": (1, 4), "bars": 2}, "leave the bars out"),
    ],
)
def test_what_is_no_part_of_a_song_is_said(part: dict[str, object], text: str) -> None:
    for loop in (False, True):
        with pytest.raises(TakeError, match=text):
            laid(loop=loop, **part)  # type: ignore[arg-type]


def test_a_late_hit_is_waited_for() -> None:
    late: Track = row("a", "x..x").with_step(3, Step(nudge=0.9)).with_step(0, Step(nudge=-0.5))
    assert laid(song_of(late), pattern="A").lead_ticks == 0
    later = replace(late, shift=0.5)
    assert laid(song_of(later), pattern="A").lead_ticks == round(0.4 * S) + 1
