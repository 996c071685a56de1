"""`beatterm loudness`: the figures of sound files, as typed."""

import io
import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from pedalboard.io import AudioFile

from beatterm.cli.main import main
from beatterm.engine.frames import Frames
from tests.export import sounds

RATE = 48000


def sound(path: Path, frames: Frames) -> Path:
    """A sound file, in the format of its name."""
    with AudioFile(str(path), "w", RATE, frames.shape[1], bit_depth=16) as file:
        file.write(np.ascontiguousarray(frames.T))
    return path


@pytest.fixture
def tone(tmp_path: Path) -> Path:
    return sound(tmp_path / "tone.wav", sounds.tones((-20.0, 4.0)))


def test_it_prints_the_figures_of_each_file(tone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = sound(tone.with_name("soft.flac"), sounds.tones((-30.0, 4.0)))
    assert main(["loudness", str(tone), str(other)]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith(f"{tone}: -20.0 LUFS integrated, range 0.0 LU, true peak -20.0 dBTP")
    assert second.startswith(f"{other}: -30.0 LUFS integrated")


def test_mono_is_one_channel(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mono = sound(tmp_path / "mono.wav", sounds.tones((-20.0, 2.0))[:, :1])
    assert main(["loudness", str(mono)]) == 0
    assert ": -23.0 LUFS integrated" in capsys.readouterr().out


@pytest.mark.parametrize(("ceiling", "code"), [("-1", 0), ("-20.5", 1)])
def test_a_ceiling_is_checked(
    tone: Path, ceiling: str, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["loudness", str(tone), f"--ceiling={ceiling}"]) == code
    said = f"beatterm: {tone}: the true peak is 0.50 dB above the ceiling of -20.5 dBTP.\n"
    assert capsys.readouterr().err == (said if code else "")


def test_stdin_is_measured(
    tone: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(tone.read_bytes())))
    assert main(["loudness", "-"]) == 0
    assert capsys.readouterr().out.startswith("stdin: -20.0 LUFS")


def test_what_cannot_be_measured_is_told_and_the_rest_is_measured(
    tone: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = tmp_path / "text.wav"
    text.write_text("no sound")
    wide = sound(tmp_path / "wide.wav", np.zeros((10, 4), np.float32))
    missing = tmp_path / "missing.wav"
    assert main(["loudness", str(text), str(wide), str(missing), str(tmp_path), str(tone)]) == 2
    told = capsys.readouterr()
    assert told.out.startswith(f"{tone}: -20.0 LUFS")
    assert told.err.splitlines() == [
        f"beatterm: {text} is no sound that can be read. Use WAV, AIFF, FLAC, OGG or MP3.",
        f"beatterm: {wide} has 4 channels; beatterm reads mono and stereo.",
        f"beatterm: {missing} cannot be read: No such file or directory.",
        f"beatterm: {tmp_path} is a folder. Name the files in it: {tmp_path}/*.wav",
    ]


@pytest.mark.parametrize("bad", [np.nan, -3e38])
def test_samples_that_are_no_numbers_are_refused(
    bad: float, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    frames = np.zeros((100, 2), np.float32)
    frames[50] = bad
    path = tmp_path / "nan.wav"
    with AudioFile(str(path), "w", RATE, 2, bit_depth=32) as file:
        file.write(frames.T)
    assert main(["loudness", str(path)]) == 2
    assert "has samples that are no numbers" in capsys.readouterr().err


def test_a_level_that_is_none_is_refused(tone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for text in ("loud", "nan"):
        with pytest.raises(SystemExit) as ended:
            main(["loudness", str(tone), "--ceiling", text])
        assert ended.value.code == 2
    assert "is not a level in dB" in capsys.readouterr().err
