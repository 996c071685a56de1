"""Ticks to frames: held against exact fractions."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from beatterm.engine.clock import Clock
from beatterm.engine.rates import RATES
from beatterm.model.time import PPQN

clocks = st.builds(
    Clock,
    st.sampled_from(RATES),
    st.integers(20_000, 400_000).map(lambda milli: milli / 1000),
    st.integers(0, 10**10),
    st.integers(0, 10**9),
)
ticks = st.integers(0, 10**10)


def exact(clock: Clock, tick: int) -> Fraction:
    milli = round(clock.tempo * 1000)
    return clock.frame + Fraction((tick - clock.tick) * clock.rate * 60 * 1000, milli * PPQN)


@given(clocks, ticks)
def test_a_tick_falls_on_the_nearest_frame(clock: Clock, tick: int) -> None:
    assert abs(clock.frame_of(tick) - exact(clock, tick)) <= Fraction(1, 2)


@given(clocks, st.integers(0, 10**11))
def test_tick_at_is_the_first_tick_not_before_a_frame(clock: Clock, frame: int) -> None:
    tick = clock.tick_at(frame)
    assert clock.frame_of(tick) >= frame > clock.frame_of(tick - 1)


@given(clocks, st.integers(0, 10**9), st.integers(20, 400))
def test_a_tempo_change_keeps_the_position(clock: Clock, later: int, tempo: int) -> None:
    frame = clock.frame + later
    changed = clock.at_tempo(float(tempo), frame)
    assert changed.tick == clock.tick_at(frame)
    assert changed.frame_of(changed.tick) == clock.frame_of(changed.tick) >= frame


def test_a_step_ten_thousand_bars_later_is_on_its_frame() -> None:
    clock = Clock(44100, 120.0)
    assert clock.frame_of(10_000 * 4 * PPQN) == 10_000 * 2 * 44100
