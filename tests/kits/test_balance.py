"""The kits sound like drums: balanced against the kick, bright and long where they should be."""

import numpy as np
import pyloudnorm
import pytest

from tests.kits.shipped import KIT_NAMES, hardest, layers, recording, sounds
from tools.make_kits.analyse import Figures, measured
from tools.make_kits.dsp.loudness import k_weighted, loudness_db
from tools.make_kits.dsp.units import RATE_HZ, times

BESIDE_THE_KICK_DB = {
    "kick": (0.0, 0.0),
    "snare": (-3.0, -1.0),
    "clap": (-3.0, -3.0),
    "tom-low": (-4.0, -4.0),
    "tom-mid": (-4.0, -4.0),
    "tom-high": (-4.0, -4.0),
    "hat-open": (-8.0, -8.0),
    "hat": (-10.0, -10.0),
    "ride": (-10.0, -10.0),
    "crash": (-5.0, -5.0),
    "shaker": (-14.0, -14.0),
}
TOLERANCE_DB = 0.6

TAIL_MS = {"hat": (60, 200), "hat-open": (380, 650), "crash": (1200, 2200), "ride": (450, 1400)}
"""When each has fallen by 40 dB, at the earliest and at the latest."""


def figures(kit_name: str, lane: str) -> Figures:
    return measured(hardest(kit_name, lane))


@pytest.mark.parametrize("kit_name", KIT_NAMES)
@pytest.mark.parametrize("lane", BESIDE_THE_KICK_DB)
def test_the_gains_balance_the_kit(kit_name: str, lane: str) -> None:
    def heard_db(name: str) -> float:
        return loudness_db(hardest(kit_name, name)) + float(sounds(kit_name)[name].get("gain_db", 0.0))

    lowest, highest = BESIDE_THE_KICK_DB[lane]
    assert lowest - TOLERANCE_DB <= heard_db(lane) - heard_db("kick") <= highest + TOLERANCE_DB


@pytest.mark.parametrize("kit_name", KIT_NAMES)
def test_layers_and_round_robins_are_equally_loud(kit_name: str) -> None:
    for sound in sounds(kit_name).values():
        loudness = [loudness_db(recording(kit_name, file)) for layer in layers(sound) for file in layer.files]
        assert max(loudness) - min(loudness) < 0.3


@pytest.mark.parametrize("kit_name", KIT_NAMES)
def test_a_harder_stroke_is_brighter(kit_name: str) -> None:
    for sound in sounds(kit_name).values():
        centres = [measured(recording(kit_name, layer.files[0])).centroid_hz for layer in layers(sound)]
        assert centres == sorted(centres)


@pytest.mark.parametrize("kit_name", KIT_NAMES)
def test_hats_are_brighter_than_snares_and_snares_than_kicks(kit_name: str) -> None:
    hat, snare, kick = (figures(kit_name, lane).centroid_hz for lane in ("hat", "snare", "kick"))
    assert hat > 2.0 * snare
    assert snare > 4.0 * kick


@pytest.mark.parametrize("kit_name", KIT_NAMES)
def test_energy_lies_where_the_drum_is(kit_name: str) -> None:
    assert figures(kit_name, "kick").below_150 > 0.9
    assert 40 <= figures(kit_name, "kick").strongest_hz[0] <= 65
    assert figures(kit_name, "hat").above_5k > 0.8
    assert 160 <= figures(kit_name, "snare").strongest_hz[0] <= 340


@pytest.mark.parametrize("kit_name", KIT_NAMES)
def test_toms_descend(kit_name: str) -> None:
    low, middle, high = (figures(kit_name, f"tom-{name}").strongest_hz[0] for name in ("low", "mid", "high"))
    assert 65 <= low < 0.85 * middle
    assert middle < 0.85 * high < 0.85 * 185


@pytest.mark.parametrize("kit_name", KIT_NAMES)
@pytest.mark.parametrize("lane", TAIL_MS)
def test_cymbals_ring_as_long_as_cymbals_do(kit_name: str, lane: str) -> None:
    earliest, latest = TAIL_MS[lane]
    assert earliest <= figures(kit_name, lane).fall_ms[1] <= latest


@pytest.mark.parametrize("kit_name", KIT_NAMES)
def test_the_bass_is_in_tune_with_its_root(kit_name: str) -> None:
    note = hardest(kit_name, "bass")[RATE_HZ // 10 : RATE_HZ]
    size = 2**19
    power = np.abs(np.fft.rfft(note * np.hanning(len(note)), size))
    hz = np.arange(len(power)) * RATE_HZ / size
    near = (hz > 60.0) & (hz < 71.0)
    cents = 1200.0 * np.log2(hz[near][np.argmax(power[near])] / 65.4064)
    assert abs(cents) < 4.0


@pytest.mark.parametrize("hz", [60.0, 1000.0, 9000.0])
def test_the_weighting_is_that_of_bs1770(hz: float) -> None:
    tone = 0.5 * np.sin(2.0 * np.pi * hz * times(3.0))
    ours = 10.0 * np.log10((k_weighted(tone) ** 2).mean()) - 0.691
    assert ours == pytest.approx(pyloudnorm.Meter(RATE_HZ).integrated_loudness(tone), abs=0.15)
