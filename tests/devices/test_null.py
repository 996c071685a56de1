"""The null device keeps time to the frame, by a clock that the test turns."""

from typing import Any

import pytest

from beatterm.devices.null import MOST_BEHIND_BLOCKS, NullDevice

RATE, BLOCK = 1000, 10
BLOCK_SECONDS = BLOCK / RATE


class Clock:
    """Time that passes only by sleeping and by working."""

    def __init__(self) -> None:
        self.seconds = 1_000_000.0

    def __call__(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.seconds += seconds


class Work:
    """Renders a number of blocks, each of which takes `seconds[n]`, and notes when each began."""

    def __init__(self, clock: Clock, seconds: list[float]) -> None:
        self.clock = clock
        self.seconds = seconds
        self.began: list[float] = []
        self.device = NullDevice(self.render, RATE, BLOCK, clock, clock.sleep)

    def render(self, out: Any) -> None:
        assert out.shape == (BLOCK, 2)
        self.began.append(self.clock.seconds)
        self.clock.seconds += self.seconds[len(self.began) - 1]
        if len(self.began) == len(self.seconds):
            self.device.stop()


def played(seconds: list[float]) -> Work:
    work = Work(Clock(), seconds)
    work.device.run()
    return work


def test_blocks_come_at_their_time_and_do_not_drift() -> None:
    count = 10_000
    work = played([0.003] * count)
    due = [1_000_000.0 + number * BLOCK_SECONDS for number in range(count)]
    assert work.began == pytest.approx(due, abs=1e-6)
    assert work.device.xruns == 0


def test_a_short_stall_is_made_up_for_without_loss() -> None:
    stall = 3.5 * BLOCK_SECONDS
    work = played([0.0] * 5 + [stall] + [0.0] * 20)
    assert work.device.xruns == 0
    assert work.began[-1] - work.began[0] == pytest.approx(25 * BLOCK_SECONDS)


def test_a_long_stall_loses_all_but_the_last_blocks_and_counts_them() -> None:
    work = played([0.0] * 5 + [100 * BLOCK_SECONDS] + [0.0] * 20)
    assert work.device.xruns == pytest.approx(100 - 1 - MOST_BEHIND_BLOCKS, abs=1)
    every_block = len(work.began) + work.device.xruns
    assert work.began[-1] - work.began[0] == pytest.approx((every_block - 1) * BLOCK_SECONDS)


def test_work_that_always_takes_too_long_is_never_far_behind() -> None:
    work = played([2 * BLOCK_SECONDS] * 200)
    due_blocks = (work.began[-1] - work.began[0]) / BLOCK_SECONDS
    assert due_blocks - (len(work.began) - 1 + work.device.xruns) <= MOST_BEHIND_BLOCKS + 1


def test_it_starts_stops_and_starts_again_on_a_thread_of_its_own() -> None:
    rendered: list[int] = []
    device = NullDevice(lambda out: rendered.append(len(out)), 48000, 16)
    for _ in range(2):
        device.start()
        before = len(rendered)
        while len(rendered) < before + 10:
            assert device.active
        device.stop()
        assert not device.active
    after = len(rendered)
    device.close()
    assert len(rendered) == after
    assert set(rendered) == {16}
