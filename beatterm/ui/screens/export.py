"""The Export dialog: its keys and the mouse change the desk's Order, and what comes of that is shown."""

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical

from beatterm.ui.actions import Run
from beatterm.ui.desk import exporting
from beatterm.ui.desk.desk import Desk
from beatterm.ui.desk.exporting import Page, page
from beatterm.ui.desk.order import Order
from beatterm.ui.desk.ordering import moved, on, rub_out, to_end, turn, turn_round, type_in
from beatterm.ui.layout import Rect
from beatterm.ui.looks.look import Look
from beatterm.ui.screens.dialog import Dialog
from beatterm.ui.views.export import AGAIN, CANCEL, CLOSE, START, export_lines, export_title
from beatterm.ui.views.exported import figures_of
from beatterm.ui.widgets.pane import PaneView

WIDTH = 76
_COARSE = 10
_AROUND = 3
"""Lines of the dialog that are no figures: its title, and the keys below a gap."""
_BESIDE = 4
"""Lines of the screen beside its inside: the title, the frame, and the bottom line, which goes on telling."""

_MOVES: dict[str, Callable[[Order], Order]] = {
    "up": lambda order: moved(order, -1),
    "down": lambda order: moved(order, 1),
    "shift+tab": lambda order: moved(order, -1),
    "tab": lambda order: moved(order, 1),
    "left": lambda order: turn(order, -1),
    "right": lambda order: turn(order, 1),
    "pageup": lambda order: turn(order, _COARSE),
    "pagedown": lambda order: turn(order, -_COARSE),
    "home": lambda order: to_end(order, False),
    "end": lambda order: to_end(order, True),
    "backspace": rub_out,
    "delete": lambda order: rub_out(order, ahead=True),
}


class ExportScreen(Dialog):
    """Up and down go through the fields, left and right turn them, text is typed, enter exports. What goes on
    is shown by `show`, which the screen's clock calls.
    """

    def __init__(self, look: Look, desk: Desk, perform: Callable[[Run], None]) -> None:
        super().__init__()
        self._desk, self._perform = desk, perform
        self._top = 0
        self._view = PaneView(look, "Export", id="export")

    def compose(self) -> ComposeResult:
        with Vertical(classes="frame"):
            yield self._view

    def on_mount(self) -> None:
        self.show()

    def on_resize(self) -> None:
        self.show()

    def show(self) -> None:
        """Show how it stands now."""
        width, most = min(WIDTH, self.app.size.width - 4), self.app.size.height - _BESIDE
        lines = export_lines(self._desk, self._view.look.glyphs, width, most, self._top)
        self._view.put(Rect(0, 0, width, len(lines) + 1))
        self._view.show(lines, True, export_title(self._desk))

    def on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        keys = {Page.FORM: self._fill, Page.RUNNING: self._wait, Page.MADE: self._read}
        keys[page(self._desk)](event)
        if self.is_current:
            self.show()

    def on_paste(self, event: events.Paste) -> None:
        if page(self._desk) is Page.FORM and self._desk.order.is_text:
            self._desk.order = type_in(self._desk.order, " ".join(event.text.split()))
            self.show()

    def _fill(self, event: events.Key) -> None:
        desk, move = self._desk, _MOVES.get(event.key)
        desk.exports.put_away()
        if event.key == "escape":
            self._close()
        elif event.key == "enter":
            self._perform(exporting.start)
        elif move is not None:
            desk.order = move(desk.order)
        elif event.key == "space" and not desk.order.is_text:
            desk.order = turn_round(desk.order)
        elif event.is_printable and event.character:
            desk.order = type_in(desk.order, event.character)

    def _wait(self, event: events.Key) -> None:
        if event.key == "escape":
            self._perform(exporting.cancel)
        elif event.key in ("enter", "space"):
            self.dismiss(None)

    def _read(self, event: events.Key) -> None:
        by = {"down": 1, "j": 1, "up": -1, "k": -1, "pagedown": _COARSE, "pageup": -_COARSE}.get(event.key)
        if by:
            self._scroll(by)
        elif event.key in ("space", "backspace", "left"):
            self._desk.exports.put_away()
        elif event.key in ("escape", "enter", "q"):
            self._close()

    def _scroll(self, by: int) -> None:
        width, height = self._view.size
        count = len(list(figures_of(self._desk.exports.state, width)))
        self._top = max(0, min(count - height + _AROUND, self._top + by))

    def _close(self) -> None:
        self._desk.exports.put_away()
        self.dismiss(None)

    def on_pane_view_picked(self, message: PaneView.Picked) -> None:
        what, _, name = message.key.partition(" ")
        does: dict[str, Callable[[], None]] = {
            START: lambda: self._perform(exporting.start),
            CANCEL: lambda: self._perform(exporting.cancel),
            AGAIN: self._desk.exports.put_away,
            CLOSE: self._leave,
        }
        if what in does:
            does[what]()
        elif page(self._desk) is Page.FORM:
            self._desk.order = turn(on(self._desk.order, name), {"less": -1, "more": 1}.get(what, 0))
        if self.is_current:
            self.show()

    def on_mouse_scroll_down(self) -> None:
        self._scroll(1)
        self.show()

    def on_mouse_scroll_up(self) -> None:
        self._scroll(-1)
        self.show()

    def on_pane_view_wheeled(self, message: PaneView.Wheeled) -> None:
        name = message.key.partition(" ")[2]
        if page(self._desk) is Page.FORM and name:
            self._desk.order = turn(on(self._desk.order, name), message.by)
            self.show()

    def _leave(self) -> None:
        if page(self._desk) is Page.RUNNING:
            self.dismiss(None)
        else:
            self._close()
