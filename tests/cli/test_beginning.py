"""New songs: the file that `--new` and the screen write."""

from pathlib import Path

import pytest

from beatterm.cli.beginning import begin_song
from beatterm.cli.failure import UsageError
from beatterm.cli.screen import _begun, _found
from beatterm.engine.effects import PARAMS
from beatterm.library.errors import LibraryError
from beatterm.library.songs import find_song, read_song


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_new_song_has_a_kit_its_sounds_and_a_bar_of_rests(here: Path) -> None:
    path = begin_song("night-bus", "deep", 92.0)
    song = read_song(path, PARAMS).song
    assert path == here / "night-bus.beat"
    assert (song.title, song.kit, song.tempo) == ("Night bus", "deep", 92.0)
    assert {"kick", "snare", "hat", "bass"} <= {setup.name for setup in song.tracks}
    assert [(pattern.name, pattern.length) for pattern in song.patterns] == [("A", 16)]


def test_nothing_is_replaced_unasked_or_by_a_song_that_cannot_be() -> None:
    path = begin_song("night-bus")
    path.write_text("mine")
    with pytest.raises(FileExistsError):
        begin_song("night-bus")
    with pytest.raises(LibraryError, match="no kit dub"):
        begin_song("night-bus", "dub", overwrite=True)
    assert path.read_text() == "mine"
    begin_song("night-bus", overwrite=True)
    assert find_song("night-bus") == path


def test_the_command_says_how_to_begin_a_song_and_how_to_open_one_that_is_there() -> None:
    with pytest.raises(LibraryError, match=r"A new song: beatterm --new mybeat$"):
        _found("mybeat")
    assert _found(_begun("mybeat")) == Path("mybeat.beat").absolute()
    with pytest.raises(UsageError, match=r"To open it: beatterm mybeat$"):
        _begun("mybeat")
    with pytest.raises(UsageError, match="needs a name"):
        _begun(None)
