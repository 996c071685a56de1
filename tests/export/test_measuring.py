"""Shortcuts of the loudness meter: what is left out changes nothing, what is done at once is the same as one
frame after the other.
"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from beatterm.engine.frames import Frames
from beatterm.export.loudness.k_weighting import Biquad, KWeighting, stages
from beatterm.export.loudness.true_peak import TruePeak, interpolators, oversampling
from tests.export import sounds

HALF = len(interpolators(2)) // 2


def peak_everywhere(frames: Frames, rate: int) -> float:
    """The highest level at and between all samples, each moment looked at."""
    padded = np.pad(frames.astype(np.float64), ((2 * HALF, 2 * HALF), (0, 0)))
    between = interpolators(oversampling(rate)).astype(np.float64)
    moments = [np.convolve(side, weights[::-1]) for side in padded.T for weights in between.T]
    return max(float(np.abs(moments).max()), float(np.abs(frames).max()))


def peak_of(frames: Frames, rate: int, pieces: int) -> float:
    meter = TruePeak(rate, frames.shape[1])
    for piece in np.array_split(frames, pieces):
        meter.take(piece.T)
    return meter.peak


@settings(max_examples=40, deadline=None)
@given(
    st.integers(1, 3000),
    st.integers(0, 99),
    st.integers(1, 5),
    st.sampled_from((44100, 96000)),
    st.booleans(),
)
def test_a_true_peak_is_found_wherever_it_is(
    count: int, seed: int, pieces: int, rate: int, is_even: bool
) -> None:
    """In noise that is as loud everywhere, or that has loud and soft stretches."""
    frames = sounds.white(count, 1.0, seed)
    if not is_even:
        level = np.random.default_rng(seed).exponential(1.0, count // 50 + 1)
        frames = frames * np.repeat(level, 50)[:count, None].astype(np.float32)
    assert peak_of(frames, rate, pieces) == pytest.approx(peak_everywhere(frames, rate), rel=1e-5)


@pytest.mark.parametrize("rate", [44100, 96000])
def test_the_sound_that_rises_highest_between_its_samples_is_found_at_every_place(rate: int) -> None:
    """Full scale with the signs of the weights goes as high as these allow, between two of its samples: no
    run of frames holds more, and a sample on the other side, nearly as high, leaves no other to look at.
    """
    weights = interpolators(oversampling(rate))
    highest = np.abs(weights).sum(axis=0).max()
    for place in range(2 * HALF):
        frames = np.zeros((place + 2 * HALF + place % 3, 2), np.float32)
        frames[place : place + 2 * HALF, 0] = np.sign(weights[:, 0])
        frames[place, 1] = 0.9999 * highest
        assert peak_of(frames, rate, 1 + place % 2) == pytest.approx(highest, rel=1e-5)


def test_a_soft_sound_after_a_loud_one_changes_no_peak() -> None:
    loud = sounds.white(2000, 1.0)
    soft = sounds.white(9000, 1.0) * np.float32(0.1)
    meter = TruePeak(44100, 2)
    meter.take(loud.T)
    peak = meter.peak
    meter.take(soft.T)
    assert meter.peak == pytest.approx(peak, rel=1e-6)


def filtered(samples: NDArray[np.float32], biquad: Biquad) -> NDArray[np.float64]:
    """One sample after the other, as the standard draws it."""
    (b0, b1, b2), (a1, a2) = biquad.b, biquad.a
    first = second = 0.0
    out = []
    for sample in samples.tolist():
        out.append(b0 * sample + first)
        first, second = b1 * sample - a1 * out[-1] + second, b2 * sample - a2 * out[-1]
    return np.array(out)


@pytest.mark.parametrize("rate", [4000, 4001, 6173, 11025])
def test_a_second_at_once_is_weighted_as_sample_after_sample(rate: int) -> None:
    """Whether the rate can be divided or not, and with a second before it."""
    seconds = np.stack((sounds.white(rate, 2.0)[:, 0], np.full(2 * rate, 0.5, np.float32)))
    weighting = KWeighting(rate, 2)
    found = np.concatenate([weighting.take(part) for part in np.split(seconds, 2, axis=1)], axis=1)
    shelf, high_pass = stages(rate)
    for samples, weighted in zip(seconds, found, strict=True):
        wanted = filtered(filtered(samples, shelf).astype(np.float32), high_pass)
        assert np.abs(weighted - wanted).max() < 1e-5


def test_a_look_leaves_the_weighting_where_it_is() -> None:
    weighting, second = KWeighting(8000, 1), sounds.white(8000, 1.0)[:, :1].T.copy()
    weighting.take(second)
    looked = weighting.look(second)
    assert np.array_equal(weighting.take(second), looked)
