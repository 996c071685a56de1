"""Dither: what is lost is noise that knows nothing of the sound, and silence stays silent."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from beatterm.engine.frames import Frames
from beatterm.export.formats.pcm import HOLD_FRAMES, Dither, packed
from tests.export.writing import samples_of
from tests.material import noise

FRAMES = 200_000


def error_in_steps(frames: Frames, bits: str) -> NDArray[np.float64]:
    """What whole numbers miss the sound by, in steps."""
    error: NDArray[np.float64] = Dither(bits).whole(frames) - frames.astype(np.float64) * 2 ** (int(bits) - 1)
    return error


def steady(level: float) -> Frames:
    return np.full((FRAMES, 2), level, np.float32)


@pytest.mark.parametrize("bits", ["16", "24"])
@pytest.mark.parametrize("fraction", [0.0, 0.25, 0.5, 0.9])
def test_neither_mean_nor_power_of_the_error_depends_on_the_sound(bits: str, fraction: float) -> None:
    """TPDF: mean 0, variance 1/4 of a step squared, wherever the sound lies between two steps."""
    error = error_in_steps(steady((100 + fraction) / 2 ** (int(bits) - 1)), bits)
    assert abs(error.mean()) < 0.005
    assert error.var() == pytest.approx(0.25, abs=0.005)


def test_a_tone_below_one_step_is_still_there() -> None:
    """A quarter of a step would be rounded away to nothing."""
    wave = np.sin(2 * np.pi * np.arange(FRAMES) / 100)
    sound = np.repeat(wave[:, None] * 0.25 / 32768, 2, axis=1).astype(np.float32)
    heard = 2 * (Dither("16").whole(sound)[:, 0] * wave).mean()
    assert heard == pytest.approx(0.25, abs=0.01)


def test_the_sides_have_noise_of_their_own_and_each_moment_too() -> None:
    error = error_in_steps(steady(0.1), "16")
    assert abs(np.corrcoef(error[:, 0], error[:, 1])[0, 1]) < 0.01
    assert abs(np.corrcoef(error[:-1, 0], error[1:, 0])[0, 1]) < 0.01


def test_a_file_s_seed_makes_its_noise() -> None:
    sound = noise(1000)
    assert np.array_equal(Dither("16", 5).whole(sound), Dither("16", 5).whole(sound))
    assert not np.array_equal(Dither("16", 5).whole(sound), Dither("16", 6).whole(sound))


@given(
    cuts=st.lists(st.integers(0, 9000), max_size=6), silent=st.integers(0, 9000), then=st.integers(0, 9000)
)
@settings(max_examples=40)
def test_what_comes_out_does_not_depend_on_blocks(cuts: list[int], silent: int, then: int) -> None:
    sound = np.ones((9000, 2), np.float32) * np.float32(0.1)
    sound[min(silent, then) : max(silent, then)] = 0.0
    whole, pieces = Dither("16").whole(sound), Dither("16")
    parts = [pieces.whole(part) for part in np.split(sound, sorted(cuts))]
    assert np.array_equal(np.concatenate(parts), whole)


@pytest.mark.parametrize("bits", ["16", "24"])
def test_silence_stays_silent(bits: str) -> None:
    assert not Dither(bits).whole(steady(0.0)).any()


def test_silence_between_sounds_is_dithered_for_a_moment_and_then_silent() -> None:
    sound = steady(0.0)
    sound[1000] = 0.5
    sound[50_000:50_010, 1] = 0.5
    found = Dither("16").whole(sound)
    assert not found[:1000].any()
    assert found[1001 : 1000 + HOLD_FRAMES].std() > 0.4
    assert not found[1000 + HOLD_FRAMES : 50_000].any()
    assert found[50_000:50_010].any()
    assert not found[50_009 + HOLD_FRAMES :].any()


def test_a_sound_that_crosses_zero_is_dithered_there_too() -> None:
    sound = np.tile(np.array([[0.5, 0.5], [0.0, 0.0]], np.float32), (FRAMES // 2, 1))
    assert error_in_steps(sound, "16")[1::2].var() == pytest.approx(0.25, abs=0.005)


@pytest.mark.parametrize("bits", ["16", "24"])
@pytest.mark.parametrize("order", ["<", ">"])
def test_bytes_are_the_samples_in_either_order(bits: str, order: str) -> None:
    full = 2 ** (int(bits) - 1)
    whole = np.array([[-full, full - 1], [0, -1], [1, 0x1234], [-2, 300]], np.int32)
    assert np.array_equal(samples_of(packed(whole, bits, order), bits, order), whole)
    assert packed(whole[2:3], bits, ">").hex() == ("00011234" if bits == "16" else "000001001234")
