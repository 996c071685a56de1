"""A clock with a pace: every round of so many ticks lasts the same whole number of frames."""

from hypothesis import given
from hypothesis import strategies as st

from beatterm.engine.clock import Clock
from beatterm.model.time import PPQN

ticks = st.integers(0, 10**10)


@given(st.integers(1, 10**7), st.integers(1, 10**8), st.integers(0, 10**6), ticks)
def test_every_round_of_a_pace_lasts_its_frames(frames: int, ticks: int, rounds: int, tick: int) -> None:
    clock = Clock(44100, 120.0, pace=(frames, ticks))
    later = clock.frame_of(tick + rounds * ticks)
    assert later == clock.frame_of(tick) + rounds * frames
    assert clock.frame_of(clock.tick_at(later)) >= later


def test_another_tempo_ends_a_pace() -> None:
    clock = Clock(44100, 120.0, pace=(1000, PPQN)).at_tempo(60.0, 1000)
    assert clock.frame_of(clock.tick + PPQN) == 1000 + 44100
