"""The lane under the grid: a line of names, and values drawn in the columns of the grid's steps."""

from itertools import product

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from beatterm.ui.layout import Raster
from beatterm.ui.looks.look import Look
from beatterm.ui.looks.palette import Ground, Ink
from beatterm.ui.views.lane import LaneSheet, Tab
from beatterm.ui.views.spans import fit
from beatterm.ui.widgets.drawn import Drawn
from beatterm.ui.widgets.lane_cells import lane_cell
from beatterm.ui.widgets.line import Line

_TITLE = 1
_FEW = 4
"""So many changed steps are patched into what is drawn; with more, it is drawn anew."""


class LaneView(Drawn):
    """Drawn line by line; only lines that look different are sent anew."""

    class Pressed(Message):
        """A step of the lane was clicked, at a share of its height from the bottom (0 to 1)."""

        def __init__(self, step: int, share: float) -> None:
            super().__init__()
            self.step, self.share = step, share

    class Dragged(Pressed):
        """The pressed mouse came to another place."""

    class Wheeled(Message):
        """The wheel was turned over a step, up (+1) or down (-1)."""

        def __init__(self, step: int, by: int) -> None:
            super().__init__()
            self.step, self.by = step, by

    class Chosen(Message):
        """The name of another value was clicked."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        super().__init__(look, id=id)
        self._raster, self._head, self._pages = Raster(16, 4, 16, 3), 0, 1
        self._sheet: LaneSheet | None = None
        self._bars: dict[int, Strip] = {}
        self._spots: tuple[tuple[int, int, str], ...] = ()
        self._held: tuple[int, float] | None = None

    def show(self, sheet: LaneSheet, raster: Raster, head: int, pages: int) -> None:
        """Show a sheet beside a head so wide, on so many pages of steps."""
        old, same_frame = self._sheet, (raster, head, pages) == (self._raster, self._head, self._pages)
        if sheet == old and same_frame:
            return
        self._sheet, self._raster, self._head, self._pages = sheet, raster, head, pages
        self._patch(old if same_frame else None, sheet)
        for y, before in list(self._kept.items()):
            strip = self.draw(y, self.size.width)
            if strip != before:
                self._kept[y] = strip
                self.refresh(Region(0, y, self.size.width, 1))

    def _patch(self, old: LaneSheet | None, sheet: LaneSheet) -> None:
        """Keep the bars in order: where a few steps changed, only those are drawn anew."""
        if old is None or _frame(old) != _frame(sheet):
            self._bars.clear()
            return
        changed = [at for at, cell in enumerate(sheet.cells) if cell != old.cells[at]]
        if len(changed) > _FEW:
            self._bars.clear()
        for row, at in product(list(self._bars), changed):
            ground = self._ground(sheet, sheet.first + at)
            self._bars[row] = self._with_step(self._bars[row], sheet, at, row, ground)

    def redraw(self) -> None:
        self._bars.clear()
        super().redraw()

    def on_resize(self) -> None:
        self._bars.clear()
        super().on_resize()

    @property
    def _rows(self) -> int:
        return max(1, self.size.height - _TITLE)

    def draw(self, y: int, width: int) -> Strip:
        sheet = self._sheet
        if sheet is None:
            return super().draw(y, width)
        return self._title(sheet, width) if y < _TITLE else self._line(sheet, y - _TITLE, width)

    def _title(self, sheet: LaneSheet, width: int) -> Strip:
        """The names of as many values as fit, page by page, the shown one standing out."""
        look, line = self.look, Line()
        rule, faint = look.glyphs.rule, look.style(Ink.REST)
        line.add(f"{rule} ", faint)
        spots: list[tuple[int, int, str]] = []
        page = _page_of(sheet, width - 8)
        dots = f"{look.glyphs.ellipsis} "
        line.add(dots if page[0] is not sheet.tabs[0] else "", faint)
        for tab in page:
            shown = tab is sheet.tabs[sheet.chosen]
            ink = (Ink.KEY if sheet.has_focus else Ink.TEXT) if shown else Ink.FAINT
            spots.append((line.width, line.width + cell_len(tab.label), tab.key))
            ground = Ground.BAR if shown else Ground.PLAIN
            line.add(tab.label, look.style(ink, ground)).add("  ", faint)
        line.add(dots if page[-1] is not sheet.tabs[-1] else "", faint)
        self._spots = tuple(spots)
        return line.add(rule * (width - line.width - 1), faint).strip(width, faint)

    def _line(self, sheet: LaneSheet, row: int, width: int) -> Strip:
        """The words on the left, the bars, and over them the cursor."""
        bars = self._bars.get(row)
        if bars is None:
            bars = self._bars[row] = self._drawn_bars(sheet, row, width)
        is_base = row == self._rows - 1
        at = sheet.cursor - sheet.first
        if 0 <= at < min(len(sheet.cells), self._count) and (is_base or sheet.has_focus):
            ground = Ground.CURSOR if is_base and sheet.has_focus else Ground.SELECTED
            bars = self._with_step(bars, sheet, at, row, ground)
        return Strip.join([self._said(sheet, row), bars])

    def _said(self, sheet: LaneSheet, row: int) -> Strip:
        look, line = self.look, Line()
        if row < len(sheet.head):
            ink = (Ink.KEY if sheet.has_focus else Ink.TEXT, Ink.TEXT, Ink.FAINT)[row]
            said = fit(look.glyphs.spelt(sheet.head[row]), self._head - 2, look.glyphs.ellipsis)
            line.add(f" {said}", look.style(ink))
        return line.strip(self._head, look.style(Ink.REST))

    def _drawn_bars(self, sheet: LaneSheet, row: int, width: int) -> Strip:
        look, line = self.look, Line()
        gap = look.style(Ink.REST)
        for at in range(min(self._count, len(sheet.cells))):
            line.to(self._column(at), gap)
            text, ink = lane_cell(sheet, at, row, self._rows, self._raster.cell, look.glyphs)
            line.add(text, look.style(ink, self._ground(sheet, sheet.first + at)))
        return line.strip(width - self._head, look.style(Ink.TEXT))

    def _with_step(self, bars: Strip, sheet: LaneSheet, at: int, row: int, ground: Ground) -> Strip:
        """The bars of a row with one step drawn anew."""
        text, ink = lane_cell(sheet, at, row, self._rows, self._raster.cell, self.look.glyphs)
        start, end = self._column(at), self._column(at) + self._raster.cell
        cell = Strip([Segment(text, self.look.style(ink, ground))], self._raster.cell)
        return Strip.join([bars.crop(0, start), cell, bars.crop(end, bars.cell_length)])

    @property
    def _count(self) -> int:
        return self._pages * self._raster.page_steps

    def _column(self, at: int) -> int:
        """Where a step stands, from the first one's cell on."""
        page, index = divmod(at, self._raster.page_steps)
        return page * self._raster.page_width + self._raster.column(index)

    def _ground(self, sheet: LaneSheet, step: int) -> Ground:
        if sheet.selected and sheet.selected[0] <= step <= sheet.selected[1]:
            return Ground.SELECTED
        return Ground.BEAT if step // self._raster.beat_steps % 2 else Ground.PLAIN

    def _place(self, event: events.MouseEvent) -> tuple[int, float] | None:
        """Step and share of the height; None beside the steps."""
        if self._sheet is None or not self._head <= event.x:
            return None
        page, column = divmod(event.x - self._head, self._raster.page_width)
        at = page * self._raster.page_steps + self._raster.index_at(column)
        if page >= self._pages or at >= len(self._sheet.cells):
            return None
        up = self._rows - 1 - (event.y - _TITLE)
        return self._sheet.first + at, max(0.0, min(1.0, up / max(1, self._rows - 1)))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        if event.y < _TITLE:
            for start, end, key in self._spots:
                if start <= event.x < end:
                    self.post_message(self.Chosen(key))
            return
        place = self._place(event)
        if place is not None:
            self.capture_mouse()
            self._held = place
            self.post_message(self.Pressed(*place))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        place = self._place(event)
        if self._held is not None and place is not None and place != self._held:
            self._held = place
            self.post_message(self.Dragged(*place))

    def on_mouse_up(self) -> None:
        self.release_mouse()
        self._held = None

    def _wheel(self, event: events.MouseEvent, by: int) -> None:
        place = self._place(event)
        if place is not None:
            self.post_message(self.Wheeled(place[0], by))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self._wheel(event, 1)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self._wheel(event, -1)


def _frame(sheet: LaneSheet) -> tuple[object, ...]:
    """What all bars depend on."""
    return sheet.form, sheet.first, len(sheet.cells), sheet.length, sheet.selected


def _page_of(sheet: LaneSheet, room: int) -> list[Tab]:
    """The names that stand in one line with the chosen one."""
    pages: list[list[Tab]] = [[]]
    used = 0
    for tab in sheet.tabs:
        width = cell_len(tab.label) + 2
        if pages[-1] and used + width > room:
            pages.append([])
            used = 0
        pages[-1].append(tab)
        used += width
    return next(page for page in pages if sheet.tabs[sheet.chosen] in page)
