"""Trying out: what is shown and heard is neither in the history nor in the file before it is taken."""

from collections.abc import Callable

import pytest

from beatterm.model.edits import mix, patterns, steps
from beatterm.model.edits.errors import EditError
from beatterm.model.song import Song
from beatterm.session.session import Session
from tests.session.fakes import PARAMS, FakeEngine, MemoryShelf, make_kit, make_song


class Rig:
    """A session, its engine and its shelf."""

    def __init__(self) -> None:
        self.engine = FakeEngine()
        self.shelf = MemoryShelf({"night-bus": make_song()}, {"dusty": make_kit("dusty")})
        self.session = Session(self.engine, self.shelf, PARAMS)
        self.session.open("night-bus")
        self.first = self.session.song


@pytest.fixture
def rig() -> Rig:
    return Rig()


def struck(index: int) -> Callable[[Song], Song]:
    return lambda song: steps.toggle_step(song, "A", "kick", index)


def test_what_is_tried_out_is_shown_and_heard_but_not_written(rig: Rig) -> None:
    rig.session.preview.show(struck(1))
    assert rig.session.song == struck(1)(rig.first)
    assert rig.engine.project.song == rig.session.song
    assert rig.session.written is rig.first
    assert not rig.session.is_dirty
    rig.session.save()
    rig.session.save_as("other")
    assert rig.shelf.songs == {"night-bus": rig.first, "other": rig.first}


def test_every_try_begins_from_the_song_as_it_was(rig: Rig) -> None:
    for index in (1, 2, 3):
        rig.session.preview.show(struck(index))
    assert rig.session.song == struck(3)(rig.first)


def test_dropping_restores_song_and_engine(rig: Rig) -> None:
    rig.session.preview.show(lambda song: patterns.fork_pattern(song, "A")[0])
    rig.session.preview.drop()
    assert rig.session.song is rig.first
    assert rig.engine.project.song == rig.first
    assert not rig.session.is_dirty
    assert rig.session.undo() is None


def test_dropping_keeps_what_could_be_redone(rig: Rig) -> None:
    rig.session.edit("tempo", lambda song: mix.set_tempo(song, 99))
    rig.session.undo()
    rig.session.preview.show(struck(1))
    rig.session.preview.drop()
    assert rig.session.redo() == "tempo"


def test_taking_is_one_edit(rig: Rig) -> None:
    for index in (1, 2, 3):
        rig.session.preview.show(struck(index))
    rig.session.preview.take("euclid")
    assert rig.session.song == struck(3)(rig.first)
    assert rig.session.is_dirty
    assert not rig.session.preview.is_open
    assert rig.session.undo() == "euclid"
    assert rig.session.song == rig.first == rig.engine.project.song
    assert rig.session.undo() is None


def test_another_song_than_the_one_shown_may_be_taken(rig: Rig) -> None:
    rig.session.preview.show(struck(1))
    rig.session.preview.take("four", struck(2))
    assert rig.session.song == struck(2)(rig.first) == rig.engine.project.song


def test_taking_what_changes_nothing_leaves_no_trace(rig: Rig) -> None:
    rig.session.preview.show(lambda song: song)
    rig.session.preview.take("euclid")
    assert rig.session.undo() is None
    assert not rig.session.is_dirty


def test_edits_of_the_same_name_after_it_are_undone_by_themselves(rig: Rig) -> None:
    rig.session.preview.show(struck(1))
    rig.session.preview.take("rotate")
    rig.session.edit("rotate", struck(2), merge=True)
    rig.session.undo()
    assert rig.session.song == struck(1)(rig.first)


def test_a_refused_try_leaves_the_one_before(rig: Rig) -> None:
    rig.session.preview.show(struck(1))
    with pytest.raises(EditError):
        rig.session.preview.show(struck(99))
    assert rig.session.song == struck(1)(rig.first)
    with pytest.raises(EditError):
        rig.session.preview.take("four", struck(99))
    assert rig.session.preview.is_open


OTHERS: dict[str, Callable[[Session], object]] = {
    "edit": lambda session: session.edit("step", struck(2)),
    "undo": lambda session: session.undo(),
    "redo": lambda session: session.redo(),
    "open": lambda session: session.open("night-bus"),
}


@pytest.mark.parametrize("name", OTHERS)
def test_nothing_else_changes_the_song_meanwhile(rig: Rig, name: str) -> None:
    rig.session.edit("tempo", lambda song: mix.set_tempo(song, 99))
    rig.session.preview.show(struck(1))
    shown = rig.session.song
    with pytest.raises(EditError, match="enter takes it, esc leaves it"):
        OTHERS[name](rig.session)
    assert rig.session.song is shown
