"""A grid ⇄ lanes: the drum tab of a pattern, one line a lane. `pattern_read` and `beat_write` use it."""

import re
from dataclasses import dataclass

from beatterm.formats.errors import Fault
from beatterm.formats.fields import is_name
from beatterm.formats.grid_cells import DRUM_EXAMPLE, format_cells, parse_cells
from beatterm.model.pattern import Pattern, Steps, Track
from beatterm.model.time import Meter

_COMMENT = re.compile(r"(?:^|(?<=[ \t|]))#.*")
_LINE_RULE = "a line of a grid is a track's name (1 to 24 letters, digits, - and _), | and its cells"
MAX_TRACKS = 64


@dataclass(frozen=True, slots=True)
class Lane:
    """A line of a grid: a track's name and the steps that its cells say."""

    name: str
    steps: Steps


@dataclass(frozen=True, slots=True)
class Grouping:
    """How many cells stand together as a beat, and how many are a bar; 0 where that is no whole number."""

    beat: int
    bar: int


def parse_grid(text: str) -> tuple[Lane, ...]:
    """The lanes of a grid in their order; a Fault points to the character that breaks a rule."""
    lanes: dict[str, Lane] = {}
    offset = 0
    for line in text.split("\n"):
        lane = _parse_line(line, offset)
        if lane is not None:
            _check_new(lane, lanes, offset + len(line) - len(line.lstrip()))
            lanes[lane.name] = lane
        offset += len(line) + 1
    return tuple(lanes.values())


def format_grid(pattern: Pattern, meter: Meter) -> str:
    """The lanes of a pattern that is in a metre, in canonical form, each line ended."""
    width = max((len(track.name) for track in pattern.tracks), default=0)
    return "".join(f"{format_lane(track, pattern, meter, width + 1)}\n" for track in pattern.tracks)


def format_lane(track: Track, pattern: Pattern, meter: Meter, width: int) -> str:
    """One lane, its name padded to a width."""
    cells = lay_out(format_cells(track.steps), grouping(pattern, track.step_ticks, meter))
    return f"{track.name:<{width}} | {cells} |"


def grouping(pattern: Pattern, step_ticks: int | None, meter: Meter) -> Grouping:
    """Beats and bars of the metre in steps of a track, or of the pattern."""
    ticks = step_ticks or pattern.step_ticks
    beat, beat_rest = divmod(meter.beat_ticks, ticks)
    bar, bar_rest = divmod(meter.bar_ticks, ticks)
    return Grouping(0 if beat_rest else beat, 0 if bar_rest else bar)


def lay_out(cells: list[str], grouping: Grouping, width: int = 0) -> str:
    """Cells in beats and bars: `x... x... | x... x...`; those wider than a character padded and apart."""
    width = max([width, *map(len, cells)])
    between_cells, between_beats = ("", " ") if width == 1 else (" ", "  ")
    padded = [f"{cell:<{width}}" for cell in cells]
    bars = (
        between_beats.join(between_cells.join(beat) for beat in _cut(bar, grouping.beat))
        for bar in _cut(padded, grouping.bar)
    )
    return " | ".join(bars).rstrip()


def without_comment(line: str) -> str:
    """A grid's line up to its comment: a # at the line's start or after a space or |."""
    return _COMMENT.sub("", line)


def _cut(cells: list[str], size: int) -> list[list[str]]:
    size = size or len(cells)
    return [cells[start : start + size] for start in range(0, len(cells), size)]


def _parse_line(line: str, offset: int) -> Lane | None:
    body = without_comment(line)
    start = len(body) - len(body.lstrip(" \t"))
    name, bar, cells = body.partition("|")
    if not body.strip(" \t"):
        return None
    if not bar or not is_name(name.strip(" \t")):
        raise _fault(body, _LINE_RULE, offset + start)
    steps = parse_cells(cells, offset + len(name) + 1)
    if not steps:
        raise _fault(body, "a lane has at least one cell", offset + start)
    return Lane(name.strip(" \t"), steps)


def _check_new(lane: Lane, lanes: dict[str, Lane], offset: int) -> None:
    if lane.name in lanes:
        raise _fault(lane.name, "each track has one lane in a grid", offset)
    if len(lanes) == MAX_TRACKS:
        raise _fault(lane.name, f"a song has at most {MAX_TRACKS} tracks", offset)


def _fault(value: str, rule: str, offset: int) -> Fault:
    return Fault((), rule, DRUM_EXAMPLE, value=repr(value.strip()[:32]), offset=offset)
