"""Folders that appear whole or not at all, whatever ends the work."""

from pathlib import Path

import pytest

from beatterm.library.atomic import new_file
from beatterm.library.errors import WriteError
from beatterm.library.whole_folder import new_folder, scratch_folder


def tree(folder: Path) -> dict[str, str]:
    return {str(each.relative_to(folder)): each.read_text() for each in folder.rglob("*") if each.is_file()}


def test_it_appears_when_all_is_in_it(tmp_path: Path) -> None:
    with new_folder(tmp_path / "pack") as folder:
        (folder / "loops").mkdir()
        (folder / "loops/a").write_text("1")
        assert not (tmp_path / "pack").exists()
    assert tree(tmp_path) == {"pack/loops/a": "1"}


@pytest.mark.parametrize("end", [KeyboardInterrupt, ValueError, SystemExit])
@pytest.mark.parametrize("overwrite", [False, True])
def test_what_ends_in_the_middle_leaves_all_as_it_was(
    tmp_path: Path, end: type[BaseException], overwrite: bool
) -> None:
    if overwrite:
        (tmp_path / "pack").mkdir()
        (tmp_path / "pack/old").write_text("0")
    before = tree(tmp_path)
    with pytest.raises(end), new_folder(tmp_path / "pack", overwrite) as folder:
        (folder / "a").write_text("1")
        raise end
    assert tree(tmp_path) == before
    assert [each.name for each in tmp_path.iterdir()] == ["pack"] * overwrite


def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    with (
        pytest.raises(WriteError, match=r"pack could not be written: the disk is full"),
        new_folder(tmp_path / "pack"),
    ):
        raise OSError(28, "No space left on device")
    assert not list(tmp_path.iterdir())


def test_a_file_of_it_that_cannot_be_written_is_named_where_it_would_be(tmp_path: Path) -> None:
    with (
        pytest.raises(WriteError, match=rf"^{tmp_path}/pack/a/b could not be written"),
        new_folder(tmp_path / "pack") as folder,
        new_file(folder / "a/b"),
    ):
        raise AssertionError("not entered")


def test_a_folder_that_is_there_stays_unless_it_may_be_replaced(tmp_path: Path) -> None:
    target = tmp_path / "pack"
    target.mkdir()
    (target / "mine").write_text("0")
    with pytest.raises(WriteError, match="--force"), new_folder(target):
        raise AssertionError("not entered")
    with (
        pytest.raises(WriteError, match=r"it is yours\. Choose"),
        new_folder(target, True, lambda old: "it is yours"),
    ):
        raise AssertionError("not entered")
    with new_folder(target, True) as folder:
        (folder / "new").write_text("1")
    assert tree(tmp_path) == {"pack/new": "1"}


def test_a_file_is_never_replaced_by_a_folder(tmp_path: Path) -> None:
    (tmp_path / "pack").write_text("song")
    with pytest.raises(WriteError, match="that is a file"), new_folder(tmp_path / "pack", True):
        raise AssertionError("not entered")
    assert tree(tmp_path) == {"pack": "song"}


def test_what_came_to_be_there_meanwhile_stays(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="already"), new_folder(tmp_path / "pack") as folder:
        (folder / "a").write_text("1")
        (tmp_path / "pack").mkdir()
        (tmp_path / "pack/other").write_text("2")
    assert tree(tmp_path) == {"pack/other": "2"}


def test_without_its_parent_there_is_no_place_for_it(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="its folder is not there"), new_folder(tmp_path / "a/b"):
        raise AssertionError("not entered")


def test_a_scratch_folder_is_gone_afterwards(tmp_path: Path) -> None:
    with scratch_folder(tmp_path / "pack.zip") as folder:
        (folder / "a").write_text("1")
        assert folder.parent == tmp_path
    assert not list(tmp_path.iterdir())
