"""The script that makes the kits: the same every time, and what stands in the repository is what it makes."""

from pathlib import Path

import numpy as np
import pytest

from tests.kits.shipped import KITS_FOLDER
from tools.make_kits.check import TOLERANCE, differences
from tools.make_kits.read import read_wav
from tools.make_kits.recipes import KITS
from tools.make_kits.recipes.recipe import SoundRecipe, recorded
from tools.make_kits.write import file_names, write_wav

QUICK = [
    ("deep", "hat"),
    ("deep", "rim"),
    ("deep", "clave"),
    ("dry", "clap"),
    ("dry", "shaker"),
    ("dry", "kick"),
]


def recipe(kit_name: str, lane: str) -> SoundRecipe:
    return next(sound for sound in KITS[kit_name].sounds if sound.name == lane)


@pytest.mark.parametrize(("kit_name", "lane"), QUICK)
def test_a_sound_is_the_same_every_time(kit_name: str, lane: str) -> None:
    sound = recipe(kit_name, lane)
    once, again = (recorded(kit_name, sound) for _ in range(2))
    for takes, others in zip(once, again, strict=True):
        assert all(np.array_equal(take, other) for take, other in zip(takes, others, strict=True))


@pytest.mark.parametrize(("kit_name", "lane"), QUICK)
def test_the_committed_sound_comes_from_its_recipe(kit_name: str, lane: str) -> None:
    sound = recipe(kit_name, lane)
    for takes, names in zip(recorded(kit_name, sound), file_names(sound), strict=True):
        for take, name in zip(takes, names, strict=True):
            committed = read_wav(KITS_FOLDER / kit_name / name)
            assert committed.shape == take.shape
            assert np.abs(committed - take).max() < TOLERANCE


@pytest.mark.parametrize("channels", [1, 2])
def test_a_wav_is_read_back_as_it_was_written(tmp_path: Path, channels: int) -> None:
    signal = np.array([0.0, 0.25, -0.5, 1.0, -1.0, 1e-6])
    signal = signal if channels == 1 else np.stack([signal, -signal], axis=1)
    write_wav(tmp_path / "a.wav", signal)
    assert np.abs(read_wav(tmp_path / "a.wav") - signal).max() < 2.0**-22


def test_check_names_what_differs(tmp_path: Path) -> None:
    fresh, committed = tmp_path / "fresh", tmp_path / "committed"
    for folder in (fresh, committed):
        folder.mkdir()
        write_wav(folder / "same.wav", np.array([0.0, 0.5, 0.0]))
    write_wav(fresh / "new.wav", np.zeros(3))
    write_wav(committed / "old.wav", np.zeros(3))
    write_wav(fresh / "moved.wav", np.array([0.0, 0.5, 0.0]))
    write_wav(committed / "moved.wav", np.array([0.0, 0.501, 0.0]))
    said = [Path(sentence.split(":")[0]).name for sentence in differences(fresh, committed)]
    assert said == ["moved.wav", "new.wav", "old.wav"]
