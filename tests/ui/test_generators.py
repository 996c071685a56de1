"""Rhythms that are made up on the screen: spread, random, varied and frozen."""

from dataclasses import replace

from beatterm.model.edits import steps
from beatterm.model.pattern import Pattern
from beatterm.model.song import Song
from tests.session.fakes import make_song, row
from tests.ui.rig import running
from tests.ui.tuning import BASS, track, tuned


async def test_euclid_spreads_hits_with_rotation_and_accents() -> None:
    async with running() as rig:
        await rig.press("f e 5 down 8 down 1 down 2 enter")
        kick = track(rig, "kick")
        struck = [at for at, step in enumerate(kick.steps) if step]
        assert struck == [
            at + turn for turn in (0, 8) for at in sorted((each + 1) % 8 for each in (0, 2, 3, 5, 6))
        ]
        assert sum(step.velocity == 127 for step in kick.steps if step) == 4


async def test_fewer_steps_hold_fewer_hits() -> None:
    async with running() as rig:
        await rig.press("f e 9 down 4")
        assert tuned(rig, "hits") == 4.0
        assert rig.rhythm("kick") == "x" * 16


async def test_a_euclidean_row_may_turn_over_after_its_steps() -> None:
    async with running() as rig:
        await rig.press("f e 3 down down down down + up up up 5 enter")
        assert (track(rig, "kick").length, rig.rhythm("kick")[:5]) == (5, "x.x.x")


async def test_a_generator_works_on_all_rows_that_are_selected() -> None:
    async with running() as rig:
        await rig.press("V down f n 8 enter")
        assert rig.rhythm("kick") == rig.rhythm("snare") == "x.......x......."
        assert rig.rhythm("hat") == "x.x.x.x.x.xo"


async def test_new_hits_of_a_pitched_row_have_notes_between_the_lowest_and_the_highest() -> None:
    async with running((120, 30)) as rig:
        await rig.press(BASS + "f r down 9 0 end enter")
        notes = {note for step in track(rig, "bass").steps if step for note in step.notes}
        assert notes <= set(range(36, 40))
        assert len(notes) > 1


async def test_another_roll_is_another_rhythm_and_the_one_before_comes_back() -> None:
    async with running() as rig:
        await rig.press("f r")
        first = rig.rhythm("kick")
        await rig.press("r")
        assert rig.rhythm("kick") != first
        await rig.press("-")
        assert rig.rhythm("kick") == first
        await rig.press("enter f r")
        assert tuned(rig, "seed") == 2.0


async def test_there_is_nothing_to_roll_where_nothing_is_left_to_chance() -> None:
    async with running() as rig:
        await rig.press("f e r")
        assert "Nothing here is left to chance." in rig.text()


async def test_four_variations_are_heard_one_by_one_and_kept_together() -> None:
    async with running() as rig:
        before = steps.pattern_of(rig.song, "A")
        await rig.press("f v")
        heard = []
        for key in ("1", "2", "3", "4"):
            await rig.press(key)
            heard.append(steps.pattern_of(rig.song, "A").tracks)
            assert [each.name for each in rig.song.patterns] == ["A", "B"]
        await rig.press("enter")
        made = [each for each in rig.song.patterns if each.name not in "AB"]
        assert [each.tracks for each in made] == heard
        assert len(set(heard)) == 4
        assert steps.pattern_of(rig.song, "A") == before
        assert "New patterns: C D E F" in rig.text()


async def test_a_row_is_frozen_as_it_would_be_heard() -> None:
    kick = replace(row("kick", "x.x. x.x. x.x. x.x."), humanise_velocity=20)
    steps_left = tuple(step and replace(step, chance=50) for step in kick.steps)
    song = replace(make_song(), patterns=(Pattern("A", tracks=(kick.with_steps(steps_left),)),), sections=())
    async with running((120, 30), song=song) as rig:
        await rig.press("f z 2")
        assert track(rig, "kick").length == 32
        await rig.press("enter")
        kept = [step for step in track(rig, "kick").steps if step]
        assert 0 < len(kept) < 16
        assert all(step.chance == 100 for step in kept)
        assert track(rig, "kick").humanise_velocity == 0
        await rig.press("u f Z escape")
        assert rig.song == song


async def test_more_passes_than_a_track_can_hold_are_refused() -> None:
    async with running((120, 30)) as rig:
        await rig.press("n f z 9")
        assert "Freeze 8 at most." in rig.text()
        assert tuned(rig, "passes") == 1.0


async def test_a_song_without_room_says_so() -> None:
    full = replace(make_song(), patterns=tuple(Pattern(f"p{at}") for at in range(62)), sections=())
    async with running(song=full) as rig:
        await rig.press("f v")
        assert rig.desk.tuner is None
        assert rig.song == full
        assert "64 patterns" in rig.text()


async def test_a_generator_needs_a_track() -> None:
    async with running(song=Song(kit="dusty", patterns=(Pattern("A"),))) as rig:
        await rig.press("f e")
        assert "no track yet" in rig.text()
