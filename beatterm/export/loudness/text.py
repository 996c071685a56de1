"""Loudness in a musician's words: for `render`, `beatterm loudness` and the end of an export."""

from math import inf

from beatterm.export.job import Loudness


def loudness_text(loudness: Loudness) -> str:
    """`-9.8 LUFS integrated, range 3.2 LU, true peak -0.4 dBTP, …`: what is asked for most comes first."""
    if loudness.sample_peak_db == -inf:
        return "silent"
    return ", ".join(
        (
            f"{_level(loudness.integrated_lufs)} LUFS integrated",
            f"range {loudness.range_lu:.1f} LU",
            f"true peak {_level(loudness.true_peak_db)} dBTP",
            f"sample peak {_level(loudness.sample_peak_db)} dBFS",
            f"momentary up to {_level(loudness.momentary_lufs)}",
            f"short-term up to {_level(loudness.short_term_lufs)} LUFS",
        )
    )


def _level(value_db: float) -> str:
    """A level with one decimal; never `-0.0`."""
    return f"{round(value_db, 1) + 0.0:.1f}" if value_db > -inf else "-inf"
