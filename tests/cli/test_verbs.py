"""The verbs, as typed: what they print, what they leave on the disk, and the exit code."""

import io
import sys
import wave
from pathlib import Path

import pytest

from beatterm.cli.main import VERBS, main

BEAT = """\
beatterm = 1
title = "Test"
tempo = 120.0
kit = "deep"

[pattern.A]
grid = \"\"\"
kick | x... x... x... x... |
hat  | ..x. ..x. ..x. ..x. |
\"\"\"

[[section]]
name = "all"
pattern = "A"
repeat = 2
"""


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder and home, with one song."""
    monkeypatch.setenv("BEATTERM_HOME", str(tmp_path / "home"))
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    (folder / "test.beat").write_text(BEAT)
    return folder


def frames_in(data: bytes) -> tuple[int, int, int]:
    """Frames, rate and bytes a sample of a WAV file."""
    with wave.open(io.BytesIO(data)) as read:
        return read.getnframes(), read.getframerate(), read.getsampwidth()


def test_render_writes_the_songs_frames(elsewhere: Path) -> None:
    assert main(["render", "test.beat", "-o", "out.wav", "--tail", "cut"]) == 0
    assert frames_in((elsewhere / "out.wav").read_bytes()) == (4 * 44100, 44100, 3)


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


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["render", "test.beat", "-o", "out.mp9"], ".mp9"),
        (["render", "none.beat", "-o", "out.wav"], "none.beat"),
        (["render", "test.beat", "-o", "out.wav", "--pattern", "Z"], "A"),
        (["render", "test.beat", "-o", "out.wav", "--section", "Z"], "all"),
        (["render", "test.beat", "-o", "out.wav", "--kit", "dep"], "deep"),
        (["render", "test.beat", "-o", "out.wav", "--bars", "2", "--repeats", "2"], "--repeats"),
        (["events", "none"], "none"),
        (["show", "test.beat", "--pattern", "Z"], "A"),
    ],
)
def test_bad_input_is_said_in_two_lines_at_most(
    elsewhere: Path, words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    error = capsys.readouterr().err
    assert said in error
    assert 1 <= error.count("\n") <= 2
    assert sorted(path.name for path in elsewhere.iterdir()) == ["test.beat"]


@pytest.mark.parametrize(
    "words",
    [
        ["render"],
        ["render", "test.beat", "-o", "x.wav", "--tempo", "9000"],
        ["nonsense", "more"],
        ["play", "-x"],
    ],
)
def test_wrong_usage_exits_with_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(words)
    assert stop.value.code == 2
    assert "Traceback" not in capsys.readouterr().err


def test_a_broken_song_is_an_error_with_its_place(
    elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (elsewhere / "bad.beat").write_text(BEAT.replace("120.0", "1200"))
    assert main(["check", "bad.beat"]) == 2
    assert "bad.beat:3:9: tempo = 1200" in capsys.readouterr().err


def test_rendering_to_a_full_disk_leaves_nothing(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["render", "test.beat", "-o", "/dev/full"]) == 2
    assert main(["render", "test.beat", "-o", str(elsewhere / "no" / "folder.wav"), "--bars", "1"]) in (0, 1)


def test_events_are_a_line_each(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["events", "test.beat", "--bars", "1"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:3] == ["0 kick c2 100 840", "1680 hat f#2 100 840", "3360 kick c2 100 840"]
    assert len(lines) == 8


def test_check_says_what_stays_silent(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "test.beat"]) == 0
    (elsewhere / "odd.beat").write_text(BEAT.replace("hat ", "gong"))
    assert main(["check", "odd.beat"]) == 2
    assert "gong" in capsys.readouterr().err


def test_fmt_brings_a_song_into_form_and_keeps_comments(elsewhere: Path) -> None:
    song = elsewhere / "test.beat"
    song.write_text(BEAT.replace("x... x... x... x...", "x...x...x...x...").replace("tempo", "# fast\ntempo"))
    assert main(["fmt", "--check", "test.beat"]) == 1
    assert main(["fmt", "test.beat"]) == 0
    assert main(["fmt", "--check", "test.beat"]) == 0
    assert "# fast" in song.read_text()
    assert "x... x... x... x..." in song.read_text()


def test_show_prints_the_grid(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "test.beat"]) == 0
    out = capsys.readouterr().out
    assert "120 BPM" in out
    assert "x... x... x... x..." in out


def test_kits_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["kits"]) == 0
    out = capsys.readouterr().out
    assert "deep" in out
    assert "dry" in out


def test_doctor_and_devices_work_without_a_sound_card(capsys: pytest.CaptureFixture[str]) -> None:
    main(["doctor"])
    assert main(["devices"]) == 0
    out = capsys.readouterr().out
    assert "kits: deep, dry" in out
    assert "null" in out


def test_play_without_a_sound_card_ends_with_the_song(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["play", "test.beat", "--silent", "--bars", "1", "--tempo", "400"]) == 0


def test_the_screen_needs_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["test.beat"]) == 2
    assert "beatterm play" in capsys.readouterr().err


def test_help_names_every_verb(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["--help"])
    assert stop.value.code == 0
    out = capsys.readouterr().out
    assert all(f"\n    {verb} " in out for verb in VERBS)
