"""The beat line: beats and moments tell the same, through a tempo that changes for a while."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatterm.engine.midi.line import Line

lines = st.builds(
    Line, st.floats(-1000, 1000), st.floats(0, 1000), st.floats(20, 400), st.floats(-20, 20) | st.just(0.0)
)


@given(lines, st.floats(-30, 30))
def test_a_beat_is_where_its_moment_is(line: Line, ahead: float) -> None:
    at = line.seconds + ahead
    assert line.seconds_of(line.beat_at(at)) == pytest.approx(at, abs=1e-6)


@given(lines, st.floats(-1, 1))
def test_its_tempo_is_how_fast_its_beats_go_by(line: Line, ahead: float) -> None:
    at = line.seconds + ahead
    passed = line.beat_at(at + 1e-4) - line.beat_at(at - 1e-4)
    assert passed * 60 / 2e-4 == pytest.approx(line.tempo_at(at), abs=0.01)


def test_a_change_is_not_thought_to_go_on_for_long() -> None:
    line = Line(0.0, 0.0, 120.0, 30.0)
    assert [line.tempo_at(at) for at in (0.1, 0.2, 10.0)] == pytest.approx([123.0, 126.0, 126.0])
    assert line.shifted(4.0).beat_at(0.0) == 4.0
