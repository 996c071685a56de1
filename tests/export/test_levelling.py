"""Levels: what is written measures what was asked for, peaks stay below the ceiling, and silence stays."""

from dataclasses import replace
from math import inf, nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatterm.engine.frames import Frames
from beatterm.export.job import AS_MIXED, LOUDNESS, PEAK, Level, Loudness, Refused
from beatterm.export.loudness.levelling import LIMIT_DB, check_level, gain_db_for, levelled, raised
from beatterm.export.loudness.meter import measured
from tests.export import sounds

RATE = 48000
READ = Loudness(-20.0, 3.0, -17.0, -18.0, -6.0, -6.5)


def brought_to(level: Level, frames: Frames) -> tuple[Loudness, str]:
    """What the frames measure once they have the gain that was found for them, and the note."""
    blocks = np.array_split(frames, 7)
    gain_db, note = gain_db_for(measured(blocks, RATE), level)
    return measured(list(levelled(blocks, gain_db)), RATE), note


@pytest.mark.parametrize("goal_db", [0.0, -1.0, -20.0])
def test_a_true_peak_comes_to_its_goal_and_not_above(goal_db: float) -> None:
    for frames in (sounds.music(RATE), sounds.white(RATE, 1.0), sounds.pulse(1)):
        read, note = brought_to(Level(PEAK, goal_db), frames)
        assert goal_db - 0.05 <= read.true_peak_db <= goal_db
        assert note == ""


@pytest.mark.parametrize("goal_lufs", [-16.0, -23.0])
def test_loudness_comes_to_its_goal_where_the_peaks_have_room(goal_lufs: float) -> None:
    read, note = brought_to(Level(LOUDNESS, goal_lufs), sounds.pink(RATE))
    assert read.integrated_lufs == pytest.approx(goal_lufs, abs=0.05)
    assert (read.true_peak_db < -1.0, note) == (True, "")


def test_a_ceiling_holds_loudness_back_and_says_by_how_much() -> None:
    read, note = brought_to(Level(LOUDNESS, -6.0, -1.5), sounds.pink(RATE))
    assert -1.55 <= read.true_peak_db <= -1.5
    assert note == (
        f"Its peaks reach the ceiling of -1.5 dBTP at {read.integrated_lufs:.1f} LUFS, "
        f"{-6.0 - read.integrated_lufs:.1f} LU below the -6 asked for. Tame the loudest hits to make room."
    )


@given(
    st.floats(-60, 0),
    st.floats(-60, 0),
    st.floats(-90, 6),
    st.floats(-90, 6),
    st.sampled_from((PEAK, LOUDNESS)),
)
def test_nothing_is_raised_above_goal_ceiling_or_limit(
    goal_db: float, ceiling_db: float, integrated: float, peak: float, kind: str
) -> None:
    read = replace(READ, integrated_lufs=integrated, true_peak_db=peak)
    gain_db, note = gain_db_for(read, Level(kind, goal_db, ceiling_db))
    reached = raised(read, gain_db)
    assert gain_db <= LIMIT_DB
    if kind == PEAK:
        assert reached.true_peak_db <= goal_db
        assert bool(note) == (reached.true_peak_db < goal_db - 0.01)
    else:
        assert reached.integrated_lufs <= goal_db + 1e-9
        assert reached.true_peak_db <= ceiling_db
        assert bool(note) == (reached.integrated_lufs < goal_db - 1e-9)


def test_as_mixed_changes_no_bit() -> None:
    assert gain_db_for(READ, Level(AS_MIXED, nan, nan)) == (0.0, "")
    frames = sounds.white(RATE, 0.1)
    assert [block is frames for block in levelled((frames,), 0.0)] == [True]


@pytest.mark.parametrize("kind", [PEAK, LOUDNESS])
def test_silence_stays_silent_with_a_note(kind: str) -> None:
    silent = Loudness(-inf, 0.0, -inf, -inf, -inf, -inf)
    assert gain_db_for(silent, Level(kind, -14.0)) == (0.0, "It is silent, so its level stays as it is.")


def test_what_has_no_loudness_keeps_its_level_and_the_note_names_the_other_way() -> None:
    gain_db, note = gain_db_for(replace(READ, integrated_lufs=-inf), Level(LOUDNESS, -14.0))
    assert gain_db == 0.0
    assert note.endswith("Set its peak.")


def test_what_is_next_to_nothing_is_not_blown_up() -> None:
    soft = replace(READ, integrated_lufs=-69.0, true_peak_db=-60.0)
    assert gain_db_for(soft, Level(LOUDNESS, -14.0)) == (
        LIMIT_DB,
        "It is raised by 40 dB, no more, to -29.0 LUFS: turn up the mix first.",
    )
    assert gain_db_for(soft, Level(PEAK, -1.0))[1].startswith("It is raised by 40 dB, no more, to -20.0 dBTP")


@pytest.mark.parametrize("goal_db", [0.5, -61.0, nan, inf, -inf])
def test_levels_that_no_file_can_have_are_refused(goal_db: float) -> None:
    for level in (Level(PEAK, goal_db), Level(LOUDNESS, goal_db), Level(LOUDNESS, -14.0, goal_db)):
        with pytest.raises(Refused, match="Choose from -60 to 0"):
            check_level(level)
    check_level(Level(LOUDNESS, -14.0, -1.0))


def test_a_level_moves_all_but_the_range() -> None:
    assert raised(READ, 2.0) == Loudness(-18.0, 3.0, -15.0, -16.0, -4.0, -4.5)
