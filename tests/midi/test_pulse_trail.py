"""Where pulses are, from when they came: a steady clock is known far better than its pulses stray, a ramp's
slope is found, and single pulses that stray far change little.
"""

from random import Random

import pytest

from beatterm.engine.midi.pulse_trail import Fit, Guess, Pulse, Trail

INTERVAL = 60 / 120 / 24


def trail_of(moments: list[float], guess: float = INTERVAL, is_fresh: bool = False) -> Trail:
    trail = Trail(Guess(guess, 0.3 * guess), is_fresh)
    for number, seconds in enumerate(moments):
        trail.add(Pulse(number, seconds))
    return trail


def rough(count: int, seed: int = 1, milliseconds: float = 2.0) -> list[float]:
    random = Random(seed)
    return [n * INTERVAL + random.uniform(-milliseconds, milliseconds) / 1000 for n in range(count)]


@pytest.mark.parametrize("seed", range(5))
def test_a_steady_clock_is_known_to_a_part_of_its_jitter(seed: int) -> None:
    fit = trail_of(rough(400, seed)).fit()
    assert abs(fit.seconds - 399 * INTERVAL) < 0.0005
    assert fit.interval_seconds == pytest.approx(INTERVAL, rel=5e-4)
    assert fit.bend == 0.0
    assert 0.0005 < fit.noise_seconds < 0.0025


def test_a_clock_without_jitter_is_known_exactly_though_another_tempo_was_expected() -> None:
    fit = trail_of([n * INTERVAL for n in range(100)], guess=1.4 * INTERVAL).fit()
    assert fit.seconds == pytest.approx(99 * INTERVAL, abs=1e-6)
    assert fit.interval_seconds == pytest.approx(INTERVAL, rel=1e-5)


def test_a_ramps_slope_is_found() -> None:
    rate, slope, moments = 48.0, 3.0, []
    for number in range(200):
        moments.append(((rate * rate + 2 * slope * number) ** 0.5 - rate) / slope)
    fit = trail_of(moments).fit()
    assert fit.bend == pytest.approx(slope, abs=0.05)
    assert 1 / fit.interval_seconds == pytest.approx(rate + slope * moments[-1], rel=1e-4)
    assert fit.seconds == pytest.approx(moments[-1], abs=2e-5)


def test_a_pulse_that_strays_far_hardly_matters() -> None:
    moments = rough(300, milliseconds=0.2)
    moments[-1] += 0.008
    fit = trail_of(moments).fit()
    assert abs(fit.seconds - 299 * INTERVAL) < 0.0003


def test_a_pulse_that_is_dropped_never_came() -> None:
    def known(drop: bool) -> Fit:
        trail = trail_of(rough(50))
        if drop:
            trail.add(Pulse(50, 50.9 * INTERVAL))
            trail.drop_last()
        trail.add(Pulse(51, 51 * INTERVAL))
        return trail.fit()

    dropped, never = known(True), known(False)
    assert dropped.seconds == pytest.approx(never.seconds, abs=2e-4)
    assert dropped.interval_seconds == pytest.approx(never.interval_seconds, rel=1e-3)


def test_the_first_pulses_after_silence_do_not_count() -> None:
    stumbling = [0.0, 0.008, 0.055, *(n * INTERVAL for n in range(3, 12))]
    fit = trail_of(stumbling, is_fresh=True).fit()
    assert fit.seconds == pytest.approx(11 * INTERVAL, abs=1e-4)
    assert fit.interval_seconds == pytest.approx(INTERVAL, rel=1e-3)


def test_nothing_is_known_before_the_first_pulse() -> None:
    with pytest.raises(ValueError, match="No pulse"):
        Trail(Guess(INTERVAL, INTERVAL), is_fresh=True).fit()
