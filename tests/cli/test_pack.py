"""`beatterm export pack`, as typed: a folder or a zip, whole or not at all, and what is there stays."""

import signal
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

from beatterm.cli.main import main
from beatterm.export.many.workers import Vanished
from tests.cli.command import PATIENCE_SECONDS, start
from tests.cli.command import run as run_apart
from tests.cli.terminal import until
from tests.disks import mounted

SONG = """\
beatterm = 1
title = "Night bus"
tempo = 240.0  # as fast as it gets
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
    assert run("s.beat", "--for", "store", "--stems", "patterns", "--jobs", "1") == 0
    assert capsys.readouterr().out.startswith("packed Night_bus-240bpm-store: -")
    there = files_below(folder / "Night_bus-240bpm-store")
    assert {"info.txt", "kits/deep/LICENSE", "stems/A/Night_bus-A-kick-240bpm.wav"} < there
    assert "Night_bus.beat" not in there


def test_a_zip_is_the_same_to_the_byte_however_many_make_it(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, jobs in (("one", "1"), ("two", "2")):
        (folder / name).mkdir()
        assert run("s.beat", "-o", f"{name}/night.zip", "--lufs", "-20", "--jobs", jobs) == 0
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
    words = ("s.beat", "-o", target, "--stems", "none", "--jobs", "1")
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

    monkeypatch.setattr("beatterm.export.pack.papers.midi_bytes", full)
    before = files_below(folder)
    assert run("s.beat", "-o", target, "--stems", "none", "--jobs", "1") == 1
    assert f"{target} could not be written: the disk is full" in capsys.readouterr().err
    assert files_below(folder) == before
    assert not (folder / target).exists()


def test_a_full_disk_is_told_in_a_line_whichever_process_met_it(folder: Path) -> None:
    with mounted(folder / "disk", "size=400k") as disk:
        code, _, said = run_apart("export", "pack", "s.beat", "-o", "disk/p.zip", folder=folder)
        assert (code, said.count("\n"), list(disk.iterdir())) == (1, 1, []), said
        assert "disk/p.zip" in said
        assert "the disk is full" in said


def test_ctrl_c_leaves_nothing(folder: Path) -> None:
    section = '\n[[section]]\nname = "long"\npattern = "A"\nrepeat = 999\n'
    (folder / "long.beat").write_text(SONG.replace("240.0", "20.0") + section)
    before = files_below(folder)
    with start("export", "pack", "long.beat", "-o", "p.zip", folder=folder) as process:
        until(lambda: list(folder.glob(".*/**/.*.tmp")))
        process.send_signal(signal.SIGINT)
        out, said = process.communicate(timeout=PATIENCE_SECONDS)
    assert (process.returncode, out) == (130, b"")
    assert said == b"beatterm: Ended. Nothing half made is left, and what was there before is as it was.\n"
    assert files_below(folder) == before
    assert not [each for each in folder.iterdir() if each.name.startswith(".")]


def test_another_tempo_kit_and_seed_are_the_packed_songs_too(folder: Path) -> None:
    words = ("--tempo", "200", "--kit", "dry", "--seed", "7", "--stems", "none", "--jobs", "1")
    assert run("s.beat", "-o", "{title}-{kit}", *words) == 0
    there = files_below(folder / "Night_bus-dry")
    assert {"Night_bus-200bpm.wav", "kits/dry/LICENSE", "midi/Night_bus-A-200bpm.mid"} < there
    text = (folder / "Night_bus-dry/Night_bus.beat").read_text()
    assert 'tempo = 200.0  # as fast as it gets\nkit = "dry"\n' in text
    assert "seed = 7\n" in text
    sheet = (folder / "Night_bus-dry/info.txt").read_text()
    assert all(f"{name:10} {value}\n" in sheet for name, value in (("tempo:", "200 bpm"), ("seed:", "7")))


def test_the_song_comes_in_the_formats_that_are_asked_for(folder: Path) -> None:
    words = ("--mix", "mp3,flac", "--format", "aiff", "--stems", "song", "--before-effects", "--jobs", "1")
    assert run("s.beat", "-o", "p", *words) == 0
    sounds = {each for each in files_below(folder / "p") if not each.startswith(("midi/", "kits/"))}
    assert sounds == {
        "Night_bus-240bpm.mp3",
        "Night_bus-240bpm.flac",
        "Night_bus.beat",
        "info.txt",
        "loops/Night_bus-A-240bpm-0.25bar.aiff",
        "stems/song/Night_bus-song-kick-240bpm.aiff",
        "stems/song/Night_bus-song-master-240bpm.aiff",
    }


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--kit", "nothing"), "There is no kit nothing."),
        (("--format", "flac", "--bits", "32f"), "FLAC has no 32f."),
        (("--ceiling", "-1"), "--ceiling holds a loudness back."),
        (("--lufs", "3"), "A loudness of 3 cannot be reached."),
        (("--mix", "wav,tape"), "'tape' is no format. There are wav"),
        (("--tempo", "90,100"), "'90,100' is not a number from"),
        (("-o", "{titel}.zip"), "Did you mean {title}?"),
    ],
)
def test_what_cannot_be_is_said_in_a_line_before_any_work(
    folder: Path, words: tuple[str, ...], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files_below(folder)
    with suppress(SystemExit):
        assert run("s.beat", *words) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1, said
    assert says in said
    assert files_below(folder) == before


def test_a_process_that_is_killed_is_told_in_a_line(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def vanish(*words: object) -> None:
        raise Vanished("Its process ended by signal 9. Take fewer at once: --jobs 1")

    monkeypatch.setattr("beatterm.export.many.crews.carried_out", vanish)
    assert run("s.beat", "-o", "p.zip") == 1
    assert capsys.readouterr().err == (
        "beatterm: Its process ended by signal 9. Take fewer at once: --jobs 1\n"
    )
    assert not (folder / "p.zip").exists()
