"""Songs on the disk: where they are found, how they are read, and that a save loses nothing."""

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from beatterm.engine.effects import PARAMS
from beatterm.formats.errors import FormatError
from beatterm.library import paths
from beatterm.library.errors import LibraryError
from beatterm.library.songs import (
    SongFile,
    find_song,
    list_songs,
    path_to_save,
    read_song,
    save_song,
    save_song_as,
)
from beatterm.library.text_files import read_text
from beatterm.model.song import Song
from tests.model.strategies import songs as any_song

HOUSE = "# four on the floor\nbeatterm = 1\ntempo = 124.0  # fast\n"
SLOW = "beatterm = 1\ntempo = 60.0\n"


def put(path: Path, text: str = HOUSE) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def test_a_song_is_looked_for_here_then_with_the_user_then_with_beatterm(here: Path) -> None:
    shipped = find_song("house")
    assert shipped.parent == paths.shipped_folder() / "patterns"
    for place in (here / "home" / "patterns", here / "patterns", here):
        path = put(place / "house.beat")
        assert find_song("house") == path
        assert find_song("house.beat") == path


def test_a_path_is_taken_as_it_is(here: Path) -> None:
    path = put(here / "songs" / "mine.beat")
    assert find_song("songs/mine") == path
    assert find_song("songs/mine.beat") == path
    assert find_song(str(path)) == path
    with pytest.raises(LibraryError, match=r"There is no song patterns/house\."):
        find_song("patterns/house")


def test_a_file_of_another_suffix_is_found_by_its_whole_name(here: Path) -> None:
    path = put(here / "song.txt")
    assert find_song("song.txt") == path


@pytest.mark.parametrize(
    "name", ["", ".", "..", "/", "~", "\0", "a\0b", "x" * 5000, "~nobody-of-this-name/x"]
)
def test_what_is_no_song_is_refused(here: Path, name: str) -> None:
    with pytest.raises(LibraryError, match=r"There is no song|is a folder"):
        find_song(name)


def test_a_wrong_name_gets_the_nearest_right_one(here: Path) -> None:
    with pytest.raises(LibraryError, match=r"There is no song huose; did you mean house\?"):
        find_song("huose")
    with pytest.raises(LibraryError, match=r"There is no song 12345\. There is: .*house"):
        find_song("12345")


def test_songs_are_listed_once_each(here: Path) -> None:
    mine = put(here / "house.beat")
    listed = list_songs()
    assert listed[0] == mine
    assert [path.stem for path in listed].count("house") == 1
    assert all(find_song(path.stem) == path for path in listed)


def test_a_save_keeps_comments_and_the_file_before(here: Path) -> None:
    path = put(here / "house.beat")
    file = read_song(path, PARAMS)
    after = save_song(file, replace(file.song, tempo=126.0), PARAMS)
    assert path.read_text() == HOUSE.replace("124.0", "126.0") == after.text
    assert Path(f"{path}~").read_text() == HOUSE
    assert save_song(after, file.song, PARAMS).text == HOUSE


def test_windows_line_ends_and_a_mark_stay_on_the_disk(here: Path) -> None:
    path = here / "house.beat"
    path.write_bytes(b"\xef\xbb\xbf" + HOUSE.replace("\n", "\r\n").encode())
    file = read_song(path, PARAMS)
    save_song(file, replace(file.song, tempo=99.0), PARAMS)
    assert path.read_bytes() == b"\xef\xbb\xbf" + HOUSE.replace("\n", "\r\n").replace("124", "99").encode()


def test_a_file_that_someone_else_changed_is_left_alone(here: Path) -> None:
    path = put(here / "house.beat")
    file = read_song(path, PARAMS)
    path.write_text(SLOW)
    with pytest.raises(LibraryError, match="has changed on the disk since it was read"):
        save_song(file, replace(file.song, seed=3), PARAMS)
    assert path.read_text() == SLOW
    save_song(file, replace(file.song, seed=3), PARAMS, force=True)
    assert read_song(path, PARAMS).song == replace(file.song, seed=3)


@pytest.mark.parametrize("folder", ["", "album"])
def test_how_to_save_over_a_changed_file_is_told_by_its_keys(here: Path, folder: str) -> None:
    (here / folder).mkdir(exist_ok=True)
    path = put(here / folder / "house.beat")
    file = read_song(path, PARAMS)
    path.write_text(SLOW)
    typed = str(path) if folder else "house"
    with pytest.raises(LibraryError, match=f"save over it: W, {re.escape(typed)}, y\\.$"):
        save_song(file, file.song, PARAMS)
    save_song_as(path_to_save(typed), file.song, PARAMS, overwrite=True)
    assert read_song(path, PARAMS).song == file.song


def test_a_new_song_does_not_replace_a_file_that_came_meanwhile(here: Path) -> None:
    path = put(here / "new.beat")
    with pytest.raises(LibraryError, match="has changed on the disk"):
        save_song(SongFile(path, "", Song()), Song(seed=1), PARAMS)
    assert path.read_text() == HOUSE


def test_a_file_that_is_gone_is_written_again(here: Path) -> None:
    path = put(here / "house.beat")
    file = read_song(path, PARAMS)
    path.unlink()
    save_song(file, file.song, PARAMS)
    assert path.read_text() == HOUSE


def test_a_save_under_another_name_takes_the_comments_along(here: Path) -> None:
    file = read_song(put(here / "house.beat"), PARAMS)
    copy = save_song_as(here / "copy", replace(file.song, seed=5), PARAMS, like=file)
    assert copy.path == here / "copy.beat"
    assert copy.path.read_text() == HOUSE + "seed = 5\n"
    with pytest.raises(FileExistsError):
        save_song_as(here / "copy", file.song, PARAMS)
    assert save_song_as(here / "copy", file.song, PARAMS, overwrite=True).song == file.song


def test_a_song_that_came_with_an_installed_beatterm_is_not_saved_over(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "_PACKAGE", here / "site" / "beatterm")
    path = put(here / "site" / "beatterm" / "shipped" / "patterns" / "demo.beat")
    file = read_song(find_song("demo"), PARAMS)
    assert file.path == path
    with pytest.raises(LibraryError, match="Save it under your own name"):
        save_song(file, replace(file.song, seed=1), PARAMS)
    assert path.read_text() == HOUSE


def test_a_song_that_would_not_be_read_again_is_not_written(here: Path) -> None:
    path = put(here / "house.beat")
    file = read_song(path, PARAMS)
    with pytest.raises(LibraryError, match=r"This song cannot be written: house\.beat:2:9: tempo = 1000.0"):
        save_song(file, replace(file.song, tempo=1000.0), PARAMS)
    assert path.read_text() == HOUSE


def test_a_name_that_leads_to_no_song_says_what_it_leads_to(here: Path) -> None:
    (here / "kit.beat").mkdir()
    os.mkfifo(here / "pipe.beat")
    for name, reason in (
        ("kit.beat", "kit.beat is a folder"),
        ("pipe.beat", "pipe.beat is a device or a pipe"),
        ("/dev/zero", "/dev/zero is a device or a pipe"),
        ("", r"There is no song \."),
    ):
        with pytest.raises(LibraryError, match=reason):
            find_song(name)


def test_of_many_songs_a_dozen_are_named(here: Path) -> None:
    for number in range(500):
        put(here / f"song{number}.beat")
    with pytest.raises(LibraryError) as told:
        find_song("?" * 5000)
    assert len(str(told.value)) < 250


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"beatterm = 1\n\n# caf\xe9\n", r"house.beat:3:6: the byte 0xe9 is not text in UTF-8"),
        (b"RIFF\x24\x80\x00\x00WAVE", "house.beat:1:6: the byte 0x80 is not text in UTF-8"),
        (b"#" * 4_000_001, "larger than 4000000 bytes"),
    ],
)
def test_what_is_no_text_is_refused(here: Path, data: bytes, reason: str) -> None:
    (here / "house.beat").write_bytes(data)
    with pytest.raises(LibraryError, match=reason):
        read_song(here / "house.beat", PARAMS)


def test_what_is_no_file_is_refused(here: Path) -> None:
    for path, reason in (
        (here, "is a folder"),
        (here / "none", "There is no file"),
        (Path("/dev/zero"), "not a file"),
    ):
        with pytest.raises(LibraryError, match=reason):
            read_song(path, PARAMS)


def test_a_fault_in_a_song_names_the_file(here: Path) -> None:
    with pytest.raises(FormatError, match=r"house\.beat:2:9: tempo = 5: a tempo is"):
        read_song(put(here / "house.beat", "beatterm = 1\ntempo = 5\n"), PARAMS)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(one=any_song(), two=any_song())
def test_whatever_is_saved_is_read(here: Path, one: Song, two: Song) -> None:
    file = save_song_as(here / "any", one, PARAMS, overwrite=True)
    assert read_song(file.path, PARAMS) == file
    after = save_song(file, two, PARAMS)
    assert read_song(file.path, PARAMS) == after == SongFile(file.path, read_text(file.path), two)
