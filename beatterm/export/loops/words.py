"""What a musician is told about a loop: how long it is, and why."""

from collections.abc import Sequence

from beatterm.export.loops.period import Period
from beatterm.model.pattern import Pattern
from beatterm.model.time import Meter

_MOST_NAMES = 4


def loop_notes(
    pattern: Pattern, meter: Meter, ticks: int, period: Period, begins_later: bool = False
) -> tuple[str, ...]:
    """Notes about a loop of a pattern that is so many ticks long, and `begins_later` than with a first pass
    of its own.
    """
    left_out = _left_out(period) if begins_later else ""
    return (f"{length_text(ticks, meter)}: {_about(pattern, ticks, period, begins_later)}{left_out}",)


def round_notes(meter: Meter, ticks: int) -> tuple[str, ...]:
    """Notes about any other loop of so many ticks."""
    return (f"{length_text(ticks, meter)}, the same every time round.",)


def length_text(ticks: int, meter: Meter) -> str:
    """A length in bars, or in beats if it is not whole."""
    if ticks % meter.bar_ticks == 0:
        return _counted(ticks // meter.bar_ticks, "bar")
    return _counted(round(ticks / meter.beat_ticks, 3), "beat")


def _about(pattern: Pattern, ticks: int, period: Period, begins_later: bool) -> str:
    name, (passes, rest) = pattern.name, divmod(ticks, pattern.length_ticks)
    if period.passes is None:
        first = "first pass" if ticks == pattern.length_ticks else f"first {_passes(ticks, pattern)}"
        return f"{name} never repeats ({_why_never(period)}), so every turn of the loop is its {first}."
    if rest:
        return f"{_passes(ticks, pattern)} of {name}, which then begins anew."
    all_of_it = f"{_counted(period.passes, 'pass', 'passes')}{_by(period)}"
    if passes % period.passes:
        return (
            f"{name} repeats only after {all_of_it}; the loop begins anew after {passes}. "
            f"Ask for {period.passes} repeats to have it all."
        )
    if period.firsts and not begins_later:
        whole = _passes(ticks, pattern)
        return f"every turn of the loop is the first {whole} of {name}, with what only the first one has."
    anew = "; recordings that take turns begin anew with it" if passes % (period.takes or 1) else ""
    return f"{name} repeats after {all_of_it}{anew}."


def _left_out(period: Period) -> str:
    names = _some(period.firsts)
    return f" What {names} has in the first pass only is left out; to have it, ask for a number of repeats."


def _why_never(period: Period) -> str:
    reasons = dict.fromkeys(reason for _, reason in period.tracks)
    return "; ".join(f"{reason}: {_listed(period, reason)}" for reason in reasons)


def _by(period: Period) -> str:
    return f" ({_listed(period)})" if period.tracks and period.passes != 1 else ""


def _listed(period: Period, wanted: str = "") -> str:
    return _some([track for track, reason in period.tracks if reason == wanted])


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    return ", ".join(names[:_MOST_NAMES]) + more


def _passes(ticks: int, pattern: Pattern) -> str:
    return _counted(round(ticks / pattern.length_ticks, 3), "pass", "passes")


def _counted(number: float, one: str, many: str = "") -> str:
    text = f"{number}" if isinstance(number, int) else f"{number:g}"
    return f"{text} {one if number == 1 else many or one + 's'}"
