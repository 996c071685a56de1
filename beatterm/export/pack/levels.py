"""What is said of a pack's levels: which file was brought to what, and what goes along with it."""

from beatterm.export.job import AS_MIXED, PEAK, Level
from beatterm.export.pack.contents import Contents


def levels_text(level: Level, contents: Contents, gain_db: float) -> str:
    """For the sheet; nothing where all is as it is mixed. `gain_db` is what the song's mix got."""
    if level.kind == AS_MIXED:
        return ""
    has_own = contents.loops and contents.levels_loops
    follow = [*["loops"] * (contents.loops and not has_own), *["stems"] * bool(contents.stems_of)]
    goal = "the song and each loop" if has_own else "the song"
    with_it = f"; {' and '.join(follow)} with the song's {gain_db:+.1f} dB" if follow else ""
    return f"{goal} to {_goal_text(level)}{with_it}"


def _goal_text(level: Level) -> str:
    if level.kind == PEAK:
        return f"a true peak of {level.goal_db:g} dBTP"
    return f"{level.goal_db:g} LUFS, no true peak above {level.ceiling_db:g} dBTP"
