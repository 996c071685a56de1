"""Where things stand: nothing overlaps or sticks out, whatever the size and the pattern."""

from dataclasses import fields
from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from beatterm.model.pattern import Pattern
from beatterm.model.time import STEP_TICKS, Meter
from beatterm.ui.layout import (
    MIN_HEIGHT,
    MIN_WIDTH,
    PAGE_STEPS,
    Plan,
    Raster,
    Rect,
    plan,
    raster_of,
    too_small,
)

SIZES = st.tuples(st.integers(MIN_WIDTH, 320), st.integers(MIN_HEIGHT, 90))
METERS = st.builds(Meter, st.integers(1, 15), st.sampled_from([2, 4, 8, 16]))
PATTERNS = st.builds(
    Pattern, st.just("A"), st.integers(1, 256), st.sampled_from(sorted(set(STEP_TICKS.values())))
)


def rects(made: Plan) -> list[Rect]:
    values = [getattr(made, each.name) for each in fields(made)]
    return [*made.pages, *(value for value in values if isinstance(value, Rect))]


def overlap(one: Rect, other: Rect) -> bool:
    apart = one.x + one.width <= other.x or other.x + other.width <= one.x
    return not (apart or one.y + one.height <= other.y or other.y + other.height <= one.y)


@given(SIZES, PATTERNS, METERS, st.integers(0, 64), st.booleans(), st.booleans(), st.booleans())
def test_everything_fits_and_nothing_overlaps(
    size: tuple[int, int],
    pattern: Pattern,
    meter: Meter,
    tracks: int,
    sections: bool,
    lane: bool,
    lane_keys: bool,
) -> None:
    width, height = size
    raster = raster_of(pattern, meter)
    made = plan(width, height, pattern.length, tracks, raster, sections, lane, lane and lane_keys)
    assert not (lane and lane_keys) or made.lane is not None
    assert lane or made.lane is None
    every = rects(made)
    for rect in every:
        assert rect.x >= 0 and rect.y >= 0 and rect.width > 0 and rect.height > 0
        assert rect.x + rect.width <= width
        assert rect.y + rect.height <= height
    assert not [pair for pair in combinations(every, 2) if overlap(*pair)]
    assert 1 <= made.rows <= max(1, tracks)


@given(PATTERNS, METERS)
def test_a_page_holds_whole_beats(pattern: Pattern, meter: Meter) -> None:
    page, beat, bar = raster_of(pattern, meter)
    assert 1 <= page <= PAGE_STEPS
    assert page % beat == 0
    assert bar % beat == 0


def pages_of(width: int, height: int, steps: int) -> tuple[int, int]:
    made = plan(width, height, steps, 16, (16, 4, 16))
    return len(made.pages), made.raster.cell


def test_pages_and_cells_follow_width_and_length() -> None:
    assert pages_of(60, 18, 64) == (1, 2)
    assert pages_of(80, 24, 16) == (1, 3)
    assert pages_of(80, 24, 64) == (1, 3)
    assert pages_of(120, 40, 64) == (2, 2)
    assert pages_of(200, 50, 64) == (4, 2)
    assert pages_of(200, 50, 32)[0] == 2
    assert pages_of(200, 50, 16) == (1, 6)


def test_panes_come_with_room() -> None:
    small, wide = plan(80, 24, 16, 16, (16, 4, 16)), plan(200, 50, 16, 16, (16, 4, 16))
    assert (small.sections, small.mix, small.keys, small.kit) == (None, None, None, None)
    assert small.inspector is not None
    assert all((wide.inspector, wide.sections, wide.mix, wide.keys, wide.kit))
    swapped = plan(80, 24, 16, 16, (16, 4, 16), shows_sections=True)
    assert (swapped.inspector, swapped.sections) == (None, small.inspector)


def test_a_lane_stands_beside_the_panes_or_takes_their_place_while_it_has_the_keys() -> None:
    raster = (16, 4, 16)
    full = plan(80, 24, 16, 16, raster, shows_lane=True, lane_has_keys=True)
    assert full.lane is not None
    assert (full.lane.height, full.inspector) == (4, None)
    left = plan(80, 24, 16, 16, raster, shows_lane=True)
    assert (left.lane, left.inspector) == (None, plan(80, 24, 16, 16, raster).inspector)
    for width, height in ((120, 30), (200, 50)):
        both = plan(width, height, 64, 16, raster, shows_lane=True)
        assert both.lane is not None
        assert both.lane.height == 6
        assert both.inspector is not None


def test_what_is_too_small() -> None:
    assert not too_small(MIN_WIDTH, MIN_HEIGHT)
    assert too_small(MIN_WIDTH - 1, MIN_HEIGHT)
    assert too_small(MIN_WIDTH, MIN_HEIGHT - 1)


@given(st.integers(1, 16), st.integers(1, 8), st.sampled_from([2, 3, 4, 5, 6]))
def test_a_column_is_found_again(beats: int, beat: int, cell: int) -> None:
    raster = Raster(min(16, beats * beat) // beat * beat or beat, beat, beat * 4, cell)
    columns = [raster.column(index) for index in range(raster.page_steps)]
    assert all(later - earlier >= cell for earlier, later in pairwise(columns))
    for index, column in enumerate(columns):
        assert {raster.index_at(column + inside) for inside in range(cell)} == {index}
    assert columns[-1] + cell <= raster.page_width
