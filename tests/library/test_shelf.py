"""The shelf: what the session opens and saves, and what is opened next time."""

from dataclasses import replace
from pathlib import Path

import pytest

from beatterm.engine.effects import PARAMS
from beatterm.library.errors import LibraryError
from beatterm.library.settings import last_song
from beatterm.library.shelf import DiskShelf
from tests.material import row, song_of

SONG = replace(song_of(row("kick", "x...")), kit="deep")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BEATTERM_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_what_was_saved_is_opened_again(here: Path) -> None:
    shelf = DiskShelf(PARAMS)
    handle = shelf.save_as(SONG, "mine", overwrite=False)
    assert handle.path == here / "mine.beat"
    assert DiskShelf(PARAMS).open("mine")[0] == SONG
    faster = replace(SONG, tempo=150.0)
    shelf.save(faster, handle)
    assert DiskShelf(PARAMS).open("mine.beat")[0] == faster


def test_comments_follow_a_save_under_another_name(here: Path) -> None:
    shelf = DiskShelf(PARAMS)
    path = shelf.save_as(SONG, "one", overwrite=False).path
    path.write_text("# about this beat\n" + path.read_text())
    song, _ = shelf.open("one")
    copy = shelf.save_as(replace(song, tempo=90.0), "two", overwrite=False).path
    assert copy.read_text().startswith("# about this beat\n")


def test_an_existing_song_is_not_overwritten_unasked(here: Path) -> None:
    shelf = DiskShelf(PARAMS)
    shelf.save_as(SONG, "mine", overwrite=False)
    with pytest.raises(FileExistsError):
        shelf.save_as(SONG, "mine", overwrite=False)


def test_the_last_song_is_the_one_opened_or_saved_last(here: Path) -> None:
    shelf = DiskShelf(PARAMS)
    shelf.open("house")
    assert last_song() == shelf.open("house")[1].path
    shelf.save_as(SONG, "mine", overwrite=False)
    assert last_song() == here / "mine.beat"


def test_a_song_opens_even_if_it_cannot_be_remembered(here: Path) -> None:
    (here / "home").write_text("a file where the folder should be")
    assert DiskShelf(PARAMS).open("house")[0].title


def test_kits_are_found_and_an_unknown_one_is_said() -> None:
    shelf = DiskShelf(PARAMS)
    assert {"deep", "dry"} <= set(shelf.kit_names())
    assert shelf.kit("dry", None).sound("kick")
    with pytest.raises(LibraryError, match="deep"):
        shelf.kit("deeep", None)


def test_a_handle_of_another_shelf_is_refused() -> None:
    with pytest.raises(TypeError):
        DiskShelf(PARAMS).save(SONG, "mine.beat")
