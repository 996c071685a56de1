"""The left edge of the grid: number, name, mute and solo of every track in sight."""

from textual import events
from textual.message import Message
from textual.strip import Strip

from beatterm.ui.looks.look import Look
from beatterm.ui.looks.palette import Ground, Ink
from beatterm.ui.views.grid import Row, Sheet
from beatterm.ui.views.spans import fit
from beatterm.ui.widgets.drawn import Drawn
from beatterm.ui.widgets.line import Line

_RULER = 1
_NUMBER, _FLAGS = 4, 3


class TrackHead(Drawn):
    """Number, name and flags. A click on M or S switches it, one on the name goes there."""

    class Pressed(Message):
        """A track's name was clicked."""

        def __init__(self, row: int) -> None:
            super().__init__()
            self.row = row

    class Muted(Pressed):
        """Its M was clicked."""

    class Soloed(Pressed):
        """Its S was clicked."""

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        super().__init__(look, id=id)
        self._sheet: Sheet | None = None

    def show(self, sheet: Sheet) -> None:
        """Show the tracks of a sheet."""
        old, self._sheet = self._sheet, sheet
        if old is None or _title_of(old) != _title_of(sheet):
            self.redraw()
            return
        for at in range(max(len(old.rows), len(sheet.rows))):
            if _seen(old, at) != _seen(sheet, at):
                self.redraw_line(at + _RULER)

    def draw(self, y: int, width: int) -> Strip:
        line, sheet = Line(), self._sheet
        if sheet is None:
            return super().draw(y, width)
        if y < _RULER:
            return self._title(sheet, width)
        at = y - _RULER
        if at < len(sheet.rows):
            self._row(line, sheet.rows[at], at == sheet.cursor[0], width)
        return line.strip(width, self.look.style(Ink.TEXT))

    def _title(self, sheet: Sheet, width: int) -> Strip:
        look, glyphs = self.look, self.look.glyphs
        above = glyphs.more_up if sheet.top else " "
        below = glyphs.more_down if sheet.top + len(sheet.rows) < sheet.total else " "
        room = width - _FLAGS - len(sheet.pattern) - 6
        steps = f"{sheet.length} steps" if room >= len("256 steps") else f"{sheet.length}"
        line = (
            Line()
            .add(f"  {sheet.pattern} ", look.style(Ink.KEY))
            .add(f"{steps} {above}{below}", look.style(Ink.FAINT))
        )
        return (
            line.to(width - _FLAGS, look.style(Ink.FAINT))
            .add("MS", look.style(Ink.FAINT))
            .strip(width, look.style(Ink.TEXT))
        )

    def _row(self, line: Line, row: Row, here: bool, width: int) -> None:
        look, ground = self.look, Ground.BAR if here else Ground.PLAIN
        ink = Ink.FAINT if not row.audible else Ink.KEY if here else Ink.TEXT
        mark = look.glyphs.cursor if here else " "
        line.add(mark, look.style(Ink.KEY, ground))
        line.add(f"{row.number:>2} ", look.style(Ink.FAINT, ground))
        name = row.name if row.has_sound else f"{row.name} ?"
        line.add(fit(name, width - _NUMBER - _FLAGS - 1, look.glyphs.ellipsis), look.style(ink, ground))
        line.add(" ", look.style(Ink.TEXT, ground))
        rest = look.glyphs.rest
        line.add("M" if row.mute else rest, look.style(Ink.ERROR if row.mute else Ink.REST, ground))
        line.add("S" if row.solo else rest, look.style(Ink.WARN if row.solo else Ink.REST, ground))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        row = event.y - _RULER
        if self._sheet is None or not 0 <= row < len(self._sheet.rows):
            return
        column = event.x - (self.size.width - _FLAGS)
        kind = {0: self.Muted, 1: self.Soloed}.get(column, self.Pressed)
        self.post_message(kind(row))


def _title_of(sheet: Sheet) -> tuple[object, ...]:
    """What the first line depends on."""
    return sheet.pattern, sheet.length, sheet.top, sheet.total


def _seen(sheet: Sheet, at: int) -> tuple[object, ...]:
    """What of a row is drawn here."""
    if at >= len(sheet.rows):
        return ()
    row = sheet.rows[at]
    return row.number, row.name, row.mute, row.solo, row.audible, row.has_sound, sheet.cursor[0] == at
