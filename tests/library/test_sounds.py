"""Recordings of kits: any file becomes stereo frames, and what is no sound is refused by name."""

import os
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from pedalboard.io import AudioFile

from beatterm.library.errors import LibraryError
from beatterm.library.kits import find_kit
from beatterm.library.sounds import read_sound
from beatterm.model.kit import Kit

RATE = 44100


@pytest.fixture
def kit(tmp_path: Path) -> Kit:
    (tmp_path / "mine").mkdir()
    return Kit("mine", folder=str(tmp_path / "mine"))


def record(kit: Kit, file: str, planes: NDArray[np.float32], rate: int = RATE, bits: int = 32) -> None:
    path = Path(kit.folder) / file
    with AudioFile(str(path), "w", rate, planes.shape[0], bits) as recording:
        recording.write(planes)


def planes(channels: int, frames: int = 100) -> NDArray[np.float32]:
    return np.random.default_rng(channels).uniform(-0.9, 0.9, (channels, frames)).astype(np.float32)


@pytest.mark.parametrize("rate", [8000, 44100, 48000, 96000])
def test_stereo_comes_as_it_was_recorded(kit: Kit, rate: int) -> None:
    sound = planes(2)
    record(kit, "kick.wav", sound, rate)
    frames, found = read_sound(kit, "kick.wav")
    assert found == rate
    assert frames.dtype == np.float32
    assert frames.flags.c_contiguous
    np.testing.assert_array_equal(frames, sound.T)


def test_mono_is_doubled(kit: Kit) -> None:
    sound = planes(1)
    record(kit, "kick.wav", sound)
    frames, _ = read_sound(kit, "kick.wav")
    np.testing.assert_array_equal(frames, np.column_stack([sound[0], sound[0]]))


def test_more_channels_are_mixed_to_both_sides(kit: Kit) -> None:
    sound = planes(4)
    record(kit, "kick.wav", sound)
    frames, _ = read_sound(kit, "kick.wav")
    np.testing.assert_allclose(frames, np.column_stack([sound.mean(axis=0)] * 2), atol=1e-7)


@pytest.mark.parametrize(
    ("file", "bits"), [("kick.flac", 16), ("kick.ogg", 16), ("kick.aiff", 24), ("kick.wav", 16)]
)
def test_the_usual_formats_are_read(kit: Kit, file: str, bits: int) -> None:
    tone = 0.5 * np.sin(np.arange(4410) * 2 * np.pi * 440 / RATE, dtype=np.float32)
    record(kit, file, np.stack([tone, tone]), bits=bits)
    frames, rate = read_sound(kit, file)
    assert rate == RATE
    assert np.abs(frames).max() == pytest.approx(0.5, abs=0.05)


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf, 3e38, -1e30])
def test_samples_that_are_no_numbers_are_refused(kit: Kit, bad: float) -> None:
    sound = planes(2)
    sound[1, 50] = bad
    record(kit, "kick.wav", sound)
    with pytest.raises(LibraryError, match=r"Kit mine: kick\.wav has samples that are no numbers"):
        read_sound(kit, "kick.wav")


def test_a_sound_of_a_minute_is_read_and_a_longer_one_refused(kit: Kit) -> None:
    record(kit, "long.wav", np.zeros((1, 60 * 8000), np.float32), 8000)
    assert len(read_sound(kit, "long.wav")[0]) == 60 * 8000
    record(kit, "longer.wav", np.zeros((1, 60 * 8000 + 1), np.float32), 8000)
    with pytest.raises(LibraryError, match=r"longer\.wav is longer than 60 seconds"):
        read_sound(kit, "longer.wav")


def test_an_empty_recording_is_refused(kit: Kit) -> None:
    record(kit, "empty.wav", np.zeros((2, 0), np.float32))
    with pytest.raises(LibraryError, match=r"Kit mine: empty\.wav is empty"):
        read_sound(kit, "empty.wav")


@pytest.mark.parametrize(
    "data", [b"", b"RIFF", b"RIFF\xff\xff\xff\xffWAVEfmt ", b"no sound at all" * 100, bytes(4096)]
)
def test_what_is_no_sound_is_refused(kit: Kit, data: bytes) -> None:
    (Path(kit.folder) / "kick.wav").write_bytes(data)
    with pytest.raises(LibraryError, match=r"Kit mine: kick\.wav (cannot be read|is empty)"):
        read_sound(kit, "kick.wav")


def test_a_damaged_sound_is_read_or_refused(kit: Kit) -> None:
    record(kit, "kick.wav", planes(2, 300))
    path = Path(kit.folder) / "kick.wav"
    whole = path.read_bytes()
    chance = np.random.default_rng(7)
    for _ in range(300):
        damaged = bytearray(whole[: chance.integers(12, len(whole))])
        for at in chance.integers(0, min(64, len(damaged)), 3):
            damaged[at] = chance.integers(0, 256)
        path.write_bytes(damaged)
        try:
            frames, _ = read_sound(kit, "kick.wav")
        except LibraryError:
            continue
        assert frames.shape[1] == 2
        assert np.isfinite(frames).all()


def test_a_missing_sound_is_named(kit: Kit) -> None:
    with pytest.raises(LibraryError, match=r"Kit mine: kick\.wav is not there"):
        read_sound(kit, "kick.wav")
    with pytest.raises(LibraryError, match="has no folder"):
        read_sound(Kit("none"), "kick.wav")


@pytest.mark.parametrize("name", ["folder", "pipe"])
def test_what_is_no_file_is_not_opened(kit: Kit, name: str) -> None:
    (Path(kit.folder) / "folder").mkdir()
    os.mkfifo(Path(kit.folder) / "pipe")
    with pytest.raises(LibraryError, match="is no file"):
        read_sound(kit, name)


def test_a_link_out_of_the_kit_is_refused_and_one_inside_followed(kit: Kit, tmp_path: Path) -> None:
    record(kit, "kick.wav", planes(2))
    folder = Path(kit.folder)
    (folder / "kick.wav").rename(tmp_path / "outside.wav")
    (folder / "kick.wav").symlink_to(tmp_path / "outside.wav")
    (folder / "sub").symlink_to(tmp_path)
    for file in ("kick.wav", "sub/outside.wav", "../outside.wav", str(tmp_path / "outside.wav")):
        with pytest.raises(LibraryError, match="leads out of the kit's folder"):
            read_sound(kit, file)
    record(kit, "real.wav", planes(2))
    (folder / "link.wav").symlink_to("real.wav")
    assert len(read_sound(kit, "link.wav")[0]) == 100


def test_a_kit_behind_a_link_is_read(kit: Kit, tmp_path: Path) -> None:
    record(kit, "kick.wav", planes(2))
    (tmp_path / "other").symlink_to(kit.folder)
    assert len(read_sound(Kit("other", folder=str(tmp_path / "other")), "kick.wav")[0]) == 100


def test_every_sound_of_the_shipped_kits_is_read() -> None:
    for name in ("deep", "dry"):
        kit = find_kit(name)
        files = [file for sound in kit.sounds for layer in sound.layers for file in layer.files]
        assert files
        assert all(len(read_sound(kit, file)[0]) for file in files)
