"""Where everything stands on a screen of a given size: pure arithmetic, in cells."""

from dataclasses import dataclass, replace

from beatterm.model.pattern import Pattern
from beatterm.model.time import SIXTEENTH_TICKS, Meter

MIN_WIDTH, MIN_HEIGHT = 60, 18
PAGE_STEPS = 16
MAX_PAGES = 4
_CELLS = (6, 5, 4, 3, 2)
_SIDE_FROM, _SIDE_WIDTH = 150, 36
_COLUMNS_FROM = 100
_TOP, _BOTTOM, _RULER = 2, 1, 1
_INSPECTOR_ROWS = 4
_LEVELS_LEAST, _LEVELS_MOST = 6, 24
_PANE_LEAST = 4
_PADS_WIDTH, _PADS_ROWS = 36, 4
_KIT_ROWS, _KIT_FROM = 15, 39
_GROUP = 4
_LANE_TITLE, _LANE_ROWS = 1, (5, 3)
"""Lanes are an odd number of rows high, so that they have a middle."""
_HEAD_LEAST, _HEAD_MORE = 14, 8


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle of the screen."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Raster:
    """How steps stand in a page: so many a page, a beat's worth side by side, so many cells each."""

    page_steps: int
    beat_steps: int
    bar_steps: int
    cell: int

    @property
    def page_width(self) -> int:
        """Cells of one page, with a gap behind every beat."""
        return self.page_steps * self.cell + -(-self.page_steps // self.beat_steps)

    def column(self, index: int) -> int:
        """The first cell of a step of the page."""
        return index * self.cell + index // self.beat_steps

    def index_at(self, column: int) -> int:
        """The step of the page that a cell belongs to; a gap belongs to the step before it."""
        beat, rest = divmod(column, self.beat_steps * self.cell + 1)
        within = min(rest // self.cell, self.beat_steps - 1)
        return max(0, min(self.page_steps - 1, beat * self.beat_steps + within))


@dataclass(frozen=True, slots=True)
class Plan:
    """One screen. `rows` tracks and `pages` pages of steps are visible at once."""

    raster: Raster
    rows: int
    transport: Rect
    hints: Rect
    head: Rect
    pages: tuple[Rect, ...]
    levels: Rect | None
    lane: Rect | None
    inspector: Rect | None
    sections: Rect | None
    mix: Rect | None
    keys: Rect | None
    kit: Rect | None
    pads: Rect | None = None
    setup: Rect | None = None

    @property
    def visible_steps(self) -> int:
        """Steps that are visible at once."""
        return len(self.pages) * self.raster.page_steps


def scrolled(first: int, visible: int, wanted: int) -> int:
    """The first page or row in sight, moved as little as shows the wanted one."""
    return max(wanted - visible + 1, min(first, wanted))


def too_small(width: int, height: int) -> bool:
    """Whether a screen cannot hold a sensible grid."""
    return width < MIN_WIDTH or height < MIN_HEIGHT


def raster_of(pattern: Pattern | None, meter: Meter) -> tuple[int, int, int]:
    """Steps of a page, of a beat and of a bar of a pattern: pages are whole bars, or whole beats, of up to
    16 steps. Where a beat is one step or less, bars stand for beats.
    """
    step_ticks = pattern.step_ticks if pattern else SIXTEENTH_TICKS
    beat = meter.beat_ticks // step_ticks
    bar = beat * meter.beats
    if not 2 <= beat <= PAGE_STEPS:
        beat = bar = bar if 2 <= bar <= PAGE_STEPS else _GROUP
    unit = bar if bar <= PAGE_STEPS else beat
    return PAGE_STEPS // unit * unit, beat, bar


def plan(
    width: int,
    height: int,
    steps: int,
    tracks: int,
    raster: tuple[int, int, int],
    shows_sections: bool = False,
    shows_lane: bool = False,
    lane_has_keys: bool = False,
) -> Plan:
    """The plan of a screen that is not too small, for a pattern so many steps wide with so many tracks. Where
    there is no room for a lane beside the lower panes, it takes their place while it has the keys.
    """
    side = _SIDE_WIDTH if width >= _SIDE_FROM else 0
    left = width - side
    free = height - _TOP - _RULER - _BOTTOM
    rows = max(1, min(tracks, free - (_PANE_LEAST if side else _INSPECTOR_ROWS)))
    below = Rect(0, _TOP + rows + _RULER, left, free - rows)
    lane, lower = _parted(below, shows_lane, lane_has_keys)
    rail = Rect(left, _TOP, side, height - _TOP - _BOTTOM)
    panes = _wide(lower, rail) if side else _narrow(lower, shows_sections)
    head, fitted, pages = _fitted(left, steps, raster)
    names, page, levels = _grid(Rect(0, _TOP, left, rows + _RULER), head, fitted.page_width, pages)
    transport, hints = Rect(0, 0, width, _TOP), Rect(0, height - _BOTTOM, width, _BOTTOM)
    return Plan(fitted, rows, transport, hints, names, page, levels, lane, *panes)


def _grid(room: Rect, head: int, page_width: int, pages: int) -> tuple[Rect, tuple[Rect, ...], Rect | None]:
    """Track names, pages and, where there is room for them, levels side by side."""
    page = [Rect(head + at * page_width, room.y, page_width, room.height) for at in range(pages)]
    end = head + pages * page_width
    levels = min(_LEVELS_MOST, room.width - end)
    meters = Rect(end, room.y, levels, room.height) if levels >= _LEVELS_LEAST else None
    return Rect(0, room.y, head, room.height), tuple(page), meters


def with_pads(made: Plan) -> Plan:
    """The same with the pads in place of the keys, the sections or the inspector, where there is room."""
    if _holds_pads(made.keys):
        return replace(made, pads=made.keys, keys=None)
    if made.inspector and _holds_pads(made.sections):
        return replace(made, pads=made.sections, sections=None)
    if _holds_pads(made.inspector):
        return replace(made, pads=made.inspector, inspector=None)
    return made


def with_setup(made: Plan, width: int, height: int) -> Plan:
    """The same with Setup in place of everything between the lines at the top and the one at the bottom."""
    return replace(made, setup=Rect(0, _TOP, width, height - _TOP - _BOTTOM))


def _holds_pads(rect: Rect | None) -> bool:
    return rect is not None and rect.width >= _PADS_WIDTH and rect.height > _PADS_ROWS


def _parted(lower: Rect, shows_lane: bool, lane_has_keys: bool) -> tuple[Rect | None, Rect]:
    """The lane right below the grid, and what is left for the panes."""
    heights = [_LANE_TITLE + rows for rows in _LANE_ROWS] if shows_lane else []
    beside = [(height, lower.height - height) for height in heights if lower.height - height >= _PANE_LEAST]
    instead = [(height, 0) for height in heights if lane_has_keys and height <= lower.height]
    for height, left in (*beside, *instead):
        lane = Rect(lower.x, lower.y, lower.width, height)
        return lane, Rect(lower.x, lower.y + height, lower.width, left)
    return None, lower


def _fitted(room: int, steps: int, raster: tuple[int, int, int]) -> tuple[int, Raster, int]:
    """The width of the track names, and as many pages of steps as the pattern needs and the room holds, in
    the widest cells. What is left over goes to names and levels.
    """
    page_steps, beat, bar = raster
    wanted = max(1, min(MAX_PAGES, -(-steps // page_steps)))
    for pages in range(wanted, 0, -1):
        for cell in _CELLS:
            fitted = Raster(page_steps, beat, bar, cell)
            over = room - pages * fitted.page_width - _HEAD_LEAST - _LEVELS_LEAST
            if over >= 0:
                return _HEAD_LEAST + min(_HEAD_MORE, over // 3), fitted, pages
    return _HEAD_LEAST, Raster(page_steps, beat, bar, _CELLS[-1]), 1


_Panes = tuple[Rect | None, Rect | None, Rect | None, Rect | None, Rect | None]
"""Inspector, sections, mix, keys, kit."""


def _narrow(lower: Rect, shows_sections: bool) -> _Panes:
    """Inspector and sections side by side where there is room, else whichever the keys act on."""
    if not lower.height:
        return None, None, None, None, None
    if lower.width < _COLUMNS_FROM:
        return (None, lower, None, None, None) if shows_sections else (lower, None, None, None, None)
    left = lower.width * 3 // 5
    right = Rect(left, lower.y, lower.width - left, lower.height)
    return Rect(0, lower.y, left, lower.height), right, None, None, None


def _wide(lower: Rect, side: Rect) -> _Panes:
    """Inspector and kit at the side, three panes below the grid."""
    first = last = lower.width // 4
    middle = lower.width - first - last
    kit_rows = _KIT_ROWS if side.height >= _KIT_FROM else 0
    kit = Rect(side.x, side.y + side.height - kit_rows, side.width, kit_rows) if kit_rows else None
    inspector = Rect(side.x, side.y, side.width, side.height - kit_rows)
    if not lower.height:
        return inspector, None, None, None, kit
    return (
        inspector,
        Rect(0, lower.y, first, lower.height),
        Rect(first, lower.y, middle, lower.height),
        Rect(first + middle, lower.y, last, lower.height),
        kit,
    )
