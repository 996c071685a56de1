"""The stage: all widgets of the main screen, and what is handed down to each."""

from beatterm.engine.messages import Snapshot
from beatterm.ui.desk.desk import Desk, Pane
from beatterm.ui.desk.place import sheet_width
from beatterm.ui.key_help import help_columns, hints
from beatterm.ui.layout import MAX_PAGES, MIN_HEIGHT, MIN_WIDTH, Plan, Rect
from beatterm.ui.looks.look import Look
from beatterm.ui.looks.palette import Ink
from beatterm.ui.screens.sight import Sight, plan_of
from beatterm.ui.views.grid import NOWHERE, Sheet, playheads, rows_of, sheet_of
from beatterm.ui.views.inspector import inspector_columns, inspector_lines, inspector_title
from beatterm.ui.views.kit import kit_lines
from beatterm.ui.views.lane import lane_of
from beatterm.ui.views.mix import mix_lines
from beatterm.ui.views.pads import pads_lines, pads_title
from beatterm.ui.views.saying import said
from beatterm.ui.views.sections import section_lines
from beatterm.ui.views.setup import setup_lines, setup_title
from beatterm.ui.views.spans import Span
from beatterm.ui.views.transport import transport_of
from beatterm.ui.views.tuner import tuner_lines, tuner_title
from beatterm.ui.widgets.drawn import Drawn
from beatterm.ui.widgets.grid_page import GridPage
from beatterm.ui.widgets.hint_bar import HintBar
from beatterm.ui.widgets.lane_view import LaneView
from beatterm.ui.widgets.levels import Levels
from beatterm.ui.widgets.pane import PaneView
from beatterm.ui.widgets.track_head import TrackHead
from beatterm.ui.widgets.transport_bar import TransportBar


class Stage:
    """Places the widgets for a size, and shows desk and Snapshot on them."""

    def __init__(self, look: Look) -> None:
        self.transport = TransportBar(look, id="transport")
        self.head = TrackHead(look, id="head")
        self.pages = [GridPage(look, id=f"page{at}") for at in range(MAX_PAGES)]
        self.levels = Levels(look, id="levels")
        self.lane = LaneView(look, id="lane")
        self.inspector = PaneView(look, "Inspector", id="inspector")
        self.sections = PaneView(look, "Patterns and sections", id="sections")
        self.kit = PaneView(look, "Master and kit", id="kit")
        self.mix = PaneView(look, "Mix", id="mix")
        self.keys = PaneView(look, "Keys", id="keys")
        self.pads = PaneView(look, "Pads", id="pads")
        self.setup = PaneView(look, "Setup", id="setup")
        self.hints = HintBar(look, id="hints")
        self.small = PaneView(look, "beatterm", id="small")
        self.sight = Sight()
        self._size = (0, 0)
        self._sheet: Sheet | None = None
        self._metered = Snapshot()
        self._seen_place: tuple[object, ...] | None = None
        self._seen_keys: tuple[object, ...] | None = None

    @property
    def widgets(self) -> list[Drawn]:
        """All of them."""
        below = [
            self.lane,
            self.inspector,
            self.sections,
            self.mix,
            self.keys,
            self.kit,
            self.pads,
            self.setup,
            self.hints,
            self.small,
        ]
        return [self.transport, self.head, *self.pages, self.levels, *below]

    def place(self, width: int, height: int, desk: Desk) -> None:
        """Give everything its place on a screen of that size."""
        wanted = plan_of(desk, width, height)
        if wanted != self.sight.plan or (width, height) != self._size:
            self.sight.plan, self._size = wanted, (width, height)
            self._put(wanted)

    def _put(self, wanted: Plan | None) -> None:
        """Widgets and the plan's rectangles go by the same names."""
        width, height = self._size
        for widget in self.widgets:
            is_covered = wanted and wanted.setup and widget not in (self.transport, self.hints, self.setup)
            widget.put(None if is_covered else getattr(wanted, widget.id or "", None))
        self.small.put(None if wanted else Rect(0, 0, width, height))
        lines = (f" This window is {width}x{height}.", f" beatterm needs {MIN_WIDTH}x{MIN_HEIGHT}.")
        self.small.show(tuple((Span(line, Ink.WARN),) for line in lines), False)
        in_sight = wanted.pages if wanted and not wanted.setup else ()
        for page, rect in zip(self.pages, in_sight, strict=False):
            page.put(rect)

    def show(self, desk: Desk, snapshot: Snapshot, keep_page: bool = False) -> None:
        """Show the song as it is now, with the cursor in sight (with `keep_page`, of the tracks only)."""
        plan = self.sight.plan
        if plan is None:
            return
        if not plan.setup:
            if not keep_page:
                self.sight.show_step(desk.place.step)
            self._show_grid(desk, plan)
            self._show_panes(desk, plan)
            self._seen_place = None
        self.tick(desk, snapshot)

    def _show_grid(self, desk: Desk, plan: Plan) -> None:
        sight, rows = self.sight, rows_of(desk)
        sight.show_row(desk.place.track, len(rows))
        pattern = desk.song.pattern(desk.place.pattern)
        width = sheet_width(desk.song, pattern) if pattern else 0
        sheet = self._sheet = sheet_of(desk, rows, sight.top, plan.rows, sight.first, width)
        self.head.show(sheet)
        for at, page in enumerate(self.pages[: len(plan.pages)]):
            page.show(sheet, plan.raster, sight.first + at * sight.page_steps)

    def _show_panes(self, desk: Desk, plan: Plan) -> None:
        glyphs = self.transport.look.glyphs
        if plan.lane:
            sheet = lane_of(desk, self.sight.first, plan.visible_steps)
            self.lane.show(sheet, plan.raster, plan.head.width, len(plan.pages))
        if plan.inspector and desk.tuner is not None:
            lines = tuner_lines(desk.tuner, glyphs, plan.inspector.width, plan.inspector.height - 1)
            self.inspector.show(lines, True, tuner_title(desk.tuner))
        elif plan.inspector:
            desk.knob_columns = inspector_columns(plan.inspector.width)
            lines = inspector_lines(desk, glyphs, plan.inspector.width, plan.inspector.height - 1)
            title = inspector_title(desk, plan.inspector.width)
            self.inspector.show(lines, desk.pane is Pane.INSPECTOR, title)
        if plan.mix:
            self.mix.show(mix_lines(desk, glyphs, plan.mix.width, plan.mix.height - 1), False)
        if plan.keys and (plan.keys, desk.pane, glyphs) != self._seen_keys:
            self._seen_keys = plan.keys, desk.pane, glyphs
            self.keys.show(tuple(help_columns(plan.keys.width, desk.pane, glyphs)), False)

    def tick(self, desk: Desk, snapshot: Snapshot, with_levels: bool = True) -> None:
        """Show what moves by itself; levels less often than the rest, which no eye misses."""
        glyphs, plan = self.transport.look.glyphs, self.sight.plan
        if plan is None:
            return
        self._metered = snapshot if with_levels else self._metered
        self.transport.show(transport_of(desk, snapshot, self._metered))
        if plan.setup:
            self._show_setup(desk, plan.setup)
            return
        self._move_playheads(desk, snapshot, plan)
        if plan.sections and _place(desk, snapshot) != self._seen_place:
            self._show_sections(desk, snapshot, plan.sections)
        if plan.kit and with_levels:
            self.kit.show(kit_lines(desk, snapshot, glyphs, plan.kit.width, plan.kit.height - 1), False)
        if plan.pads and with_levels:
            lines = pads_lines(desk, snapshot, glyphs, plan.pads.width, plan.pads.height - 1)
            self.pads.show(lines, True, pads_title(desk))
        if plan.levels and with_levels:
            self.levels.show(snapshot.peaks[self.sight.top : self.sight.top + plan.rows])

    def _show_setup(self, desk: Desk, rect: Rect) -> None:
        lines = setup_lines(desk, self._metered, self.transport.look.glyphs, rect.width, rect.height - 1)
        self.setup.show(lines, True, setup_title(desk))

    def _show_sections(self, desk: Desk, snapshot: Snapshot, rect: Rect) -> None:
        self._seen_place = _place(desk, snapshot)
        glyphs = self.transport.look.glyphs
        lines = section_lines(desk, snapshot, glyphs, rect.width, rect.height - 1)
        self.sections.show(lines, desk.pane is Pane.SECTIONS)

    def _move_playheads(self, desk: Desk, snapshot: Snapshot, plan: Plan) -> None:
        heads = playheads(desk, snapshot)
        rows = heads.rows[self.sight.top : self.sight.top + plan.rows]
        for page in self.pages[: len(plan.pages)]:
            page.set_playheads(heads.pattern, rows)

    def follow(self, desk: Desk, snapshot: Snapshot) -> bool:
        """Turn to the page that the playhead is on; whether the view has changed."""
        step = playheads(desk, snapshot).pattern
        return self.sight.plan is not None and step != NOWHERE and self.sight.show_step(step)

    def say(self, desk: Desk, news: str) -> None:
        """Show news in the bottom line, or where the cursor is."""
        glyphs = self.hints.look.glyphs
        self.hints.show(news or said(desk), bool(news), hints(desk.pane, glyphs, desk.hands.layer))

    def track_at(self, row: int) -> int | None:
        """The track of the song that stands in a row in sight; None below the last."""
        inside = self._sheet is not None and 0 <= row < len(self._sheet.rows)
        return self.sight.top + row if inside else None


def _place(desk: Desk, snapshot: Snapshot) -> tuple[object, ...]:
    """What of a Snapshot the sections show."""
    bar = snapshot.pattern_tick // desk.song.meter.bar_ticks
    return snapshot.running, snapshot.pattern, snapshot.queued, snapshot.section, bar
