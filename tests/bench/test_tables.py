"""How the benchmarks count and print."""

from math import isnan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.__main__ import main
from bench.effort import FULL, TINY
from bench.table import Table, median, milliseconds, percent, percentile

figures = st.lists(st.floats(-1e6, 1e6), min_size=1)


@given(figures, st.sampled_from([1, 50, 95, 99, 100]))
def test_a_percentile_is_the_least_that_so_many_do_not_exceed(values: list[float], share: int) -> None:
    found = percentile(values, share)
    assert found in values
    assert sum(value <= found for value in values) * 100 >= share * len(values)
    assert sum(value < found for value in values) * 100 < share * len(values)


def test_the_extremes_and_nothing() -> None:
    assert percentile([3.0, 1.0, 2.0], 100) == 3.0
    assert median([3.0, 1.0, 2.0]) == 2.0
    assert isnan(median([]))


def test_a_table_stands_in_columns() -> None:
    table = Table("Title", ("name", "p99"), notes=("A note.",))
    table.add("a long name", percent(0.1234))
    table.add("b", milliseconds(0.0123))
    assert str(table).splitlines() == [
        "Title",
        "name             p99",
        "--------------------",
        "a long name   12.3 %",
        "b            12.3 ms",
        "  A note.",
    ]


def test_an_effort_is_never_nothing() -> None:
    assert (FULL.of(40), TINY.of(40, least=3)) == (40, 3)
    assert (FULL.seconds(9.0), TINY.seconds(9.0, least=0.5)) == (9.0, 0.5)


def test_an_unknown_benchmark_is_refused_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as refused:
        main(["lode"])
    assert refused.value.code == 2
    assert "there is no benchmark lode; there is: load" in capsys.readouterr().err
