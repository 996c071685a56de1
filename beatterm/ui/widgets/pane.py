"""A pane below or beside the grid: a title and lines of spans; what is clicked is handed back by its key."""

from rich.cells import cell_len
from textual import events
from textual.message import Message
from textual.strip import Strip

from beatterm.ui.looks.look import Look
from beatterm.ui.looks.palette import Ink
from beatterm.ui.views.spans import Spans
from beatterm.ui.widgets.drawn import Drawn
from beatterm.ui.widgets.line import Line

_TITLE = 1


class PaneView(Drawn):
    """Lines of text under a title; only lines that changed are drawn anew."""

    class Picked(Message):
        """A span with a key was clicked."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    class Wheeled(Picked):
        """The wheel was turned over a span with a key, up (+1) or down (-1)."""

        def __init__(self, key: str, by: int) -> None:
            super().__init__(key)
            self.by = by

    def __init__(self, look: Look, title: str, *, id: str | None = None) -> None:
        super().__init__(look, id=id)
        self._title = title
        self._lines: tuple[Spans, ...] = ()
        self._has_focus = False

    def show(self, lines: tuple[Spans, ...], has_focus: bool, title: str | None = None) -> None:
        """Show other lines."""
        if (has_focus, title or self._title) != (self._has_focus, self._title):
            self._has_focus, self._title = has_focus, title or self._title
            self.redraw_line(0)
        old, self._lines = self._lines, lines
        for at in range(max(len(old), len(lines))):
            if at >= len(old) or at >= len(lines) or old[at] != lines[at]:
                self.redraw_line(at + _TITLE)

    def draw(self, y: int, width: int) -> Strip:
        look, line = self.look, Line()
        if y < _TITLE:
            rule, faint = look.glyphs.rule, look.style(Ink.REST)
            line.add(f"{rule} ", faint).add(
                look.glyphs.spelt(self._title),
                look.style(Ink.KEY if self._has_focus else Ink.SOFT),
            )
            return line.add(f" {rule * (width - line.width - 2)}", faint).strip(width, faint)
        for span in self._lines[y - _TITLE] if y - _TITLE < len(self._lines) else ():
            line.add(look.glyphs.spelt(span.text), look.style(span.ink, span.ground))
        return line.strip(width, look.style(Ink.TEXT))

    def _key_at(self, event: events.MouseEvent) -> str:
        column = 0
        for span in self._lines[event.y - _TITLE] if 0 <= event.y - _TITLE < len(self._lines) else ():
            column += cell_len(span.text)
            if event.x < column:
                return span.key
        return ""

    def on_mouse_down(self, event: events.MouseDown) -> None:
        if key := self._key_at(event):
            self.post_message(self.Picked(key))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        if key := self._key_at(event):
            self.post_message(self.Wheeled(key, 1))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        if key := self._key_at(event):
            self.post_message(self.Wheeled(key, -1))
