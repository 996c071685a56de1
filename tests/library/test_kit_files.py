"""What of a kit's folder goes along with a song."""

from dataclasses import replace
from pathlib import Path

import pytest

from beatterm.library.errors import LibraryError
from beatterm.library.kit_files import kit_papers, kit_recordings
from beatterm.library.kits import find_kit
from beatterm.model.kit import Kit
from tests.material import kit_of


def test_papers_are_known_by_their_names(tmp_path: Path) -> None:
    for name in ("LICENSE", "credits.txt", "Readme.md", "kick.wav", "kit.toml", "notes.txt"):
        (tmp_path / name).write_text("x")
    kit = replace(kit_of("kick"), folder=str(tmp_path))
    assert [path.name for path in kit_papers(kit)] == ["LICENSE", "Readme.md", "credits.txt"]


def test_recordings_come_with_the_text_that_lists_them() -> None:
    kit = find_kit("dry")
    files = dict(kit_recordings(kit))
    assert {"kit.toml", "kick-1.wav", "snare-soft-2.wav"} < set(files)
    assert all(path.is_file() for path in files.values())


def test_a_recording_outside_the_folder_is_never_taken_along(tmp_path: Path) -> None:
    (tmp_path / "secret.wav").write_text("x")
    (tmp_path / "kit").mkdir()
    kit = replace(kit_of("../secret"), folder=str(tmp_path / "kit"))
    with pytest.raises(LibraryError, match="leads out of the kit's folder"):
        kit_recordings(kit)


def test_a_kit_that_is_on_no_disk_has_nothing() -> None:
    assert not kit_papers(Kit(""))
    assert not kit_recordings(Kit(""))
