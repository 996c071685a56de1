"""What of the song is in sight: the screen's plan, which rows and pages of the grid stand on it, and the cell
that the cursor is on. The stage places and fills its widgets by it.
"""

from textual.geometry import Offset

from beatterm.ui.desk.desk import Desk, Pane
from beatterm.ui.desk.hands import Layer
from beatterm.ui.desk.place import sheet_width
from beatterm.ui.layout import Plan, Rect, plan, raster_of, scrolled, too_small, with_pads, with_setup


def plan_of(desk: Desk, width: int, height: int) -> Plan | None:
    """The plan of a screen of that size for what the desk shows; None where it is too small."""
    if too_small(width, height):
        return None
    pattern = desk.song.pattern(desk.place.pattern)
    raster = raster_of(pattern, desk.song.meter_of(pattern) if pattern else desk.song.meter)
    made = plan(
        width,
        height,
        sheet_width(desk.song, pattern) if pattern else 1,
        len(desk.song.tracks),
        raster,
        desk.pane is Pane.SECTIONS,
        desk.shows_lane,
        desk.pane is Pane.LANE,
    )
    if desk.hands.layer in (Layer.PADS, Layer.PIANO):
        made = with_pads(made)
    return with_setup(made, width, height) if desk.pane is Pane.SETUP else made


class Sight:
    """The part of the grid that the screen shows: it moves as little as shows what is wanted. `plan` is None
    where the window is too small, `top` is the first row in sight.
    """

    def __init__(self) -> None:
        self.plan: Plan | None = None
        self.top = self._page = 0

    @property
    def page_steps(self) -> int:
        """Steps of a page."""
        return self.plan.raster.page_steps if self.plan else 1

    @property
    def first(self) -> int:
        """The first step in sight."""
        return self._page * self.page_steps

    def show_step(self, step: int) -> bool:
        """Turn to the page of a step; whether another one is in sight now."""
        pages = len(self.plan.pages) if self.plan else 1
        page = scrolled(self._page, pages, step // self.page_steps)
        turned, self._page = page != self._page, page
        return turned

    def show_row(self, row: int, count: int) -> None:
        """Scroll to a row, of so many."""
        visible = self.plan.rows if self.plan else 1
        self.top = max(0, min(scrolled(self.top, visible, row), count - visible))

    def cursor(self, desk: Desk) -> Offset:
        """The cell of the screen that the keys act on."""
        if self.plan is None:
            return Offset(0, 0)
        pane = _pane_of(self.plan, desk.pane)
        return Offset(pane.x, pane.y + 1) if pane else self._cell(self.plan, desk)

    def _cell(self, plan: Plan, desk: Desk) -> Offset:
        """The step under the cursor: in the grid, or in the lane below it."""
        page, index = divmod(desk.place.step - self.first, self.page_steps)
        column = plan.raster.column(index)
        if desk.pane is Pane.LANE and plan.lane:
            x = plan.head.width + page * plan.raster.page_width + column
            return Offset(x, plan.lane.y + plan.lane.height - 1)
        rect = plan.pages[max(0, min(page, len(plan.pages) - 1))]
        x = rect.x + column + (plan.raster.cell - 1) // 2
        return Offset(x, rect.y + 1 + desk.place.track - self.top)


def _pane_of(plan: Plan, pane: Pane) -> Rect | None:
    """Where a pane stands, if it is one that lies outside the grid."""
    match pane:
        case Pane.INSPECTOR | Pane.TUNER:
            return plan.inspector
        case Pane.SECTIONS:
            return plan.sections
        case Pane.SETUP:
            return plan.setup
    return None
