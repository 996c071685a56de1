"""Every shipped recording is fit to play: clean ends, no offset, full level, attack at once."""

import wave

import numpy as np
import pytest

from tests.kits.shipped import KIT_NAMES, KITS_FOLDER, every_recording, layers, recording, sounds
from tools.make_kits.dsp.units import RATE_HZ, Signal, gain, peak

RECORDINGS = every_recording()
SWELLING = ("shaker", "tamb")
"""A hand that starts to shake: quiet grains come before the loud ones."""


def loudest_channel(signal: Signal) -> Signal:
    level: Signal = np.abs(signal) if signal.ndim == 1 else np.abs(signal).max(axis=1)
    return level


@pytest.mark.parametrize(("kit_name", "file"), RECORDINGS)
def test_the_file_is_24_bit_at_44100_hz(kit_name: str, file: str) -> None:
    with wave.open(str(KITS_FOLDER / kit_name / file), "rb") as opened:
        assert (opened.getframerate(), opened.getsampwidth()) == (RATE_HZ, 3)
        assert opened.getnchannels() in (1, 2)


@pytest.mark.parametrize(("kit_name", "file"), RECORDINGS)
def test_it_is_loud_and_does_not_clip(kit_name: str, file: str) -> None:
    lowest = -4.0 if "-soft" in file or "-mid" in file else -3.0
    assert gain(lowest) < peak(recording(kit_name, file)) < gain(-0.5)


@pytest.mark.parametrize(("kit_name", "file"), RECORDINGS)
def test_it_starts_and_ends_at_zero_without_a_click(kit_name: str, file: str) -> None:
    signal = recording(kit_name, file)
    assert not signal[0].any()
    assert not signal[-1].any()
    # A cut that is not a zero crossing would be a step from one frame to the next.
    assert np.abs(np.diff(signal[:3], axis=0)).max() < 0.1
    assert peak(signal[-RATE_HZ // 500 :]) < gain(-60.0)


@pytest.mark.parametrize(("kit_name", "file"), RECORDINGS)
def test_it_has_no_offset(kit_name: str, file: str) -> None:
    assert np.abs(recording(kit_name, file).mean(axis=0)).max() < 1e-5


@pytest.mark.parametrize(("kit_name", "file"), RECORDINGS)
def test_it_is_heard_within_two_milliseconds(kit_name: str, file: str) -> None:
    level = loudest_channel(recording(kit_name, file))
    heard_at = -40.0 if file.startswith(SWELLING) else -20.0
    assert np.argmax(level > level.max() * gain(heard_at)) <= 0.002 * RATE_HZ


@pytest.mark.parametrize("kit_name", KIT_NAMES)
def test_round_robins_are_not_copies(kit_name: str) -> None:
    for sound in sounds(kit_name).values():
        for layer in layers(sound):
            first, *others = (recording(kit_name, file) for file in layer.files)
            for other in others:
                shared = min(len(first), len(other))
                assert np.abs(first[:shared] - other[:shared]).max() > 0.01


@pytest.mark.parametrize(("kit_name", "file"), [row for row in RECORDINGS if recording(*row).ndim == 2])
def test_stereo_loses_little_in_mono(kit_name: str, file: str) -> None:
    signal = recording(kit_name, file)
    left, right = signal[:, 0], signal[:, 1]
    assert left @ right > 0.15 * np.sqrt((left @ left) * (right @ right))
