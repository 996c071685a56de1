"""Trying out: what the tuner shows is heard, leaving restores everything, taking is undone as one."""

from dataclasses import replace
from pathlib import Path

import pytest
from mido import Message, MidiFile, MidiTrack
from textual.widgets import Input

from beatterm.engine.edits import SetTracks
from beatterm.engine.messages import Play, Stop
from beatterm.model.edits import steps
from beatterm.model.groove import Groove
from beatterm.model.pattern import NO_GROOVE, Pattern, Track
from beatterm.model.scale import Key
from beatterm.model.song import Song
from beatterm.model.step import Step
from beatterm.model.time import SIXTEENTH_TICKS, Meter
from tests.session.fakes import make_song, row
from tests.ui.rig import Rig, running

BASS = "down down down down down down "


def tuned(rig: Rig, name: str) -> object:
    assert rig.desk.tuner is not None
    return rig.desk.tuner.values[name]


def track(rig: Rig, name: str, pattern: str = "A") -> Track:
    return steps.fitting_track(steps.pattern_of(rig.song, pattern), name)


def grid_row(rig: Rig, number: int) -> str:
    """A row of the grid as it is drawn, as far as it is seen at every size."""
    return next(line for line in rig.lines() if f" {number} " in line[:5])[:60]


async def fill(rig: Rig, *answers: str) -> None:
    """Answer the questions of a dialog, once it stands there."""
    for _ in range(100):
        if rig.app.screen.query(Input):
            break
        await rig.pilot.pause(0.02)
    for field, answer in zip(rig.app.screen.query(Input), answers, strict=False):
        field.value = answer
    await rig.press("enter")


TRIES = {
    "euclid": "f e 5 down down 2",
    "fill": "f n 3 down 1",
    "rotate": "f o - -",
    "random": "f r r r down 8 0",
    "mutate": "f m r down 9 0",
    "variations": "f v + + down r",
    "groove": "Q g > > - - down 5 0",
    "track's groove": "Q t > > down 5 0",
    "key": "Y k right right down right",
    "pattern": "g m 7 down + down + down 5 0",
}
"""Keys that open each tuner and turn something in it."""


@pytest.mark.parametrize("keys", TRIES.values(), ids=TRIES)
async def test_what_is_tried_out_is_seen_and_heard_but_not_kept(keys: str) -> None:
    async with running() as rig:
        first = rig.song
        await rig.press(keys)
        assert rig.song != first
        assert rig.engine.project.song == rig.song
        assert not rig.session.is_dirty
        assert "*" not in rig.lines()[1]
        assert "Try out" in rig.text()
        assert "TRY" in rig.lines()[0]


@pytest.mark.parametrize("keys", TRIES.values(), ids=TRIES)
async def test_escape_restores_all_as_it_was(keys: str) -> None:
    async with running() as rig:
        first, place = rig.song, rig.desk.place
        lines = rig.lines()[1:-1]
        await rig.press(keys)
        await rig.press("escape")
        assert rig.song is first
        assert rig.engine.project.song == first
        assert rig.desk.place == place
        assert not rig.session.is_dirty
        assert rig.session.undo() is None
        assert rig.lines()[1:-1] == lines


@pytest.mark.parametrize("keys", TRIES.values(), ids=TRIES)
async def test_enter_keeps_it_as_one_edit(keys: str) -> None:
    async with running() as rig:
        first = rig.song
        await rig.press(keys)
        await rig.press("enter")
        kept = rig.song
        assert kept != first
        assert rig.session.is_dirty
        assert rig.engine.project.song == kept
        await rig.press("u")
        assert rig.song == first
        assert rig.session.undo() is None
        await rig.press("U")
        assert rig.song == kept


async def test_every_turn_is_drawn_in_the_grid() -> None:
    async with running() as rig:
        drawn = []
        await rig.press("f e 1")
        for _ in range(4):
            await rig.press("+")
            drawn.append(grid_row(rig, 1))
        assert len(set(drawn)) == 4


async def test_the_pattern_that_plays_changes_at_once() -> None:
    async with running() as rig:
        await rig.press("space f e 5 6")
        assert [type(each) for each in rig.engine.sent[1:]] == [SetTracks] * 2
        await rig.press("escape")
        assert rig.engine.project.song == rig.session.song == make_song()


async def test_a_take_that_is_recorded_ends_first() -> None:
    async with running() as rig:
        await rig.press("o space i z")
        rig.engine.now = replace(rig.engine.now, tick=900, pattern_tick=900, pattern="A")
        await rig.press("escape f e 5")
        assert rig.desk.tuner is not None
        await rig.press("z z")
        assert rig.engine.project.song == rig.song
        await rig.press("escape")
        assert not rig.session.preview.is_open


async def test_the_line_below_says_what_is_turned() -> None:
    async with running() as rig:
        await rig.press("f e 5")
        assert rig.lines()[-1].startswith(" hits 5 hits ")
        assert "take" in rig.lines()[-1]
        assert "leave" in rig.lines()[-1]


async def test_play_and_stop_still_work() -> None:
    async with running() as rig:
        await rig.press("f e 5 space space")
        assert [type(each) for each in rig.engine.sent[-2:]] == [Play, Stop]
        assert rig.desk.tuner is not None


OTHER_KEYS = "x a D C . B w q n N F X m s : tab g z p v e"


async def test_nothing_else_can_be_edited_meanwhile() -> None:
    async with running() as rig:
        await rig.press("f e 5")
        shown, sent = rig.song, list(rig.engine.sent)
        await rig.press(OTHER_KEYS)
        assert rig.song is shown
        assert rig.engine.sent == sent
        assert type(rig.app.screen).__name__ == "MainScreen"
        await rig.press("escape")
        assert rig.song == make_song()


async def test_the_mouse_turns_the_tuner_and_nothing_else() -> None:
    async with running() as rig:
        await rig.press("f e 5")
        shown = rig.song
        await rig.pilot.click("#page0", offset=(5, 2))
        await rig.pilot.click("#head", offset=(2, 2))
        assert rig.song is shown
        await rig.pilot.click("#inspector", offset=(6, 3))
        assert rig.desk.tuner is not None
        assert rig.desk.tuner.param.name == "rotation"
        await rig.pilot.click("#inspector", offset=(70, 12))
        assert rig.desk.tuner is not None


async def test_the_transport_bar_changes_nothing_meanwhile() -> None:
    async with running() as rig:
        await rig.press("f e 5")
        shown = rig.song
        for column in range(0, 60, 3):
            await rig.pilot.click("#transport", offset=(column, 0))
            assert type(rig.app.screen).__name__ == "MainScreen"
        assert rig.song is shown
        assert rig.desk.tuner is not None


async def test_a_number_is_typed_digit_by_digit() -> None:
    async with running() as rig:
        await rig.press("f e down 1 2")
        assert tuned(rig, "steps") == 12.0
        await rig.press("up 1 1")
        assert tuned(rig, "hits") == 11.0


async def test_a_number_that_does_not_fit_is_refused_with_the_rule() -> None:
    async with running() as rig:
        await rig.press("f e 5")
        shown = rig.song
        await rig.press("down 9 9")
        assert "steps takes a whole number from 1 to 16 steps, not 99." in rig.text()
        assert tuned(rig, "steps") == 9.0
        await rig.press("escape f e 5")
        assert rig.song == shown
        await rig.press("down down down down 3")
        assert "t picks turns over from a list." in rig.text()


async def test_a_typed_value_is_checked_before_it_is_tried() -> None:
    async with running() as rig:
        await rig.press("f n t")
        await fill(rig, "many")
        assert "every takes a whole number from 1 to 16 steps, not many." in rig.text()
        await fill(rig, "5")
        assert rig.rhythm("kick") == "x....x....x....x"


async def test_a_word_is_picked_from_a_list() -> None:
    async with running() as rig:
        await rig.press("Q g t")
        await rig.press("m p c - 1 6 - 5 8 enter")
        assert rig.song.groove == "mpc-16-58"
        await rig.press("enter")
        assert rig.song.groove == "mpc-16-58"
        assert rig.session.is_dirty


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


async def test_a_groove_of_a_track_follows_the_song_again() -> None:
    async with running() as rig:
        await rig.press("Q t + down 5 0 enter")
        assert (track(rig, "kick").groove, track(rig, "kick").groove_amount) == (NO_GROOVE, 50)
        await rig.press("Q t - down d enter")
        assert (track(rig, "kick").groove, track(rig, "kick").groove_amount) == (None, None)


async def test_a_groove_is_taken_from_a_pattern_and_removed_again() -> None:
    late = Pattern("A", tracks=(Track("hat", (Step(), Step(nudge=0.2)) * 8),))
    async with running(song=replace(make_song(), patterns=(late,), sections=())) as rig:
        await rig.press("Q x")
        await fill(rig, "late", "1/16", "2")
        assert rig.song.grooves == (Groove("late", SIXTEENTH_TICKS, (0.0, 0.2), (100, 100)),)
        await rig.press("Q g + enter")
        assert rig.song.groove == "late"
        await rig.press("Q d")
        await rig.press("enter")
        assert (rig.song.groove_named("late"), rig.song.groove) == (None, "")


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (("two words",), "1 to 24 letters"),
        (("late", "1/7"), "step takes one of"),
        (("late", "1/16", "65"), "slots takes a whole number from 1 to 64"),
    ],
)
async def test_what_a_groove_cannot_be_is_explained(answers: tuple[str, ...], said: str) -> None:
    async with running((120, 40)) as rig:
        await rig.press("Q x")
        await fill(rig, *answers)
        assert said in rig.text()
        assert rig.song == make_song()


def midi_file(path: Path) -> Path:
    """Two beats of sixteenths, every second one late by a tenth of a sixteenth."""
    file, line, passed = MidiFile(ticks_per_beat=480), MidiTrack(), 0
    for at in range(8):
        late = 12 if at % 2 else 0
        line.append(Message("note_on", note=42, velocity=100, time=120 * at + late - passed))
        line.append(Message("note_off", note=42, time=6))
        passed = 120 * at + late + 6
    file.tracks.append(line)
    file.save(path)
    return path


async def test_a_groove_is_taken_from_a_midi_file(tmp_path: Path) -> None:
    async with running() as rig:
        await rig.press("Q m")
        file = str(midi_file(tmp_path / "funk.mid"))
        await fill(rig, file, "funk", "1/16", "2", "99")
        assert "channel takes one of all, 1, 2" in rig.text()
        await fill(rig, file, "funk", "1/16", "2", "all")
        groove = rig.song.groove_named("funk")
        assert groove is not None
        assert groove.time == (0.0, 0.1)
        await rig.press("Q m")
        await fill(rig, file, "drums", "1/16", "2", "10")
        assert rig.song.groove_named("drums") is None
        assert "No notes are struck on channel 10" in rig.text()


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "There is no file"), (b"no midi", "not a whole MIDI file"), ("folder", "is a folder")],
)
async def test_a_file_that_is_no_midi_is_explained(tmp_path: Path, content: object, said: str) -> None:
    path = tmp_path / "funk.mid"
    if isinstance(content, bytes):
        path.write_bytes(content)
    elif content:
        path.mkdir()
    async with running((160, 50)) as rig:
        await rig.press("Q m")
        await fill(rig, str(path))
        assert said in " ".join(rig.text().split())
        await fill(rig, "")
        assert "such as ~/grooves/funk.mid" in rig.text()


async def test_a_key_is_tried_out_and_tracks_are_kept_in_it() -> None:
    async with running() as rig:
        await rig.press("Y k right right down -")
        assert rig.song.key == Key(1, "major")
        await rig.press("enter Y t")
        assert rig.song.setup("kick").in_key
        assert "kick is kept in c# major." in rig.text()
        await rig.press("Y k left left enter")
        assert rig.song.key is None


async def test_a_semitone_is_a_degree_on_a_track_that_is_kept_in_key() -> None:
    song = replace(make_song(), key=Key(0, "minor"))
    song = replace(song, tracks=tuple(replace(each, in_key=True) for each in song.tracks))
    async with running(song=song) as rig:
        await rig.press(BASS + ") )")
        first = track(rig, "bass").steps[0]
        assert first is not None
        assert first.notes == (39,)


async def test_a_chord_is_written_by_degree_and_turned_over() -> None:
    async with running(song=replace(make_song(), key=Key(0, "minor"))) as rig:
        await rig.press(BASS + "Y c")
        await fill(rig, "i", "2")
        assert track(rig, "bass").steps[0] == Step(notes=(36, 39, 43), length=2)
        await rig.press("Y >")
        assert track(rig, "bass").steps[0] == Step(notes=(39, 43, 48), length=2)
        await rig.press("Y <")
        assert track(rig, "bass").steps[0] == Step(notes=(36, 39, 43), length=2)


async def test_a_wrong_chord_is_answered_with_a_right_example() -> None:
    async with running((120, 40), song=replace(make_song(), key=Key(0, "minor"))) as rig:
        await rig.press(BASS + "Y c")
        await fill(rig, "viiii")
        assert "such as ii7, V, 4, bVII or vi/1" in rig.text()
        await fill(rig, "V7", "12")
        assert "octave takes a whole number from -1 to 9" in rig.text()


async def test_degrees_need_a_key() -> None:
    async with running((120, 40)) as rig:
        await rig.press(BASS + "Y c")
        await fill(rig, "ii7")
        assert "The song has no key yet; Y k sets one." in rig.text()
        await fill(rig, "c2 eb2 g2")
        assert track(rig, "bass").steps[0] == Step(notes=(36, 39, 43), length=2)
        await rig.press("Y +")
        assert "no key yet" in rig.text()


async def test_notes_are_no_business_of_drums() -> None:
    async with running() as rig:
        for keys in ("Y c", "Y +"):
            await rig.press(keys)
            assert "kick has no pitch" in rig.text()


async def test_a_pattern_has_a_metre_a_fill_and_a_chance() -> None:
    async with running() as rig:
        await rig.press("g m 7 down + down + down 5 0 enter")
        owner = steps.pattern_of(rig.song, "A")
        assert (owner.meter, owner.fill, owner.chance) == (Meter(7, 8), True, 50)
        await rig.press("g m 4 down - enter")
        assert steps.pattern_of(rig.song, "A").meter is None


async def test_the_last_repeat_of_a_section_is_a_fill() -> None:
    async with running() as rig:
        await rig.press("shift+tab f")
        assert rig.song.sections[0].fill
        assert "The last repeat of verse is a fill." in rig.text()
        assert "with fill" in rig.text()
        await rig.press("f")
        assert not rig.song.sections[0].fill


async def test_without_something_to_try_out_its_keys_say_where_to_begin() -> None:
    async with running() as rig:
        await rig.press(":")
        await rig.press("r o l l enter")
        assert "Nothing is being tried out" in rig.text()


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 30), (200, 50)])
async def test_the_grid_stays_in_sight_at_every_size(size: tuple[int, int]) -> None:
    async with running(size) as rig:
        before = grid_row(rig, 3)
        await rig.press("f r")
        assert "Try out: Random hits on kick" in rig.text()
        assert "density" in rig.text()
        assert grid_row(rig, 3) == before
