"""The main screen: keys and the mouse become Actions, and what they changed is shown."""

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import Screen

from beatterm.engine.messages import Snapshot
from beatterm.ui.actions import ACTIONS, Run
from beatterm.ui.desk import inputs, lanes, layers
from beatterm.ui.desk.desk import Desk
from beatterm.ui.input.arrivals import Arrival, Arrivals
from beatterm.ui.keyboard import Keyboard, shown, stroke_of
from beatterm.ui.looks.look import Look
from beatterm.ui.screens.early import EarlyKeys
from beatterm.ui.screens.mouse import Mouse
from beatterm.ui.screens.news import News
from beatterm.ui.screens.stage import Stage
from beatterm.ui.views.which_key import which_key_lines, which_key_place
from beatterm.ui.widgets.grid_page import GridPage
from beatterm.ui.widgets.lane_view import LaneView
from beatterm.ui.widgets.pane import PaneView
from beatterm.ui.widgets.track_head import TrackHead
from beatterm.ui.widgets.transport_bar import TransportBar

Perform = Callable[[Run], None]
"""Runs an Action; what goes wrong with it is said, not raised."""

_MODIFIERS = ("shift", "control", "alt", "super", "hyper", "meta", "caps_lock", "num_lock")


class MainScreen(Screen[None]):
    """Nothing on it takes Textual's focus: keys go by the desk's pane."""

    BINDINGS = [Binding("ctrl+c", "app.say_how_to_leave", show=False)]

    def __init__(
        self,
        desk: Desk,
        look: Look,
        keyboard: Keyboard,
        perform: Perform,
        news: News,
        arrivals: Arrivals,
    ) -> None:
        super().__init__()
        self._arrivals = arrivals
        self._desk, self._keyboard, self._perform, self._news = desk, keyboard, perform, news
        self._prefix = ""
        self._recorded = ""
        self.early = EarlyKeys(self)
        self._which = PaneView(look, "", id="which-key")
        self._ticks = 0
        self.stage = Stage(look)
        self._mouse = Mouse(desk, self.stage)

    def compose(self) -> ComposeResult:
        yield from self.stage.widgets
        yield self._which

    def set_look(self, look: Look) -> None:
        """Draw everything with another look."""
        for widget in (*self.stage.widgets, self._which):
            widget.set_look(look)
        self.show()

    def on_resize(self, event: events.Resize) -> None:
        self.show()

    def on_screen_resume(self) -> None:
        self.lay_keys()

    def on_screen_suspend(self) -> None:
        self.early.hand_on()

    def lay_keys(self) -> None:
        """Let the keys play what they stand for now, unless something else waits for them."""
        is_free = self.app.screen is self and not self._prefix and not self.early.is_asked
        layers.arrange(self._desk, is_free)

    def show(self, keep_page: bool = False) -> None:
        """Show the song and the cursor as they are now."""
        inputs.aim(self._desk)
        self.lay_keys()
        self.stage.place(self.size.width, self.size.height, self._desk)
        self.stage.show(self._desk, self._desk.session.snapshot(), keep_page)
        self.stage.say(self._desk, self._news.text)
        self._show_which_key()
        self.app.cursor_position = self.stage.sight.cursor(self._desk)

    def tick(self) -> None:
        """Show what moves by itself; called by the screen's clock."""
        self._ticks += 1
        snapshot = self._desk.session.snapshot()
        if self._desk.recorder.look(snapshot):
            self._desk.settle()
            self.show(keep_page=True)
        if self._desk.follows and snapshot.running and self._desk.tuner is None:
            self._follow(snapshot.pattern)
        self._show_what_is_recorded(snapshot)
        self.stage.tick(self._desk, snapshot, with_levels=self._ticks % 2 == 0)
        if self._news.tick():
            self.stage.say(self._desk, "")

    def _show_what_is_recorded(self, snapshot: Snapshot) -> None:
        """While a take goes on, the pattern that begins to sound is shown: it is written into."""
        begins = snapshot.pattern if snapshot.running and self._desk.recorder.is_armed else ""
        has_changed, self._recorded = begins != self._recorded, begins
        if begins and has_changed and self._desk.show_pattern(begins):
            self.show()

    def _follow(self, pattern: str) -> None:
        if self._desk.show_pattern(pattern) or self.stage.follow(self._desk, self._desk.session.snapshot()):
            self.show(keep_page=True)

    def on_key(self, event: events.Key) -> None:
        if event.key.removeprefix("left_").removeprefix("right_") in _MODIFIERS:
            return
        if self.early.keep(event) or self._do_key(event):
            event.stop()
            event.prevent_default()
        self._arrivals.done(event)

    def _do_key(self, event: events.Key) -> bool:
        """Do what a key stands for; whether it stands for anything."""
        if event.key == "escape":
            self.app.clear_notifications()
        arrival = self._arrivals.of(event)
        is_done = self._play(arrival) or self._command(arrival)
        if is_done:
            self.show()
        return is_done

    def _play(self, arrival: Arrival) -> bool:
        """Play a key of the layer, unless that was done as it arrived; whether it is one."""
        touch = arrival.touch
        if touch is None and not self._prefix:
            touch = self._desk.instrument.touch(stroke_of(arrival.event), arrival.stamp)
        if touch is None:
            return False
        self._perform(lambda desk: layers.played(desk, touch))
        return True

    def _command(self, arrival: Arrival) -> bool:
        """Do what the keys stand for as commands; whether they stand for anything."""
        prefix, self._prefix = self._prefix, ""
        keys = f"{prefix} {stroke_of(arrival.event)}".strip()
        action = self._keyboard.find(self._desk.pane, keys, self._desk.hands.layer)
        if action is not None:
            self._desk.pressed_seconds = arrival.stamp
            self._perform(action.run)
            self._desk.pressed_seconds = None
        elif self._keyboard.after(self._desk.pane, keys):
            self._prefix = keys
        elif not prefix:
            return False
        elif arrival.event.key != "escape":
            self._news.tell(f"Nothing is on {shown(keys)}.")
        return True

    def _show_which_key(self) -> None:
        if not self._prefix or self.stage.sight.plan is None:
            self._which.put(None)
            return
        rows: dict[tuple[str, str], None] = {}
        for key, action in self._keyboard.after(self._desk.pane, self._prefix):
            family = action.family and (action.family[0].replace(f"{self._prefix} ", ""), action.family[1])
            rows[family or (shown(key), action.label)] = None
        width, height = self.size
        lines = which_key_lines(tuple(rows), width)
        self._which.put(which_key_place(len(lines), width, height))
        self._which.show(lines, True, f"{self._prefix} …")

    def _do(self, run: Run) -> None:
        self._perform(run)
        self.show()

    def on_transport_bar_chosen(self, message: TransportBar.Chosen) -> None:
        action = next(action for action in ACTIONS if action.id == message.action)
        is_free = self._desk.tuner is None or action.in_tuner
        self._do(action.run if is_free else lambda desk: desk.session.preview.refuse())

    def on_grid_page_pressed(self, message: GridPage.Pressed) -> None:
        self._do(lambda _: self._mouse.press(message.row, message.step))

    def on_grid_page_dragged(self, message: GridPage.Dragged) -> None:
        self._do(lambda _: self._mouse.drag(message.row, message.step))

    def on_grid_page_wheeled(self, message: GridPage.Wheeled) -> None:
        self._do(lambda _: self._mouse.wheel(message.row, message.step, message.by))

    def on_lane_view_pressed(self, message: LaneView.Pressed) -> None:
        self._do(lambda _: self._mouse.lane_press(message.step, message.share))

    def on_lane_view_dragged(self, message: LaneView.Dragged) -> None:
        self._do(lambda _: self._mouse.lane_drag(message.step, message.share))

    def on_lane_view_wheeled(self, message: LaneView.Wheeled) -> None:
        self._do(lambda _: self._mouse.lane_wheel(message.step, message.by))

    def on_lane_view_chosen(self, message: LaneView.Chosen) -> None:
        self._do(lambda desk: lanes.show(desk, message.key))

    def on_track_head_pressed(self, message: TrackHead.Pressed) -> None:
        self._do(lambda _: self._mouse.name(message.row))

    def on_track_head_muted(self, message: TrackHead.Muted) -> None:
        self._do(lambda _: self._mouse.mute(message.row))

    def on_track_head_soloed(self, message: TrackHead.Soloed) -> None:
        self._do(lambda _: self._mouse.solo(message.row))

    def on_pane_view_picked(self, message: PaneView.Picked) -> None:
        self._do(lambda _: self._mouse.pick(message.key))

    def on_pane_view_wheeled(self, message: PaneView.Wheeled) -> None:
        self._do(lambda _: self._mouse.turn(message.key, message.by))
