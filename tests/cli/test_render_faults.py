"""Rendering that cannot be finished: a clear line, no half file under the final name, the old file whole."""

import os
import signal
import sys
from pathlib import Path

import pytest

from tests.cli.command import PATIENCE_SECONDS, in_shell, run, start
from tests.cli.terminal import until
from tests.disks import mounted

SONG = 'beatterm = 1\nkit = "deep"\n[pattern.A]\ngrid = """\nkick | x... |\nhat | ..x. |\n"""\n'
OLD = b"the old file"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a song."""
    (tmp_path / "s.beat").write_text(SONG)
    return tmp_path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("form", [("out.wav",), ("out.wav", "--bits", "16"), ("out.flac",), ("out.mp3",)])
def test_a_full_disk_leaves_the_old_file(folder: Path, form: tuple[str, ...]) -> None:
    with mounted(folder / "disk", "size=300k") as disk:
        (disk / form[0]).write_bytes(OLD)
        code, _, said = run(
            "render", "s.beat", "-o", f"disk/{form[0]}", *form[1:], "--bars", "4", "--force", folder=folder
        )
        assert (code, said.count("\n")) == (1, 1)
        assert "the disk is full" in said
        assert names(disk) == [form[0]]
        assert (disk / form[0]).read_bytes() == OLD


def test_a_disk_that_fills_up_while_the_file_is_written_leaves_nothing(folder: Path) -> None:
    """The frames find room, the file that is made of them does not."""
    with mounted(folder / "disk", "size=700k") as disk:
        code, _, said = run(
            "render", "s.beat", "-o", "disk/out.wav", "--loop", "--bars", "1", "--bits", "32f", folder=folder
        )
        assert (code, names(disk)) == (1, [])
        assert "the disk is full" in said


def test_stems_that_do_not_all_fit_are_not_begun_to_be_there(folder: Path) -> None:
    with mounted(folder / "disk", "size=900k") as disk:
        code, _, said = run("render", "s.beat", "--stems", "disk/stems", folder=folder)
        assert (code, names(disk)) == (1, [])
        assert "the disk is full" in said


def test_without_permission_nothing_is_touched(folder: Path) -> None:
    shut = folder / "shut"
    shut.mkdir()
    (shut / "out.wav").write_bytes(OLD)
    shut.chmod(0o555)
    # Root may write everywhere, unless it gives that up.
    bare = "setpriv --bounding-set -dac_override " if os.geteuid() == 0 else ""
    code, said = in_shell(f"{bare}{sys.executable} -m beatterm render s.beat -o shut/out.wav --force", folder)
    assert (code, said.count("\n")) == (1, 1)
    assert "you may not write there" in said
    assert ((shut / "out.wav").read_bytes(), names(shut)) == (OLD, ["out.wav"])


def test_a_read_only_disk_is_named(folder: Path) -> None:
    with mounted(folder / "disk", "ro"):
        code, _, said = run("render", "s.beat", "-o", "disk/out.wav", folder=folder)
    assert (code, said.count("\n")) == (1, 1)
    assert "read-only" in said


@pytest.mark.parametrize("words", [("-o", "out.wav"), ("-o", "{tempo}.wav"), ("--stems", ".")])
def test_what_is_there_is_refused_before_any_work(folder: Path, words: tuple[str, ...]) -> None:
    for name in ("out.wav", "120.wav", "master.wav"):
        (folder / name).write_bytes(OLD)
    code, _, said = run("render", "s.beat", *words, "--bars", "40", folder=folder)
    assert (code, said.count("\n")) == (2, 1)
    assert "--force" in said
    assert names(folder) == ["120.wav", "master.wav", "out.wav", "s.beat"]


@pytest.mark.parametrize("words", [("--stems", "taken/out"), ("--tempo", "90,95", "-o", "taken/{tempo}.wav")])
def test_a_folder_that_cannot_be_made_is_named_with_what_to_do(folder: Path, words: tuple[str, ...]) -> None:
    (folder / "taken").write_bytes(OLD)
    code, _, said = run("render", "s.beat", *words, folder=folder)
    assert (code, said.count("\n")) == (1, 1)
    assert said.startswith("beatterm: taken")
    assert "this folder cannot be made (" in said
    assert "Choose another place" in said
    assert (folder / "taken").read_bytes() == OLD


def test_a_template_that_names_a_folder_is_refused(folder: Path) -> None:
    (folder / "60bpm.wav").mkdir()
    code, _, said = run("render", "s.beat", "--tempo", "60", "-o", "{tempo}bpm.wav", "--force", folder=folder)
    assert (code, said) == (2, "beatterm: 60bpm.wav is a folder. Choose another name.\n")


@pytest.mark.parametrize(
    "words",
    [("-o", "old.wav", "--force"), ("--stems", "stems"), ("-o", "old.wav", "--force", "--lufs", "-14")],
)
def test_ctrl_c_leaves_the_old_file_and_no_folder(folder: Path, words: tuple[str, ...]) -> None:
    (folder / "old.wav").write_bytes(OLD)
    with start("render", "s.beat", *words, "--repeats", "9000", folder=folder) as process:
        until(lambda: list(folder.glob(".*.tmp")) or list(folder.glob("stems/.*.tmp")))
        process.send_signal(signal.SIGINT)
        out, said = process.communicate(timeout=PATIENCE_SECONDS)
    assert (process.returncode, out, said.count(b"\n")) == (130, b"", 1)
    assert b"what was there before is as it was" in said
    assert (names(folder), (folder / "old.wav").read_bytes()) == (["old.wav", "s.beat"], OLD)


def test_what_is_wrong_with_stdout_is_said_of_stdout(folder: Path) -> None:
    for words in ("render s.beat -o -", "export midi s.beat -o -"):
        code, said = in_shell(f"beatterm {words} > /dev/full", folder)
        assert (code, said) == (1, "beatterm: stdout: No space left on device\n")


def test_no_room_for_what_is_piped_names_the_place(folder: Path) -> None:
    with mounted(folder / "disk", "size=100k") as disk:
        env = {"TMPDIR": str(disk)}
        code, out, said = run("render", "s.beat", "-o", "-", "--bars", "4", folder=folder, env=env)
    assert (code, out, said.count("\n")) == (1, b"", 1)
    assert f"{disk}: No space left on device" in said
    assert "TMPDIR" in said


def test_stems_do_not_go_to_stdout_with_the_mix(folder: Path) -> None:
    code, out, said = run("render", "s.beat", "--stems", "stems", "-o", "-", folder=folder)
    assert code == 0
    assert names(folder / "stems") == ["hat.wav", "kick.wav", "master.wav"]
    assert out.count(b"RIFF") == 1
    assert "stdout: " in said


def test_many_sounds_do_not_go_to_stdout(folder: Path) -> None:
    code, out, said = run("render", "s.beat", "--tempo", "90,100", "-o", "-", folder=folder)
    assert (code, out) == (2, b"")
    assert "Only one sound goes to stdout" in said


def test_a_check_writes_no_sound_and_says_so(folder: Path) -> None:
    code, _, said = run("render", "s.beat", "--check", "s.sha", "-o", "s.wav", folder=folder)
    assert (code, names(folder)) == (2, ["s.beat"])
    assert "writes no sound" in said
