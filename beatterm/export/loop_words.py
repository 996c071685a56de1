"""What a musician is told about a loop: how long it is, and why."""

from beatterm.export.period import Period
from beatterm.model.pattern import Pattern
from beatterm.model.time import Meter


def loop_notes(pattern: Pattern, meter: Meter, ticks: int, period: Period) -> tuple[str, ...]:
    """Notes about a loop of a pattern that is so many ticks long."""
    return (f"{length_text(ticks, meter)}: {_about(pattern, ticks, period)}",)


def length_text(ticks: int, meter: Meter) -> str:
    """A length in bars, or in beats if it is not whole."""
    if ticks % meter.bar_ticks == 0:
        return _counted(ticks // meter.bar_ticks, "bar")
    return _counted(round(ticks / meter.beat_ticks, 3), "beat")


def _about(pattern: Pattern, ticks: int, period: Period) -> str:
    name, (passes, rest) = pattern.name, divmod(ticks, pattern.length_ticks)
    if period.passes is None:
        why = ", ".join(f"{track}: {reason}" for track, reason in period.tracks)
        first = _counted(round(ticks / pattern.length_ticks, 3), "pass", "passes")
        return f"{name} never repeats ({why}), so every turn of the loop is its first {first}."
    if rest == 0 and passes % period.passes == 0:
        anew = "" if passes % (period.takes or 1) == 0 else "; recordings that take turns begin anew with it"
        return f"{name} repeats after {_counted(period.passes, 'pass', 'passes')}{_by(period)}{anew}."
    return (
        f"{name} repeats only after {_counted(period.passes, 'pass', 'passes')}{_by(period)}; the loop "
        f"begins anew before that. Ask for {period.passes} repeats to have it all."
    )


def _by(period: Period) -> str:
    names = ", ".join(track for track, _ in period.tracks)
    return f" ({names})" if names and period.passes != 1 else ""


def _counted(number: float, one: str, many: str = "") -> str:
    return f"{number:g} {one if number == 1 else many or one + 's'}"
