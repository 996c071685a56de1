"""`beatterm render`, as typed: what it writes, and what it refuses to write over."""

import io
import sys
import wave
from pathlib import Path

import pytest

from beatterm.cli.main import main
from tests.cli.song import BEAT

pytestmark = pytest.mark.usefixtures("elsewhere")


def frames_in(data: bytes) -> tuple[int, int, int]:
    """Frames, rate and bytes a sample of a WAV file."""
    with wave.open(io.BytesIO(data)) as read:
        return read.getnframes(), read.getframerate(), read.getsampwidth()


def test_render_writes_the_songs_frames(elsewhere: Path) -> None:
    assert main(["render", "test.beat", "-o", "out.wav", "--tail", "cut"]) == 0
    assert frames_in((elsewhere / "out.wav").read_bytes()) == (4 * 44100, 44100, 3)


@pytest.mark.parametrize("name", ["LOUD.WAV", "Take.Flac", "take.AIF"])
def test_a_suffix_stays_as_it_is_typed(
    elsewhere: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    small = name.lower()
    for each in (name, f"a-{small}"):
        assert main(["render", "test.beat", "-o", each, "--bars", "1"]) == 0
    assert sorted(path.name for path in elsewhere.iterdir()) == sorted([name, f"a-{small}", "test.beat"])
    assert (elsewhere / name).read_bytes() == (elsewhere / f"a-{small}").read_bytes()
    assert capsys.readouterr().out.startswith(f"{name}: ")


def test_a_suffix_of_stems_stays_as_it_is_typed(elsewhere: Path) -> None:
    assert main(["render", "test.beat", "--stems", "{track}.WAV", "--bars", "1"]) == 0
    assert {"kick.WAV", "hat.WAV"} <= {path.name for path in elsewhere.iterdir()}


def test_render_twice_gives_the_same_bytes(elsewhere: Path) -> None:
    for name in ("a.wav", "b.wav"):
        assert main(["render", "test.beat", "-o", name]) == 0
    assert (elsewhere / "a.wav").read_bytes() == (elsewhere / "b.wav").read_bytes()


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--pattern", "A"], (88200, 44100, 3)),
        (["--section", "all"], (4 * 44100, 44100, 3)),
        (["--bars", "3"], (6 * 44100, 44100, 3)),
        (["--pattern", "A", "--repeats", "5"], (5 * 88200, 44100, 3)),
        (["--tempo", "60", "--pattern", "A"], (2 * 88200, 44100, 3)),
        (["--rate", "96000", "--bits", "16", "--pattern", "A"], (2 * 96000, 96000, 2)),
    ],
)
def test_render_options(elsewhere: Path, options: list[str], expected: tuple[int, int, int]) -> None:
    assert main(["render", "test.beat", "-o", "out.wav", "--tail", "cut", *options]) == 0
    assert frames_in((elsewhere / "out.wav").read_bytes()) == expected


def test_render_with_another_kit_sounds_different(elsewhere: Path) -> None:
    for kit in ("deep", "dry"):
        assert main(["render", "test.beat", "-o", f"{kit}.wav", "--kit", kit, "--bars", "1"]) == 0
    assert (elsewhere / "deep.wav").read_bytes() != (elsewhere / "dry.wav").read_bytes()


class _Pipe(io.BytesIO):
    """A standard stream that is a pipe: bytes, and no terminal."""

    @property
    def buffer(self) -> "_Pipe":
        return self


def test_render_from_stdin_to_stdout(monkeypatch: pytest.MonkeyPatch) -> None:
    out = _Pipe()
    monkeypatch.setattr(sys, "stdin", _Pipe(BEAT.encode()))
    monkeypatch.setattr(sys, "stdout", out)
    assert main(["render", "-", "-o", "-", "--tail", "cut"]) == 0
    assert frames_in(out.getvalue()) == (4 * 44100, 44100, 3)


def test_an_existing_file_is_refused_without_force(
    elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (elsewhere / "out.wav").write_bytes(b"mine")
    assert main(["render", "test.beat", "-o", "out.wav"]) == 2
    assert "--force" in capsys.readouterr().err
    assert (elsewhere / "out.wav").read_bytes() == b"mine"
    assert main(["render", "test.beat", "-o", "out.wav", "--force"]) == 0
    assert (elsewhere / "out.wav").read_bytes()[:4] == b"RIFF"


def test_a_folder_that_is_not_there_is_asked_for(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["render", "test.beat", "-o", "no/out.wav", "--bars", "1"]) == 1
    assert "Make the folder, or choose another." in capsys.readouterr().err
    assert [path.name for path in elsewhere.iterdir()] == ["test.beat"]


def test_a_device_is_not_written_over(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["render", "test.beat", "-o", "/dev/full"]) == 2
    assert "/dev/full" in capsys.readouterr().err


def test_what_would_fill_a_wav_file_is_refused_before_any_work(
    elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["render", "test.beat", "-o", "out.wav", "--bars", "1000000"]) == 2
    assert "4 GB" in capsys.readouterr().err
    assert not (elsewhere / "out.wav").exists()


def test_the_song_itself_is_never_the_output(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (elsewhere / "song.wav").write_text(BEAT)
    (elsewhere / "link.wav").symlink_to("song.wav")
    for output in ("song.wav", "../work/song.wav", "link.wav"):
        assert main(["render", "song.wav", "-o", output, "--force"]) == 2
        assert "is the song itself" in capsys.readouterr().err
    assert (elsewhere / "song.wav").read_text() == BEAT


@pytest.mark.parametrize(
    ("output", "said"), [("dir.wav", "is a folder"), ("noending", ".wav"), ("", ".wav"), (".wav", ".wav")]
)
def test_an_output_that_cannot_be_is_refused(
    elsewhere: Path, output: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (elsewhere / "dir.wav").mkdir()
    assert main(["render", "test.beat", "-o", output, "--force"]) == 2
    assert said in capsys.readouterr().err


def test_an_output_in_no_folder_fails(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["render", "test.beat", "-o", "no/out.wav", "--bars", "1"]) == 1
    assert "its folder is not there" in capsys.readouterr().err
