"""Several values in one option, as typed."""

from argparse import ArgumentTypeError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatterm.cli.ranges import names, seeds, tempos
from beatterm.formats.ranges import MOST


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("124", (124.0,)),
        ("92.5", (92.5,)),
        ("90,100", (90.0, 100.0)),
        ("90..140:5", (90.0, 95.0, 100.0, 105.0, 110.0, 115.0, 120.0, 125.0, 130.0, 135.0, 140.0)),
        ("90..141:25", (90.0, 115.0, 140.0)),
        ("90..92", (90.0, 91.0, 92.0)),
        ("92..90", (92.0, 91.0, 90.0)),
        ("90..90", (90.0,)),
        ("99.9..100.2:0.1", (99.9, 100.0, 100.1, 100.2)),
        ("124, 90..92, 91", (124.0, 90.0, 91.0, 92.0)),
    ],
)
def test_tempos(text: str, values: tuple[float, ...]) -> None:
    assert tempos(text) == values


@pytest.mark.parametrize(
    "text",
    [
        *("", "x", "90,", "90..", "..90", "90:5", "90..100:0", "90..100:-5", "10", "401", "90..500:5"),
        *("nan", "inf", "1e2", "90...100", "90..100..110", "90..100:5:5", "20..400:0.001"),
        *("९०", "+90", "-90", "9" * 4000),
    ],
)
def test_what_is_no_tempo_is_refused(text: str) -> None:
    with pytest.raises(ArgumentTypeError):
        tempos(text)


def test_seeds_are_whole() -> None:
    assert seeds("1..4,9") == (1, 2, 3, 4, 9)
    assert seeds(str(2**63 - 1)) == (2**63 - 1,)
    for text in ("1.5", "1..2:0.5", str(2**63), "0..9223372036854775807"):
        with pytest.raises(ArgumentTypeError):
            seeds(text)


def test_names() -> None:
    assert names("A") == ("A",)
    assert names("dusty, deep,dusty") == ("dusty", "deep")
    assert names("") == ("",)
    with pytest.raises(ArgumentTypeError, match="comma"):
        names("A,,B")


@given(st.text(alphabet="0123456789.,: ", max_size=30))
def test_anything_is_a_few_tempos_or_refused(text: str) -> None:
    try:
        found = tempos(text)
    except ArgumentTypeError:
        return
    assert 0 < len(found) <= MOST
    assert len(set(found)) == len(found)
    assert all(20 <= each <= 400 for each in found)
