"""The shelf: what the session opens and saves, and what is opened next time."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from beatterm.engine.effects import PARAMS
from beatterm.library.errors import LibraryError
from beatterm.library.settings import last_song
from beatterm.library.shelf import DiskShelf
from tests.material import row, song_of

SONG = replace(song_of(row("kick", "x...")), kit="deep")


pytestmark = pytest.mark.usefixtures("here")


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


def test_a_rescued_song_lies_beside_its_file_and_is_the_one_to_open_next(here: Path) -> None:
    shelf = DiskShelf(PARAMS)
    shelf.save_as(SONG, "songs/mine", overwrite=False)
    faster = replace(SONG, tempo=150.0)
    paths = [shelf.rescue(faster) for _ in range(2)]
    assert paths == [here / "songs" / "mine-rescued.beat", here / "songs" / "mine-rescued1.beat"]
    assert shelf.open("songs/mine")[0] == SONG
    assert shelf.open(str(paths[0]))[0] == faster
    shelf.rescue(faster)
    assert last_song() == here / "songs" / "mine-rescued2.beat"


def test_a_rescued_song_without_a_folder_of_its_own_lies_among_the_users(here: Path) -> None:
    shelf = DiskShelf(PARAMS)
    assert shelf.rescue(SONG) == here / "home" / "patterns" / "untitled-rescued.beat"
    shelf.open("demo")
    assert shelf.rescue(SONG) == here / "home" / "patterns" / "demo-rescued.beat"
    shelf.save_as(SONG, "gone/mine", overwrite=False)
    shutil.rmtree(here / "gone")
    (here / "gone").touch()
    assert shelf.rescue(SONG) == here / "home" / "patterns" / "mine-rescued.beat"
    assert shelf.open("mine-rescued")[0] == SONG


@pytest.mark.parametrize("name", ["~nobody-of-this-name/x", ".", "..", "/", "a/..", "a\0b", "x" * 5000])
def test_what_cannot_be_a_songs_name_is_refused(here: Path, name: str) -> None:
    with pytest.raises((LibraryError, OSError)):
        DiskShelf(PARAMS).save_as(SONG, name, overwrite=True)
    assert [path.name for path in here.iterdir()] == []
