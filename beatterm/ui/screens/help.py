"""All keys, read off the table of Actions."""

from textual import events
from textual.app import ComposeResult

from beatterm.ui.desk.desk import Pane
from beatterm.ui.key_help import help_columns
from beatterm.ui.layout import Rect
from beatterm.ui.looks.look import Look
from beatterm.ui.screens.dialog import Dialog
from beatterm.ui.widgets.pane import PaneView

_ALL = 10_000
"""More lines than there are."""


class HelpScreen(Dialog):
    """Arrows and pages scroll; escape, q and ? close."""

    def __init__(self, look: Look, pane: Pane) -> None:
        super().__init__()
        self._pane = pane
        self._top = 0
        self._view = PaneView(look, "Keys (arrows scroll, esc closes)", id="help")

    def compose(self) -> ComposeResult:
        yield self._view

    def on_resize(self) -> None:
        self._scroll(0)

    def _scroll(self, by: int) -> None:
        width, height = self.app.size
        self._view.put(Rect(0, 0, width, height))
        lines = help_columns(width, self._pane, self._view.look.glyphs)
        self._top = max(0, min(self._top + by, len(lines) - height + 1))
        self._view.show(tuple(lines[self._top : self._top + height - 1]), True)

    def on_key(self, event: events.Key) -> None:
        if event.character in ("q", "?", ":") or event.key in ("f1", "enter", "space"):
            event.stop()
            self.dismiss(None)
        page = self.app.size.height - 3
        by = {
            "down": 1,
            "j": 1,
            "up": -1,
            "k": -1,
            "pagedown": page,
            "pageup": -page,
            "end": _ALL,
            "home": -_ALL,
        }.get(event.key)
        if by:
            event.stop()
            self._scroll(by)

    def on_mouse_scroll_down(self) -> None:
        self._scroll(3)

    def on_mouse_scroll_up(self) -> None:
        self._scroll(-3)
