"""One page of the grid: a ruler and a row of steps for every track in sight."""

from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from beatterm.ui.layout import Raster
from beatterm.ui.looks.look import Look
from beatterm.ui.looks.palette import Ground, Ink
from beatterm.ui.views.grid import NOWHERE, Sheet
from beatterm.ui.widgets.cells import cell
from beatterm.ui.widgets.drawn import Drawn
from beatterm.ui.widgets.line import Line

_NO_ROW = -1
_RULER = 1


class GridPage(Drawn):
    """So many steps of every track in sight. Lines are kept for each place of the playhead in them."""

    class Pressed(Message):
        """A step was clicked; `row` counts the tracks in sight, -1 is the ruler."""

        def __init__(self, row: int, step: int) -> None:
            super().__init__()
            self.row, self.step = row, step

    class Dragged(Pressed):
        """The pressed mouse came over another step."""

    class Wheeled(Message):
        """The wheel was turned over a step, up (+1) or down (-1)."""

        def __init__(self, row: int, step: int, by: int) -> None:
            super().__init__()
            self.row, self.step, self.by = row, step, by

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        super().__init__(look, id=id)
        self._raster = Raster(16, 4, 16, 3)
        self._first = 0
        self._sheet: Sheet | None = None
        self._lines: dict[tuple[int, int], Strip] = {}
        self._heads: tuple[int, ...] = ()
        self._ruler_head = NOWHERE
        self._held: tuple[int, int] | None = None

    def show(self, sheet: Sheet, raster: Raster, first: int) -> None:
        """Show a sheet from a step on; only lines that look different are drawn anew."""
        old, same_frame = self._sheet, (raster, first) == (self._raster, self._first)
        self._sheet, self._raster, self._first = sheet, raster, first
        if old is None or not same_frame or _frame(old) != _frame(sheet):
            self.redraw()
            return
        if (old.cursor[1], old.length) != (sheet.cursor[1], sheet.length):
            self._forget(_NO_ROW)
        for at, (before, after) in enumerate(zip(old.rows, sheet.rows, strict=True)):
            if before != after or _marks(old, at) != _marks(sheet, at):
                self._forget(at)

    def set_playheads(self, ruler: int, rows: tuple[int, ...]) -> None:
        """Move the playhead: the pattern's step, and that of each row in sight, counted in the pattern."""
        olds = (self._ruler_head, *self._heads)
        news = (self._local(ruler), *(self._local(step) for step in rows))
        self._ruler_head, self._heads = news[0], news[1:]
        for at in range(max(len(olds), len(news))):
            old, new = (each[at] if at < len(each) else NOWHERE for each in (olds, news))
            if old != new:
                self._refresh_cells(at, old, new)

    def _local(self, step: int) -> int:
        at = step - self._first
        return at if step != NOWHERE and 0 <= at < self._raster.page_steps else NOWHERE

    def _refresh_cells(self, y: int, old: int, new: int) -> None:
        """Two steps of a line; neighbours as one, since each region is sent from the left of its line."""
        self._kept.pop(y, None)
        cells = [
            Region(self._raster.column(at), y, self._raster.cell, 1) for at in (old, new) if at != NOWHERE
        ]
        self.refresh(*([cells[0].union(cells[1])] if new - old == 1 and len(cells) == 2 else cells))

    def _forget(self, row: int) -> None:
        for key in [key for key in self._lines if key[0] == row]:
            del self._lines[key]
        self.redraw_line(row + _RULER)

    def redraw(self) -> None:
        self._lines.clear()
        super().redraw()

    def on_resize(self) -> None:
        self._lines.clear()
        super().on_resize()

    def draw(self, y: int, width: int) -> Strip:
        row = y - _RULER
        head = self._ruler_head if row == _NO_ROW else self._heads[row] if row < len(self._heads) else NOWHERE
        strip = self._lines.get((row, head))
        if strip is None:
            strip = self._lines[row, head] = (
                self._ruler(head, width) if row < 0 else self._row(row, head, width)
            )
        return strip

    def _ruler(self, head: int, width: int) -> Strip:
        line, sheet, plain = Line(), self._sheet, self.look.style(Ink.TEXT)
        if sheet is None:
            return line.strip(width, plain)
        for at in range(self._raster.page_steps):
            line.to(self._raster.column(at), plain)
            step = self._first + at
            if step < sheet.width:
                text, ink = self._mark(step, at == head, sheet)
                line.add(" " * ((self._raster.cell - 1) // 2) + text, self.look.style(ink))
        return line.strip(width, plain)

    def _mark(self, step: int, under_head: bool, sheet: Sheet) -> tuple[str, Ink]:
        glyphs = self.look.glyphs
        if under_head:
            return glyphs.playhead, Ink.GO
        beat, rest = divmod(step, self._raster.beat_steps)
        here = step == sheet.cursor[1] and sheet.has_focus
        if rest == 0:
            ink = Ink.KEY if here else Ink.SOFT if step % self._raster.bar_steps else Ink.STRONG
            return f"{beat + 1}", ink if step < sheet.length else Ink.FAINT
        return glyphs.rest, Ink.KEY if here else Ink.REST

    def _row(self, at: int, head: int, width: int) -> Strip:
        line, sheet, plain = Line(), self._sheet, self.look.style(Ink.TEXT)
        gap = self.look.style(Ink.REST)  # as the rests beside it, which saves a change of style on the wire
        if sheet is None or at >= len(sheet.rows):
            return line.strip(width, plain)
        row = sheet.rows[at]
        for index in range(self._raster.page_steps):
            step = self._first + index
            if step < sheet.width:
                ground = self._ground(at, step, index == head)
                line.to(self._raster.column(index), gap)
                for text, ink in cell(row, step, self._raster.cell, self.look.glyphs, index == head):
                    line.add(text, self.look.style(ink, ground))
        return line.strip(width, plain)

    def _ground(self, at: int, step: int, under_head: bool) -> Ground:
        sheet = self._sheet
        if sheet is None:
            return Ground.PLAIN
        if (at, step) == sheet.cursor:
            return Ground.CURSOR if sheet.has_focus else Ground.SELECTED
        if under_head:
            return Ground.PLAYHEAD
        box = sheet.selection
        if box and box.top <= at <= box.bottom and box.first <= step <= box.last:
            return Ground.SELECTED
        return Ground.BEAT if step // self._raster.beat_steps % 2 else Ground.PLAIN

    def _place(self, event: events.MouseEvent) -> tuple[int, int]:
        """Track in sight and step; a held mouse may have left this page for another."""
        page, column = divmod(event.x, self._raster.page_width)
        return event.y - _RULER, self._first + page * self._raster.page_steps + self._raster.index_at(column)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self.capture_mouse()
        self._held = self._place(event)
        self.post_message(self.Pressed(*self._held))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        place = self._place(event)
        if self._held is not None and place != self._held:
            self._held = place
            self.post_message(self.Dragged(*place))

    def on_mouse_up(self) -> None:
        self.release_mouse()
        self._held = None

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self.post_message(self.Wheeled(*self._place(event), 1))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self.post_message(self.Wheeled(*self._place(event), -1))


def _frame(sheet: Sheet) -> tuple[int, int, bool]:
    """What every line depends on."""
    return len(sheet.rows), sheet.width, sheet.has_focus


def _marks(sheet: Sheet, at: int) -> tuple[int, object]:
    """What of cursor and selection falls into a row."""
    box = sheet.selection
    inside = (box.first, box.last) if box and box.top <= at <= box.bottom else None
    return sheet.cursor[1] if sheet.cursor[0] == at else NOWHERE, inside
