"""The time of every frame: right to a fraction of what the moments of the callbacks stray by."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

import pytest

from beatterm.host.frame_clock import FrameClock

START_SECONDS = 5000.0


@dataclass(slots=True)
class Sound:
    """A sound card at its real rate, asking for blocks at moments that stray."""

    rate: float = 44100.0
    block: int = 256
    stray: Callable[[Random], float] = lambda random: random.uniform(-0.002, 0.002)
    seed: int = 1
    frames: int = 0
    lost_seconds: float = 0.0

    def errors(self, clock: FrameClock, seconds: float) -> Iterator[tuple[float, float]]:
        """Ask for so long; after each block the time since the beginning and the clock's error."""
        random = Random(self.seed)
        end = self.frames + seconds * self.rate
        while self.frames < end:
            clock.asked(self.block, self._now() + self.stray(random))
            self.frames += self.block
            yield self.frames / self.rate, clock.seconds_after(0) - self._now()

    def _now(self) -> float:
        return START_SECONDS + self.lost_seconds + self.frames / self.rate


def worst(errors: Iterator[tuple[float, float]], after_seconds: float = 2.0) -> float:
    return max(abs(error) for at, error in errors if at > after_seconds)


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("block", [64, 128, 256])
def test_two_seconds_of_straying_moments_are_enough(block: int, seed: int) -> None:
    assert worst(Sound(block=block, seed=seed).errors(FrameClock(44100), 30.0)) < 0.0002


@pytest.mark.parametrize("rate", [22050, 48000, 96000, 192000])
def test_every_rate_and_a_block_of_its_length(rate: int) -> None:
    block = rate // 187
    assert worst(Sound(rate, block).errors(FrameClock(rate), 20.0)) < 0.0002


def test_steady_moments_are_right_at_once() -> None:
    sound = Sound(stray=lambda random: 0.0)
    assert worst(sound.errors(FrameClock(44100), 5.0), 0.0) < 1e-6


@pytest.mark.parametrize("ppm", [-300, -50, 50, 300])
def test_a_card_that_is_not_at_its_rate_is_followed(ppm: int) -> None:
    clock = FrameClock(44100)
    assert worst(Sound(44100 * (1 + ppm / 1e6)).errors(clock, 40.0), 20.0) < 0.0002
    ahead = clock.seconds_after(44100) - clock.seconds_after(0)
    assert ahead == pytest.approx(1 / (1 + ppm / 1e6), abs=50e-6)


@pytest.mark.parametrize("ppm", [-80, 40])
def test_an_hour_makes_no_drift(ppm: int) -> None:
    """A card that is off by so much, asking at moments that stray: the last minutes are as right as the
    first.
    """
    errors = Sound(44100 * (1 + ppm / 1e6), block=1024).errors(FrameClock(44100), 3600.0)
    by_minute: dict[int, list[float]] = {}
    for at, error in errors:
        by_minute.setdefault(int(at // 60), []).append(error)
    means = [sum(each) / len(each) for minute, each in sorted(by_minute.items()) if minute > 0]
    assert max(map(abs, means)) < 0.0001
    assert max(abs(error) for minute, each in by_minute.items() if minute > 0 for error in each) < 0.0005


def now_and_then_late(random: Random) -> float:
    """One moment in twenty is up to 30 ms late, as beside a busy program."""
    return random.uniform(0.0, 0.0005) + (random.uniform(0.0, 0.03) if random.random() < 0.05 else 0.0)


@pytest.mark.parametrize("seed", range(5))
def test_late_moments_do_not_pull_it_along(seed: int) -> None:
    assert worst(Sound(stray=now_and_then_late, seed=seed).errors(FrameClock(44100), 30.0)) < 0.0006


def in_bursts(calls: int) -> Callable[[Random], float]:
    """A card that asks for several blocks at one moment."""
    asked = -1

    def stray(random: Random) -> float:
        nonlocal asked
        asked += 1
        return -(asked % calls) * 256 / 44100

    return stray


def test_blocks_asked_for_in_bursts_are_spread_evenly() -> None:
    errors = [error for at, error in Sound(stray=in_bursts(4)).errors(FrameClock(44100), 20.0) if at > 5.0]
    assert max(errors) - min(errors) < 0.0005


@pytest.mark.parametrize("lost_seconds", [0.01, 0.3, 20.0])
def test_a_missing_stretch_is_recovered(lost_seconds: float) -> None:
    clock, sound = FrameClock(44100), Sound()
    assert worst(sound.errors(clock, 5.0)) < 0.0002
    sound.lost_seconds += lost_seconds
    missed_at = sound.frames / sound.rate
    assert worst(sound.errors(clock, 10.0), missed_at + 2.0) < 0.0002


def test_another_output_begins_anew() -> None:
    clock = FrameClock(44100)
    list(Sound().errors(clock, 3.0))
    clock.restart(96000)
    other = Sound(96000.0, 512, lost_seconds=77.0)
    assert worst(other.errors(clock, 5.0)) < 0.0002


def test_frames_ahead_are_later_by_their_length() -> None:
    clock = FrameClock(48000)
    clock.asked(480, 100.0)
    assert clock.seconds_after(0) == pytest.approx(100.01)
    assert clock.seconds_after(480) == pytest.approx(100.02)
