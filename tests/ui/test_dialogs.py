"""Dialogs: what is asked, what is refused, and what an answer does."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import Input, OptionList

from beatterm.formats.errors import FormatError
from beatterm.library.errors import LibraryError
from beatterm.model.edits import steps
from beatterm.model.param import Values
from beatterm.model.pattern import Track
from beatterm.model.time import STEP_TICKS, Meter
from tests.session.fakes import SOUND_NAMES, make_song
from tests.ui.rig import Rig, running


def screen(rig: Rig) -> str:
    return type(rig.app.screen).__name__


def track_strip(rig: Rig) -> Values:
    return rig.song.mixer.strip(rig.desk.track).values


async def fill(rig: Rig, *answers: str) -> None:
    """Answer a form line by line, and send it."""
    for field, answer in zip(rig.app.screen.query(Input), answers, strict=False):
        field.value = answer
    await rig.press("enter")


def row(rig: Rig, name: str) -> Track:
    return steps.fitting_track(steps.pattern_of(rig.song, "A"), name)


async def test_tempo_and_swing() -> None:
    async with running() as rig:
        await rig.press("B")
        await fill(rig, "174.5", "62")
        assert (rig.song.tempo, rig.song.swing) == (174.5, 62.0)
        await rig.press("u")
        assert (rig.song.tempo, rig.song.swing) == (92.0, 58.0)


async def test_a_wrong_answer_is_explained_and_may_be_mended() -> None:
    async with running() as rig:
        await rig.press("B")
        await fill(rig, "fast")
        assert screen(rig) == "FormScreen"
        assert "tempo takes a number from 20 to 400 bpm, not fast." in rig.text()
        await fill(rig, "100")
        assert rig.song.tempo == 100.0


async def test_escape_changes_nothing() -> None:
    for keys in ("B", "Z", "b", "g k", "g o", "g N", "g T", ":", "W", "I", "E", "?"):
        async with running() as rig:
            before = rig.song
            await rig.press(keys)
            await rig.press("escape")
            assert screen(rig) == "MainScreen"
            assert rig.song is before


async def test_lengths_of_pattern_and_track() -> None:
    async with running() as rig:
        await rig.press("Z")
        await fill(rig, "32", "12", "1/8", "66")
        assert steps.pattern_of(rig.song, "A").length == 32
        kick = row(rig, "kick")
        assert (kick.length, kick.step_ticks, kick.swing) == (12, STEP_TICKS["1/8"], 66.0)
        assert row(rig, "snare").length == 32


async def test_a_pattern_made_longer_takes_its_track_along() -> None:
    async with running() as rig:
        await rig.press("Z")
        await fill(rig, "32", "16", "pattern", "")
        assert row(rig, "kick").length == 32


async def test_tapping_sets_the_tempo() -> None:
    async with running() as rig:
        for at in (10.0, 10.5, 11.0, 11.5):
            rig.time[0] = at
            await rig.press("T")
        assert rig.song.tempo == 120.0
        rig.time[0] = 60.0
        await rig.press("T")
        rig.time[0] = 60.6
        await rig.press("T")
        assert rig.song.tempo == 100.0


async def test_a_sound_is_chosen_by_typing_a_part_of_its_name() -> None:
    async with running() as rig:
        await rig.press("b")
        await rig.press("r i m")
        assert [rig.app.screen.query_one(OptionList).option_count] == [1]
        await rig.press("enter")
        assert rig.song.setup("kick").sound == "rim"
        await rig.press("u")
        assert rig.song.setup("kick").sound == "kick"


async def test_a_list_is_walked_with_arrows() -> None:
    async with running() as rig:
        await rig.press("b")
        await rig.press("down down up enter")
        assert rig.song.setup("kick").sound == "snare"


async def test_a_list_without_a_match_answers_nothing() -> None:
    async with running() as rig:
        await rig.press("b")
        await rig.press("z z z enter")
        assert screen(rig) == "ChooseScreen"


async def test_a_track_is_added_under_a_name_of_its_own() -> None:
    async with running() as rig:
        await rig.press("I")
        await rig.press("enter")
        assert (rig.song.tracks[-1].name, rig.song.tracks[-1].sound) == ("kick2", "kick")
        assert rig.desk.track == "kick2"


async def test_a_chord_is_written_by_name() -> None:
    async with running() as rig:
        await rig.press("down down down down down down right g n")
        await fill(rig, "g2 c2 EB2")
        step = steps.step_at(rig.song, "A", "bass", 1)
        assert step is not None
        assert step.notes == (36, 39, 43)
        assert "c2+" in rig.text()


async def test_a_wrong_note_is_explained() -> None:
    async with running() as rig:
        await rig.press("g n")
        await fill(rig, "h9")
        assert "not a note" in rig.text()


async def test_a_knob_takes_a_typed_value() -> None:
    async with running() as rig:
        await rig.press("tab" + " pagedown" * 6 + " right right right enter")
        await fill(rig, "1.5k")
        assert track_strip(rig) == (("cutoff_hz", 1500.0),)


async def test_a_kit_is_chosen() -> None:
    async with running() as rig:
        await rig.press("g k")
        await rig.press("d e e p enter")
        assert (rig.song.kit, rig.session.kit.name) == ("deep", "deep")


async def test_a_song_is_begun_with_a_kit_and_rows_for_its_sounds() -> None:
    async with running() as rig:
        await rig.press("enter g N")
        await fill(rig, "first-light", "dub", "140")
        assert "There is no kit dub." in rig.text()
        await fill(rig, "first-light", "deep", "140")
        await rig.press("d")
        assert (rig.song.title, rig.song.kit, rig.song.tempo) == ("First light", "deep", 140.0)
        assert [setup.name for setup in rig.song.tracks] == [*SOUND_NAMES]
        await rig.press("enter w")
        assert rig.shelf.songs["first-light"] == rig.song
        assert rig.rhythm("kick") == "x" + "." * 15


async def test_a_new_song_replaces_another_only_if_it_may() -> None:
    for answer, is_kept in (("n", True), ("y", False)):
        async with running() as rig:
            before = rig.shelf.songs["dub"]
            await rig.press("g N")
            await fill(rig, "dub")
            await rig.press(answer)
            assert (rig.shelf.songs["dub"] is before) == is_kept


async def test_a_song_is_given_a_title_and_a_metre() -> None:
    async with running() as rig:
        await rig.press("g T")
        await fill(rig, "Day bus", "Ada", "7/9", "7")
        assert "A metre is 1 to" in rig.text()
        await fill(rig, "Day bus", "Ada", "7/8", "7")
        facts = (rig.song.title, rig.song.author, rig.song.meter, rig.song.seed)
        assert facts == ("Day bus", "Ada", Meter(7, 8), 7)
        await rig.press("u")
        assert rig.song.title == "Night bus"


async def test_another_song_is_opened() -> None:
    async with running() as rig:
        await rig.press("down right g o")
        await rig.press("d u b enter")
        assert rig.session.path is not None
        assert rig.session.path.name == "dub.beat"
        assert (rig.desk.place.track, rig.desk.place.step) == (0, 0)


async def test_a_song_is_opened_by_its_path() -> None:
    async with running() as rig:
        rig.shelf.songs["/beats/far"] = make_song("deep")
        await rig.press("g o")
        await rig.press("b y space p a t h enter")
        await fill(rig, "/beats/far")
        assert rig.song.kit == "deep"
        await rig.press("w")
        assert f"Saved {Path('/beats/far.beat')}." in rig.lines()[-1]


@pytest.mark.parametrize(
    ("answer", "opened", "saved"), [("s", True, True), ("d", True, False), ("c", False, False)]
)
async def test_what_is_unsaved_is_asked_about_before_another_song(
    answer: str, opened: bool, saved: bool
) -> None:
    async with running() as rig:
        await rig.press("enter")
        changed = rig.song
        await rig.press("g o")
        await rig.press("d u b enter")
        assert "not saved" in rig.text()
        await rig.press(answer)
        assert (rig.song is not changed) == opened
        assert (rig.shelf.songs["night-bus"] == changed) == saved


@pytest.mark.parametrize(
    ("answer", "leaves", "saved"), [("s", True, True), ("d", True, False), ("c", False, False)]
)
async def test_q_asks_when_something_is_unsaved(answer: str, leaves: bool, saved: bool) -> None:
    async with running() as rig:
        await rig.press("enter q")
        await rig.press(answer)
        assert rig.app._exit == leaves
        assert (rig.shelf.songs["night-bus"] == rig.song) == saved


async def test_an_answer_may_be_picked_with_arrows() -> None:
    async with running() as rig:
        await rig.press("enter q")
        await rig.press("down down enter")
        assert not rig.app._exit
        assert screen(rig) == "MainScreen"


async def test_leaving_waits_when_saving_fails() -> None:
    async with running() as rig:
        await rig.press("enter q")
        rig.shelf.fault = OSError(28, "No space left on device", "night-bus.beat")
        await rig.press("s")
        assert not rig.app._exit
        assert rig.session.is_dirty
        assert "No space left on device" in rig.text()


async def test_save_as_goes_on_under_the_new_name() -> None:
    async with running() as rig:
        await rig.press("enter W")
        await fill(rig, "fresh")
        assert rig.shelf.songs["fresh"] == rig.song
        assert "fresh.beat" in rig.lines()[1]


@pytest.mark.parametrize(("answer", "replaced"), [("y", True), ("n", False), ("escape", False)])
async def test_a_song_is_replaced_only_when_told(answer: str, replaced: bool) -> None:
    async with running() as rig:
        await rig.press("enter W")
        await fill(rig, "dub")
        assert "There is a song dub already." in rig.text()
        await rig.press(answer)
        assert (rig.shelf.songs["dub"] == rig.song) == replaced


FAULTS = [
    FormatError("dub.beat", 3, 9, "fast", "a tempo is a number from 20 to 400", "tempo = 120"),
    LibraryError("There is no kit gone; there are deep and dusty."),
    OSError(13, "Permission denied", "dub.beat"),
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: type(fault).__name__)
async def test_an_error_of_the_disk_is_said_and_the_song_stays(fault: Exception) -> None:
    async with running((120, 40)) as rig:
        before = rig.song
        await rig.press("g o")
        rig.shelf.fault = fault
        await rig.press("d u b enter")
        assert rig.song is before
        assert str(fault.args[1] if isinstance(fault, OSError) else fault)[:30] in rig.text()
        rig.shelf.fault = None
        await rig.press("enter u")
        assert rig.song == before


async def test_a_failed_save_keeps_the_star() -> None:
    async with running() as rig:
        await rig.press("enter")
        rig.shelf.fault = OSError(28, "No space left on device", "night-bus.beat")
        await rig.press("w")
        assert "night-bus.beat*" in rig.lines()[1]
        assert "No space left on device" in rig.text()


async def test_an_edit_that_is_refused_is_explained() -> None:
    async with running() as rig:
        await rig.press("g x")
        assert "is played by section verse" in rig.text()
        assert rig.song == make_song()


async def test_the_palette_does_what_is_picked() -> None:
    async with running() as rig:
        await rig.press(":")
        await rig.press("a c c e n t enter")
        assert rig.rhythm("kick").startswith("X")


@pytest.mark.parametrize(
    ("keys", "holds"),
    [
        (": a c c e n t enter", lambda rig: rig.rhythm("kick").startswith("X")),
        ("b r i m enter", lambda rig: rig.song.setup("kick").sound == "rim"),
        ("W W", lambda rig: len(rig.app.screen_stack) == 3),
        ("E down right", lambda rig: "section verse" in rig.text()),
        ("? ?", lambda rig: len(rig.app.screen_stack) == 2),
        ("enter q d", lambda rig: "not saved" in rig.text() and not rig.app._exit),
        ("w right enter", lambda rig: rig.rhythm("kick").startswith("xx")),
    ],
)
async def test_fast_fingers_type_into_the_dialog_that_they_open(
    keys: str, holds: Callable[[Rig], bool]
) -> None:
    async with running() as rig:
        await rig.press(keys, "", "")
        assert holds(rig)


@pytest.mark.parametrize(
    ("opens", "closes"), [("E", "escape"), ("?", "q"), ("?", "enter"), ("g o", "enter"), ("b", "enter")]
)
async def test_a_key_that_is_held_closes_one_dialog_and_not_the_screen(opens: str, closes: str) -> None:
    async with running() as rig:
        await rig.press(opens, "")
        await rig.press(f"{closes} {closes} {closes}", "")
        assert screen(rig) == "MainScreen"


async def test_a_song_whose_kit_is_gone_is_opened_and_takes_a_kit_on_the_screen() -> None:
    async with running(toasts=True) as rig:
        rig.shelf.songs["kitless"] = make_song(kit="gone")
        await rig.press("g o")
        await rig.press("k i t l e s s enter", "")
        assert "There is no kit gone." in rig.text()
        assert rig.song == make_song(kit="gone")
        await rig.press("g k")
        await rig.press("d e e p enter", "")
        assert (rig.song.kit, rig.session.kit.name) == ("deep", "deep")


async def test_the_palette_may_open_another_dialog() -> None:
    async with running() as rig:
        await rig.press(":")
        await rig.press("s w i n g enter")
        assert screen(rig) == "FormScreen"
        await fill(rig, "80")
        assert rig.song.tempo == 80.0


async def test_help_scrolls_and_closes() -> None:
    async with running() as rig:
        await rig.press("?")
        top = rig.lines()[1]
        await rig.press("down pagedown j")
        assert rig.lines()[1] != top
        await rig.press("up pageup k pageup")
        assert rig.lines()[1] == top
        await rig.press("end")
        assert "Roll the dice again" in rig.text()
        await rig.press("home")
        assert rig.lines()[1] == top
        await rig.press("q")
        assert screen(rig) == "MainScreen"


async def test_ctrl_c_says_how_to_leave() -> None:
    async with running(toasts=True) as rig:
        await rig.press("ctrl+c", "")
        assert "q quits" in rig.text()
        assert not rig.app._exit


async def test_wrong_keys_do_not_bury_the_screen() -> None:
    async with running(toasts=True) as rig:
        await rig.press("right z", "up", "up", "up", "")
        toast = "A rest carries nothing; enter in the grid"
        assert sum(toast in line for line in rig.lines()[:-1]) == 1
        await rig.press("escape", "")
        assert not any(toast in line for line in rig.lines()[:-1])


async def test_a_prefix_shows_what_may_follow_and_can_be_dropped() -> None:
    async with running() as rig:
        await rig.press("g")
        assert "Open a song" in rig.text()
        await rig.press("escape")
        assert "Open a song" not in rig.text()
        await rig.press("g %")
        assert "Nothing is on g %." in rig.lines()[-1]
        assert rig.song == make_song()


async def test_modifier_keys_alone_do_not_end_a_prefix() -> None:
    async with running() as rig:
        await rig.press("g left_shift b")
        assert rig.desk.place.pattern == "B"
