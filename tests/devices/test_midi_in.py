"""Messages are asked for now and then, and yet stamped with the moments at which they came."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatterm.devices.midi_in import Stamps

gaps = st.floats(0.0, 0.05)


@given(st.lists(st.tuples(gaps, st.floats(0.0, 0.002)), min_size=1, max_size=60))
def test_a_stamp_is_never_later_than_the_question_nor_earlier_than_the_one_before(
    story: list[tuple[float, float]],
) -> None:
    now = came = asked = 100.0
    stamps = Stamps(now)
    last = 0.0
    for gap, wait in story:
        came = max(came + gap, asked)
        since_last, now = came - last if last else 0.0, came + wait
        last = came
        stamp = stamps.of(since_last, now)
        assert asked <= stamp <= now
        assert abs(stamp - came) <= now - asked + 1e-9
        stamps.asked(now)
        asked = now


def test_a_steady_clock_stays_steady_however_unsteadily_it_is_asked_for() -> None:
    stamps, stamped, asked = Stamps(100.0), [], 100.0
    moments = [100.001 + number / 48 for number in range(200)]
    for number, moment in enumerate(moments):
        wait = (number * 7 % 10) / 10_000
        stamped.append(stamps.of(moment - moments[number - 1] if number else 0.0, moment + wait))
        asked = moment + wait
        stamps.asked(asked)
    late = [stamp - moment for stamp, moment in zip(stamped, moments, strict=True)]
    assert max(late) - min(late) < 1e-9
    assert late[-1] == pytest.approx(0.0, abs=0.0011), "the moment of the last question before it"


def test_a_wrong_time_between_two_messages_spoils_one_stamp_only() -> None:
    stamps = Stamps(100.0)
    assert stamps.of(0.0, 100.001) == 100.0
    stamps.asked(101.0)
    assert stamps.of(50.0, 101.001) == 101.001
    stamps.asked(101.002)
    assert stamps.of(1.0, 102.002) == pytest.approx(102.001)
    stamps.asked(103.0)
    assert stamps.of(0.0, 103.001) == 103.0
