"""The loudness meter: other meters agree, the signals of EBU Tech 3341 and 3342 read as they must, and how
sound is cut changes nothing.
"""

from collections.abc import Callable
from math import inf

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beatterm.engine.frames import Frames
from beatterm.export.job import Loudness
from beatterm.export.loudness.k_weighting import stages
from beatterm.export.loudness.meter import LoudnessMeter, measured
from beatterm.export.loudness.text import loudness_text
from beatterm.export.loudness.true_peak import oversampling
from tests.export import sounds
from tests.export.oracles import ffmpeg, pyloudnorm_lufs
from tests.export.sounds import RATE, tone, tones

SILENCE = np.zeros((RATE, 2), np.float32)


def loudness(frames: Frames, rate: int = RATE) -> Loudness:
    meter = LoudnessMeter(rate, frames.shape[1])
    meter.add(frames)
    return meter.result()


def test_the_filters_at_48_khz_are_the_tables_of_the_standard() -> None:
    shelf, high_pass = stages(48000)
    assert shelf.b == pytest.approx((1.53512485958697, -2.69169618940638, 1.19839281085285), abs=1e-13)
    assert shelf.a == pytest.approx((-1.69065929318241, 0.73248077421585), abs=1e-13)
    assert high_pass.b == (1.0, -2.0, 1.0)
    assert high_pass.a == pytest.approx((-1.99004745483398, 0.99007225036621), abs=1e-13)


@pytest.mark.parametrize("rate", [44100, 48000, 88200, 96000, 176400, 192000])
def test_a_full_scale_sine_in_one_channel_is_3_01_lufs_at_every_rate(rate: int) -> None:
    sine = tones((0.0, 2.0), hz=997.0, rate=rate)
    sine[:, 1] = 0.0
    assert loudness(sine, rate).integrated_lufs == pytest.approx(-3.01, abs=0.01)
    assert loudness(sine[:, :1], rate).integrated_lufs == pytest.approx(-3.01, abs=0.01)


@pytest.mark.parametrize(
    ("make", "rate"),
    [
        (sounds.music, 44100),
        (sounds.music, 48000),
        (sounds.music, 96000),
        (sounds.white, 48000),
        (sounds.white, 96000),
        (sounds.pink, 44100),
        (sounds.pink, 48000),
        (sounds.pink, 96000),
        (sounds.sweep, 44100),
        (sounds.sweep, 48000),
        (sounds.sweep, 192000),
    ],
)
def test_ffmpeg_and_pyloudnorm_agree(make: Callable[[int], Frames], rate: int) -> None:
    """Not asked: peaks of white noise at 44.1 kHz, which ffmpeg looks at between its
    own samples at 192 kHz."""
    frames = make(rate)
    ours, theirs = loudness(frames, rate), ffmpeg(frames, rate)
    assert ours.integrated_lufs == pytest.approx(theirs.integrated, abs=0.1)
    assert ours.integrated_lufs == pytest.approx(pyloudnorm_lufs(frames, rate), abs=0.1)
    assert ours.true_peak_db == pytest.approx(theirs.true_peak, abs=0.1)
    assert ours.momentary_lufs == pytest.approx(theirs.momentary, abs=0.1)
    assert ours.short_term_lufs == pytest.approx(theirs.short_term, abs=0.1)
    assert ours.range_lu == pytest.approx(theirs.range_lu, abs=0.2)


@pytest.mark.parametrize(
    ("parts", "lufs"),
    [
        (((-23.0, 20.0),), -23.0),
        (((-33.0, 20.0),), -33.0),
        (((-36.0, 10.0), (-23.0, 60.0), (-36.0, 10.0)), -23.0),
        (((-72.0, 10.0), (-36.0, 10.0), (-23.0, 60.0), (-36.0, 10.0), (-72.0, 10.0)), -23.0),
        (((-26.0, 20.0), (-20.0, 20.1), (-26.0, 20.0)), -23.0),
    ],
)
def test_integrated_loudness_of_ebu_3341_1_to_5(parts: tuple[tuple[float, float], ...], lufs: float) -> None:
    read = loudness(tones(*parts))
    assert read.integrated_lufs == pytest.approx(lufs, abs=0.1)
    if len(parts) == 1:
        assert (read.momentary_lufs, read.short_term_lufs) == pytest.approx((lufs, lufs), abs=0.1)


def test_short_term_loudness_of_ebu_3341_9() -> None:
    assert loudness(tones(*((-20.0, 1.34), (-30.0, 1.66)) * 5)).short_term_lufs == pytest.approx(
        -23.0, abs=0.1
    )


def test_momentary_loudness_of_ebu_3341_12() -> None:
    assert loudness(tones(*((-20.0, 0.18), (-30.0, 0.22)) * 25)).momentary_lufs == pytest.approx(
        -23.0, abs=0.1
    )


@pytest.mark.parametrize("late", range(0, 20, 3))
def test_maxima_of_ebu_3341_10_and_13(late: int) -> None:
    """A tone as long as the window is read in full wherever it begins."""
    before = np.zeros((late * RATE * 3 // 20, 2), np.float32)
    long = loudness(np.concatenate((before, tones((-23.0, 3.0)), SILENCE)))
    assert long.short_term_lufs == pytest.approx(-23.0, abs=0.1)
    short = loudness(np.concatenate((before[: late * RATE // 50], tones((-23.0, 0.4)), SILENCE)))
    assert short.momentary_lufs == pytest.approx(-23.0, abs=0.1)


@pytest.mark.parametrize(
    ("share", "degrees", "height", "dbtp"),
    [
        (1 / 4, 0.0, 0.5, -6.0),
        (1 / 4, 45.0, 0.5, -6.0),
        (1 / 6, 60.0, 0.5, -6.0),
        (1 / 8, 67.5, 0.5, -6.0),
        (1 / 4, 45.0, 1.41, 3.0),
    ],
)
def test_true_peak_of_ebu_3341_15_to_19(share: float, degrees: float, height: float, dbtp: float) -> None:
    assert dbtp - 0.4 <= loudness(tone(share, degrees, height)).true_peak_db <= dbtp + 0.2


@pytest.mark.parametrize("offset", range(4))
def test_true_peak_of_ebu_3341_20_to_23(offset: int) -> None:
    assert -0.4 <= loudness(sounds.pulse(offset)).true_peak_db <= 0.2


@pytest.mark.parametrize(
    ("levels", "range_lu"),
    [
        ((-20.0, -30.0), 10.0),
        ((-20.0, -15.0), 5.0),
        ((-40.0, -20.0), 20.0),
        ((-50.0, -35.0, -20.0, -35.0, -50.0), 15.0),
    ],
)
def test_loudness_range_of_ebu_3342_1_to_4(levels: tuple[float, ...], range_lu: float) -> None:
    assert loudness(tones(*((level, 20.0) for level in levels))).range_lu == pytest.approx(range_lu, abs=1.0)


CUT = np.concatenate((sounds.white(8000, 2.3), tones((-40.0, 1.0), rate=8000), sounds.white(8000, 1.0, 9)))


@settings(max_examples=10, deadline=None)
@given(st.lists(st.integers(0, 12_000), max_size=40))
def test_how_it_is_cut_changes_no_bit(sizes: list[int]) -> None:
    meter, rest = LoudnessMeter(8000), CUT
    for size in sizes:
        meter.add(rest[:size])
        meter.result()
        rest = rest[size:]
    meter.add(rest)
    assert meter.result() == loudness(CUT, 8000)


@pytest.mark.parametrize("size", [1, 7, 479, 4800, 48001])
def test_single_frames_and_long_blocks_read_the_same(size: int) -> None:
    frames = CUT[:9000]
    meter = LoudnessMeter(4000)
    for at in range(0, len(frames), size):
        meter.add(frames[at : at + size])
    assert meter.result() == loudness(frames, 4000)


@pytest.mark.parametrize("rate", [11025, 44100, 47999])
def test_a_rate_whose_tenths_are_no_whole_frames_is_measured_as_well(rate: int) -> None:
    assert loudness(tones((-20.0, 3.0), rate=rate), rate).integrated_lufs == pytest.approx(-20.0, abs=0.15)


def test_silence_and_nothing_have_no_loudness() -> None:
    for frames in (SILENCE, SILENCE[:0], SILENCE[:1]):
        assert loudness(frames) == Loudness(-inf, 0.0, -inf, -inf, -inf, -inf)
        assert loudness_text(loudness(frames)) == "silent"


def test_a_sound_shorter_than_a_block_has_peaks_and_moments_only() -> None:
    read = loudness(tones((-20.0, 0.2)))
    assert (read.integrated_lufs, read.range_lu) == (-inf, 0.0)
    assert read.momentary_lufs == pytest.approx(-23.0, abs=0.1)
    assert read.short_term_lufs == pytest.approx(-20.0 - 11.8, abs=0.1)
    assert read.true_peak_db == pytest.approx(-20.0, abs=0.1)


def test_a_loop_too_short_to_be_measured_is_measured_going_round() -> None:
    short, long = tones((-20.0, 0.1)), tones((-20.0, 0.5))
    assert measured((short,), RATE, loop=True).integrated_lufs == pytest.approx(-20.0, abs=0.05)
    assert measured((short,), RATE).integrated_lufs == -inf
    assert measured((long,), RATE, loop=True) == loudness(long)
    assert measured((SILENCE[:0],), RATE, loop=True).integrated_lufs == -inf


@pytest.mark.parametrize(("rate", "times"), [(44100, 4), (48000, 4), (88200, 2), (96000, 2), (192000, 1)])
def test_true_peaks_are_sought_as_finely_as_the_rate_needs(rate: int, times: int) -> None:
    assert oversampling(rate) == times


def test_a_true_peak_is_never_below_the_highest_sample() -> None:
    frames = sounds.white(RATE, 0.5) * np.float32(3.0)
    read = loudness(frames)
    assert read.sample_peak_db == pytest.approx(20 * np.log10(np.abs(frames).max()), abs=1e-6)
    assert read.true_peak_db >= read.sample_peak_db


def test_a_peak_on_the_last_frame_is_found() -> None:
    frames = tone(1 / 4, 45.0, 0.5, 1000)[:500]
    frames[-2:] = 0.9
    assert loudness(frames).true_peak_db > loudness(frames).sample_peak_db + 1.0


def test_its_line_is_a_musicians() -> None:
    read = Loudness(-9.84, 3.21, -7.1, -8.0, -0.41, -0.04)
    assert loudness_text(read) == (
        "-9.8 LUFS integrated, range 3.2 LU, true peak -0.4 dBTP, sample peak 0.0 dBFS, "
        "momentary up to -7.1, short-term up to -8.0 LUFS"
    )
