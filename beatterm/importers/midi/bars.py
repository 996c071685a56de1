"""Bars: the metres, markers and end of a MIDI file → spans of one metre, which are cut into patterns."""

from collections.abc import Iterator
from typing import NamedTuple

from beatterm.importers.errors import ImportFault
from beatterm.importers.midi.reading import Sheet
from beatterm.importers.midi.steps import is_divisible
from beatterm.model.pattern import MAX_STEPS
from beatterm.model.time import PPQN, STEP_TICKS, WHOLE_TICKS, Meter

MAX_TICKS = 16_384 * PPQN
_FINEST_TICKS = min(STEP_TICKS.values())
LONGEST_PATTERN_TICKS = MAX_STEPS * _FINEST_TICKS
"""Longer patterns have no room for the finest steps."""
_MOST_BEATS = 32
_UNITS = (1, 2, 4, 8, 16, 32)


class Span(NamedTuple):
    """Bars of one metre, under a name ("": none)."""

    start_tick: int
    ticks: int
    meter: Meter
    name: str

    @property
    def unit_ticks(self) -> int:
        """What it is cut by: a bar, a beat where bars are too long for a pattern of fine steps, or as many
        short bars as are half a note.
        """
        bar = self.meter.bar_ticks
        if bar > LONGEST_PATTERN_TICKS:
            return self.meter.beat_ticks
        return bar * max(1, -(-WHOLE_TICKS // (2 * bar)))


def spans_of(sheet: Sheet, last_tick: int) -> tuple[Span, ...]:
    """The spans of a file whose last hit is at a tick: one begins with each new metre, and where a marker
    stands at a bar. ImportFault if they are too long for a song.
    """
    if max(sheet.end_tick, last_tick) >= MAX_TICKS:
        raise ImportFault(f"This lasts longer than {MAX_TICKS // PPQN} beats; save a part of it.")
    starts = _starts(sheet, last_tick)
    ends = [start for start, _, _ in starts[1:]]
    begin, meter, _ = starts[-1]
    ends.append(begin + _last_ticks(sheet, begin, meter, last_tick))
    return tuple(
        Span(start, end - start, meter, name) for (start, meter, name), end in zip(starts, ends, strict=True)
    )


def is_usable(beats: int, unit: int) -> bool:
    """Whether a song can be in such a metre."""
    return 1 <= beats <= _MOST_BEATS and unit in _UNITS


def _starts(sheet: Sheet, last_tick: int) -> list[tuple[int, Meter, str]]:
    """Where spans begin, each in its metre and under its name."""
    names = dict(reversed(sheet.markers))
    meters = {tick: Meter(*meter) for tick, meter in sheet.meters if is_usable(*meter)}
    starts = [(0, meters.get(0, Meter()), names.get(0, ""))]
    for tick in sorted({*names, *meters}):
        start, meter, _ = starts[-1]
        new = meters.get(tick, meter)
        is_at_bar = (tick - start) % meter.bar_ticks == 0
        begins = (tick in names and is_at_bar) or (tick in meters and (new != meter or not is_at_bar))
        if 0 < tick <= last_tick and begins and _can_end(tick - start, meter):
            starts.append((tick, new, names.get(tick, "")))
    return starts


def _can_end(ticks: int, meter: Meter) -> bool:
    """Whether what is left behind whole bars can be a pattern."""
    rest = ticks % Span(0, ticks, meter, "").unit_ticks
    return rest == 0 or is_divisible(rest)


def _last_ticks(sheet: Sheet, start: int, meter: Meter, last_tick: int) -> int:
    """How long the last span is: as the file says, or else whole bars. A note that rings on into a bar
    where nothing more is struck does not lengthen it, if it does so for less than a beat.
    """
    end = sheet.end_tick - start
    if sheet.is_end_said and end > last_tick - start and end % _FINEST_TICKS == 0 and _can_end(end, meter):
        return end
    struck = _bars_up(last_tick - start + 1, meter)
    return struck if end - struck < meter.beat_ticks else _bars_up(end, meter)


def _bars_up(ticks: int, meter: Meter) -> int:
    return max(1, -(-ticks // meter.bar_ticks)) * meter.bar_ticks


def pieces_of(span: Span, units: int) -> Iterator[tuple[int, int]]:
    """Start and length of the parts of a span that are so many units long, the last one maybe shorter."""
    size = units * span.unit_ticks
    for start in range(0, span.ticks, size):
        length = min(size, span.ticks - start)
        whole = length - length % span.unit_ticks
        if whole and whole < length:
            yield span.start_tick + start, whole
            yield span.start_tick + start + whole, length - whole
        else:
            yield span.start_tick + start, length
