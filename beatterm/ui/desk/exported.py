"""What came of an export, in a line for the player."""

from pathlib import Path

from beatterm.session.exporting import ExportState

_STOPPED = "The export was cancelled, and nothing half made is left."


def stopped(state: ExportState) -> str:
    """That an export was cancelled, and what is left of it."""
    if not state.finished:
        return _STOPPED
    return f"{_STOPPED} {count_text(state.finished)} were made before; the same again goes on from there."


def figures(state: ExportState) -> str:
    """What was made, in a line."""
    made = state.made
    if len(made) == 1 and not state.kept and not state.missed:
        first = made[0]
        frames = f": {first.frames:,} frames" if first.frames else ""
        loud = f", {level(first.loudness.integrated_lufs)} LUFS" if first.loudness else ""
        return f"{Path(first.path).name}{frames}{loud}."
    where = f" to {Path(made[0].path).parent}" if made else ""
    return f"{count_text(len(made))}{where}{besides(state)}."


def besides(state: ExportState) -> str:
    """What else became of many: `, 3 there already, 1 failed`, or nothing."""
    counts = (state.kept, "there already"), (len(state.missed), "failed")
    return "".join(f", {count} {word}" for count, word in counts if count)


def count_text(files: int) -> str:
    """`1 file`, `12 files`."""
    return f"{files} file{'s' * (files != 1)}"


def level(value_db: float) -> str:
    """A level with one decimal; silence in a word."""
    return f"{value_db:.1f}" if value_db > float("-inf") else "silent"
