"""`beatterm export pack`, as typed: a folder or a zip, whole or not at all, and what is there stays."""

import zipfile
from pathlib import Path

import pytest

from beatterm.cli.main import main

SONG = """\
beatterm = 1
title = "Night bus"
tempo = 240.0
kit = "deep"

[pattern.A]
grid = \"\"\"
kick | x... |
\"\"\"
"""


@pytest.fixture(autouse=True)
def folder(here: Path) -> Path:
    """A working folder with a song."""
    (here / "s.beat").write_text(SONG)
    return here


def run(*words: str) -> int:
    return main(("export", "pack", *words))


def files_below(folder: Path) -> set[str]:
    return {each.relative_to(folder).as_posix() for each in folder.rglob("*") if each.is_file()}


def test_a_folder_named_after_the_song(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("s.beat", "--for", "store", "--stems", "patterns") == 0
    assert capsys.readouterr().out == "packed Night_bus-240bpm-store\n"
    there = files_below(folder / "Night_bus-240bpm-store")
    assert {"info.txt", "kits/deep/LICENSE", "stems/A/Night_bus-A-kick-240bpm.wav"} < there
    assert "Night_bus.beat" not in there


def test_a_zip_twice_is_the_same_to_the_byte(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("one", "two"):
        (folder / name).mkdir()
        assert run("s.beat", "-o", f"{name}/night.zip", "--stems", "none") == 0
    assert (folder / "one/night.zip").read_bytes() == (folder / "two/night.zip").read_bytes()
    with zipfile.ZipFile(folder / "one/night.zip") as read:
        assert read.testzip() is None
        assert "night/info.txt" in read.namelist()
        assert read.read("night/Night_bus.beat").decode() == SONG
    assert [each.name for each in (folder / "one").iterdir()] == ["night.zip"]


@pytest.mark.parametrize("target", ["p", "p.zip"])
def test_what_is_there_stays_without_force(
    folder: Path, target: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("s.beat", "-o", target, "--stems", "none")
    assert run(*words) == 0
    before = (folder / target).stat().st_mtime_ns
    assert run(*words) == 1
    assert "add --force" in capsys.readouterr().err
    assert (folder / target).stat().st_mtime_ns == before
    assert run(*words, "--force") == 0
    assert not [each for each in folder.iterdir() if each.name.startswith(".")]


def test_a_folder_with_something_else_in_it_is_never_replaced(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "mine").mkdir()
    (folder / "mine/song.txt").write_text("words")
    assert run("s.beat", "-o", "mine", "--force") == 1
    assert "no pack of beatterm's" in capsys.readouterr().err
    assert files_below(folder / "mine") == {"song.txt"}


@pytest.mark.parametrize("target", ["p", "p.zip"])
def test_a_full_disk_leaves_nothing(
    folder: Path, target: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*words: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("beatterm.export.pack.pack.midi_bytes", full)
    before = files_below(folder)
    assert run("s.beat", "-o", target, "--stems", "none") == 1
    assert f"{target} could not be written: the disk is full" in capsys.readouterr().err
    assert files_below(folder) == before
    assert not (folder / target).exists()
