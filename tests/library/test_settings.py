"""Settings and what is remembered: defaults without a file, and faults named with their place."""

from pathlib import Path

import pytest

from beatterm.formats.errors import FormatError
from beatterm.library.errors import LibraryError
from beatterm.library.paths import data_folder, log_path, settings_path, state_folder
from beatterm.library.settings import (
    Settings,
    change_settings,
    last_song,
    parse_settings,
    read_settings,
    remember_song,
)


def test_without_a_file_the_defaults_hold(here: Path) -> None:
    assert read_settings() == Settings()


def test_settings_are_read(here: Path) -> None:
    path = settings_path()
    path.parent.mkdir(parents=True)
    path.write_text(
        '# mine\ndevice = "Scarlett"\nrate = 48000\nblock = 128\ntheme = "nord"\nlayout = "azerty"\n'
    )
    assert read_settings() == Settings("Scarlett", 48000, 128, "nord", "azerty")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("rate = 22050", "settings.toml:1:8: rate = 22050: a rate is one of 44100, 48000, 88200, 96000, "),
        ("rate = 48000.0", "settings.toml:1:8: rate = 48000.0: a rate is one of"),
        (
            "\nblock = 16",
            "settings.toml:2:9: block = 16: a block, in frames, is a whole number from 32 to 4096",
        ),
        ("divice = 'x'", "settings.toml:1:1: divice: there is no setting 'divice'; did you mean 'device'?"),
        ("theme = ''", "settings.toml:1:9: theme = '': the name of a theme has 1 to 24 letters"),
        ("device = ", "settings.toml:1:9: device =: a value is a text in quotes"),
    ],
)
def test_a_fault_is_named_with_its_place(text: str, message: str) -> None:
    with pytest.raises(FormatError) as caught:
        parse_settings(text)
    assert str(caught.value).startswith(message)


def test_a_settings_file_that_is_no_file_is_refused(here: Path) -> None:
    settings_path().mkdir(parents=True)
    with pytest.raises(LibraryError, match="is a folder"):
        read_settings()


def test_the_last_song_is_remembered_while_it_exists(here: Path) -> None:
    assert last_song() is None
    song = here / "a b\né.beat"
    song.touch()
    remember_song(Path(song.name))
    assert last_song() == song
    song.unlink()
    assert last_song() is None


def test_a_broken_memory_is_no_song(here: Path) -> None:
    state_folder().mkdir(parents=True)
    for data in (b"\xff\xfe", b"", b"\n", b"a\0b\n", b"x" * 5000):
        (state_folder() / "last-song").write_bytes(data)
        assert last_song() is None


def test_one_variable_moves_all_of_the_users_folders(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert {data_folder(), state_folder(), settings_path().parent, log_path().parent} == {here / "home"}
    monkeypatch.delenv("BEATTERM_HOME")
    assert here not in data_folder().parents
    assert data_folder().name == state_folder().name == settings_path().parent.name == "beatterm"


def test_a_changed_setting_leaves_the_rest_of_the_file(here: Path) -> None:
    path = settings_path()
    path.parent.mkdir(parents=True)
    path.write_text('# mine\nlayout = "qwertz"  # at home\ntheme = "nord"')
    change_settings({"layout": "azerty", "quantise": 50, "click": True})
    assert path.read_text() == (
        '# mine\nlayout = "azerty"  # at home\ntheme = "nord"\nquantise = 50\nclick = true\n'
    )
    assert read_settings() == Settings(theme="nord", layout="azerty", quantise=50, click=True)


def test_the_first_changed_setting_makes_the_file(here: Path) -> None:
    change_settings({"record": "replace"})
    assert settings_path().read_text() == 'record = "replace"\n'


def test_a_broken_file_is_not_written_over(here: Path) -> None:
    path = settings_path()
    path.parent.mkdir(parents=True)
    path.write_text("layout = \n")
    with pytest.raises(FormatError):
        change_settings({"layout": "azerty"})
    assert path.read_text() == "layout = \n"


def test_a_layout_of_ones_own_is_four_rows(here: Path) -> None:
    rows = ("1234567890", "qwertyuiop", "asdfghjkl;", "zxcvbnm,./")
    assert parse_settings(f"custom_layout = {list(rows)}").custom_layout == rows
    for wrong in ('"qwerty"', "[1, 2, 3, 4]", '[""]'):
        with pytest.raises(FormatError, match="list of the keyboard's four rows"):
            parse_settings(f"custom_layout = {wrong}")
