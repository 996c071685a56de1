"""How loud a file becomes: from what was measured and what is asked for to a gain, and frames with that gain.

A render whose level is set is measured first, then written with the gain found here.
"""

from collections.abc import Iterable, Iterator
from math import inf, isfinite

import numpy as np

from beatterm.engine.frames import Frames
from beatterm.export.job import AS_MIXED, GAIN, PEAK, Level, Loudness, Refused

LIMIT_DB = 40.0
"""As much as a file is raised at most: what is softer than that is hardly meant to be heard."""

SOFTEST_GOAL_DB = -60.0
_PEAK_MARGIN_DB = 0.001
"""Kept below a ceiling or a peak's goal, so that neither rounding nor dither goes above it."""


def check_level(level: Level) -> None:
    """Refused if no file can have such a level."""
    if level.kind in (AS_MIXED, GAIN):
        return
    goal = "peak" if level.kind == PEAK else "loudness"
    for name, value_db in ((goal, level.goal_db), ("ceiling", level.ceiling_db)):
        if not (isfinite(value_db) and SOFTEST_GOAL_DB <= value_db <= 0.0):
            raise Refused(
                f"A {name} of {value_db:g} cannot be reached. Choose from {SOFTEST_GOAL_DB:g} to 0: -14 for "
                "loudness, -1 for a peak or a ceiling"
            )


def gain_db_for(loudness: Loudness, level: Level) -> tuple[float, str]:
    """What to add to a sound in dB to reach a level, and what a musician should know of it, or ''."""
    check_level(level)
    if level.kind == AS_MIXED:
        return 0.0, ""
    if level.kind == GAIN:
        return level.goal_db, ""
    if loudness.sample_peak_db == -inf:
        return 0.0, "It is silent, so its level stays as it is."
    return _to_peak(loudness, level) if level.kind == PEAK else _to_loudness(loudness, level)


def levelled(blocks: Iterable[Frames], gain_db: float) -> Iterator[Frames]:
    """The blocks with a gain; they are the same frames, to the bit, if it is 0."""
    if gain_db == 0.0:
        yield from blocks
        return
    factor = np.float32(10.0 ** (gain_db / 20.0))
    for block in blocks:
        yield block * factor


def raised(loudness: Loudness, gain_db: float) -> Loudness:
    """What a sound measures once it has that gain. The range stays."""
    return Loudness(
        loudness.integrated_lufs + gain_db,
        loudness.range_lu,
        loudness.momentary_lufs + gain_db,
        loudness.short_term_lufs + gain_db,
        loudness.true_peak_db + gain_db,
        loudness.sample_peak_db + gain_db,
    )


def _to_peak(loudness: Loudness, level: Level) -> tuple[float, str]:
    gain_db = level.goal_db - _PEAK_MARGIN_DB - loudness.true_peak_db
    if gain_db > LIMIT_DB:
        return LIMIT_DB, _too_soft(loudness.true_peak_db + LIMIT_DB, "dBTP")
    return gain_db, ""


def _to_loudness(loudness: Loudness, level: Level) -> tuple[float, str]:
    if loudness.integrated_lufs == -inf:
        return (
            0.0,
            "It is too short or too soft to have a loudness, so its level stays as it is. Set its peak.",
        )
    wanted_db = level.goal_db - loudness.integrated_lufs
    room_db = level.ceiling_db - _PEAK_MARGIN_DB - loudness.true_peak_db
    if min(wanted_db, room_db) > LIMIT_DB:
        return LIMIT_DB, _too_soft(loudness.integrated_lufs + LIMIT_DB, "LUFS")
    if room_db < wanted_db:
        return room_db, _held_back(loudness.integrated_lufs + room_db, wanted_db - room_db, level)
    return wanted_db, ""


def _held_back(reached_lufs: float, missing_lu: float, level: Level) -> str:
    return (
        f"Its peaks reach the ceiling of {level.ceiling_db:g} dBTP at {reached_lufs:.1f} LUFS, "
        f"{missing_lu:.1f} LU below the {level.goal_db:g} asked for. Tame the loudest hits to make room."
    )


def _too_soft(reached: float, unit: str) -> str:
    return f"It is raised by {LIMIT_DB:g} dB, no more, to {reached:.1f} {unit}: turn up the mix first."
