"""The session: undo and redo, runs that undo as one, what is unsaved, and errors that change nothing."""

from pathlib import Path

import pytest

from beatterm.engine.edits import SetMixer, SetProject, SetSettings, SetTracks
from beatterm.engine.messages import Audition, Panic, Play, Queue, Stop
from beatterm.library.errors import LibraryError
from beatterm.model.edits import mix, patterns, steps
from beatterm.model.edits.errors import EditError
from beatterm.model.kit import Kit
from beatterm.model.project import Project
from beatterm.model.song import Song
from beatterm.sequencer.live import Cue
from beatterm.session.session import Session
from tests.session.fakes import PARAMS, FakeEngine, MemoryShelf, make_kit, make_song


class Rig:
    """A session with everything it touches."""

    def __init__(self) -> None:
        self.engine = FakeEngine()
        kits = {name: make_kit(name) for name in ("dusty", "deep")}
        self.shelf = MemoryShelf({"night-bus": make_song()}, kits)
        self.session = Session(self.engine, self.shelf, PARAMS)
        self.session.open("night-bus")
        self.first = self.session.song

    def toggle(self, index: int, label: str = "step", merge: bool = False) -> None:
        self.session.edit(label, lambda song: steps.toggle_step(song, "A", "kick", index), merge)


@pytest.fixture
def rig() -> Rig:
    return Rig()


def test_opening_sends_song_and_kit(rig: Rig) -> None:
    assert isinstance(rig.engine.sent[0], SetProject)
    assert rig.engine.project.song == make_song()
    assert rig.engine.project.kit == make_kit("dusty")
    assert rig.session.path == Path("night-bus.beat")
    assert not rig.session.is_dirty


def test_an_edit_reaches_the_engine_as_the_smallest_command(rig: Rig) -> None:
    rig.toggle(1)
    rig.session.edit("mute", lambda song: mix.toggle_mute(song, "hat"))
    rig.session.edit("tempo", lambda song: mix.set_tempo(song, 99))
    assert [type(command) for command in rig.engine.sent[1:]] == [SetTracks, SetMixer, SetSettings]
    assert rig.engine.project.song == rig.session.song


def test_an_edit_that_changes_nothing_is_no_edit(rig: Rig) -> None:
    sent = len(rig.engine.sent)
    rig.session.edit("tempo", lambda song: mix.set_tempo(song, song.tempo))
    assert len(rig.engine.sent) == sent
    assert rig.session.undo() is None


def test_undo_and_redo_walk_the_whole_way(rig: Rig) -> None:
    for index in range(5):
        rig.toggle(index, f"step {index}")
    last = rig.session.song
    assert [rig.session.undo() for _ in range(6)] == ["step 4", "step 3", "step 2", "step 1", "step 0", None]
    assert rig.session.song == rig.first == rig.engine.project.song
    assert [rig.session.redo() for _ in range(6)] == ["step 0", "step 1", "step 2", "step 3", "step 4", None]
    assert rig.session.song == last == rig.engine.project.song


def test_an_edit_after_undo_drops_what_was_undone(rig: Rig) -> None:
    rig.toggle(1)
    rig.session.undo()
    rig.toggle(2)
    assert rig.session.redo() is None


def test_a_run_of_one_label_undoes_as_one(rig: Rig) -> None:
    for _ in range(3):
        rig.session.edit("tempo", lambda song: mix.set_tempo(song, song.tempo + 1), merge=True)
    assert rig.session.song.tempo == 95
    rig.session.undo()
    assert rig.session.song == rig.first


def test_a_seal_ends_a_run(rig: Rig) -> None:
    rig.toggle(1, merge=True)
    rig.session.seal()
    rig.toggle(2, merge=True)
    rig.toggle(3, merge=True)
    rig.session.undo()
    assert rig.session.song == steps.toggle_step(rig.first, "A", "kick", 1)


def test_undo_ends_a_run(rig: Rig) -> None:
    rig.toggle(1, merge=True)
    rig.session.seal()
    rig.toggle(2, merge=True)
    rig.session.undo()
    rig.toggle(3, merge=True)
    rig.session.undo()
    assert rig.session.song == steps.toggle_step(rig.first, "A", "kick", 1)


def test_dirty_means_other_than_the_file(rig: Rig) -> None:
    seen = []
    acts = (lambda: rig.toggle(1), rig.session.undo, rig.session.redo, rig.session.save, rig.session.undo)
    for act in acts:
        act()
        seen.append(rig.session.is_dirty)
    assert seen == [True, False, True, False, True]
    assert rig.shelf.songs["night-bus"] != rig.session.song


def test_a_failed_save_leaves_the_song_unsaved(rig: Rig) -> None:
    rig.toggle(1)
    rig.shelf.fault = OSError(28, "No space left on device")
    with pytest.raises(OSError, match="No space"):
        rig.session.save()
    assert rig.session.is_dirty


def test_save_as_goes_on_with_the_new_file(rig: Rig) -> None:
    assert rig.session.save_as("dub") == Path("dub.beat")
    rig.toggle(1)
    rig.session.save()
    assert rig.shelf.songs["dub"] == rig.session.song
    assert rig.shelf.songs["night-bus"] == rig.first


def test_save_as_replaces_only_when_told(rig: Rig) -> None:
    rig.shelf.songs["dub"] = Song(kit="deep")
    with pytest.raises(FileExistsError):
        rig.session.save_as("dub")
    assert rig.session.path == Path("night-bus.beat")
    rig.session.save_as("dub", overwrite=True)
    assert rig.shelf.songs["dub"] == rig.first


def test_a_song_without_a_file_wants_a_name(rig: Rig) -> None:
    fresh = Session(rig.engine, rig.shelf, PARAMS)
    with pytest.raises(ValueError, match="save_as"):
        fresh.save()


def test_another_kit_is_sent_with_its_sounds(rig: Rig) -> None:
    rig.session.edit("kit", lambda song: mix.set_kit(song, "deep"))
    assert rig.engine.project.kit == rig.session.kit == make_kit("deep")
    rig.session.undo()
    assert rig.engine.project.kit == make_kit("dusty")


def test_a_kit_that_is_not_there_changes_nothing(rig: Rig) -> None:
    sent = len(rig.engine.sent)
    with pytest.raises(LibraryError):
        rig.session.edit("kit", lambda song: mix.set_kit(song, "gone"))
    assert (rig.session.song, len(rig.engine.sent)) == (rig.first, sent)
    assert rig.session.undo() is None


def test_an_undo_that_fails_can_be_tried_again(rig: Rig) -> None:
    rig.session.edit("kit", lambda song: mix.set_kit(song, "deep"))
    rig.shelf.fault = LibraryError("The disk is gone.")
    with pytest.raises(LibraryError):
        rig.session.undo()
    assert rig.session.song.kit == "deep"
    rig.shelf.fault = None
    assert rig.session.undo() == "kit"
    assert rig.session.song == rig.first


def test_an_edit_that_is_refused_changes_nothing(rig: Rig) -> None:
    with pytest.raises(EditError):
        rig.session.edit("remove", lambda song: patterns.remove_pattern(song, "A"))
    assert rig.session.song == rig.first
    assert rig.session.undo() is None


def test_opening_that_fails_keeps_the_song(rig: Rig) -> None:
    rig.toggle(1)
    before = rig.session.song
    with pytest.raises(LibraryError):
        rig.session.open("nowhere")
    assert (rig.session.song, rig.session.path) == (before, Path("night-bus.beat"))
    assert rig.session.undo() == "step"


def test_a_song_whose_kit_is_gone_opens_silent_and_takes_another(rig: Rig) -> None:
    rig.shelf.songs["kitless"] = make_song(kit="gone")
    complaint = rig.session.open("kitless")
    assert complaint.startswith("There is no kit gone.")
    assert complaint.endswith("Until then it is silent: g k chooses a kit.")
    assert (rig.session.kit, rig.engine.project.kit) == (Kit("gone"), Kit("gone"))
    rig.toggle(1)
    rig.session.save()
    assert rig.shelf.songs["kitless"] == steps.toggle_step(make_song(kit="gone"), "A", "kick", 1)
    rig.session.edit("kit", lambda song: mix.set_kit(song, "deep"))
    assert rig.engine.project.kit == make_kit("deep")
    assert [rig.session.undo(), rig.session.undo()] == ["kit", "step"]
    assert rig.engine.project == Project(make_song(kit="gone"), Kit("gone"))
    assert rig.session.open("night-bus") == ""


def test_transport_is_handed_on(rig: Rig) -> None:
    cue = Cue(pattern="B")
    rig.session.play(cue)
    rig.session.queue(cue)
    rig.session.stop()
    rig.session.panic()
    rig.session.audition("kick", 36, 90)
    assert rig.engine.sent[1:] == [Play(cue), Queue(cue), Stop(), Panic(), Audition("kick", 36, 90)]
