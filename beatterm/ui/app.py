"""The app: one session, one main screen, one clock. Everything else stands in the parts it puts together."""

import gc
import os
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from textual.app import App
from textual.binding import Binding
from textual.events import Key

from beatterm.engine.messages import DeviceState, Notice
from beatterm.engine.midi.messages import MidiAsked, MidiPlayed, MidiState, MidiTurned
from beatterm.library.settings import Settings
from beatterm.model.midi_setup import MidiSetup
from beatterm.session.exporting import Exports, StartExport
from beatterm.session.midi import KeepSetup
from beatterm.session.session import Session
from beatterm.ui.actions import ACTIONS, Run
from beatterm.ui.complaints import COMPLAINTS, said
from beatterm.ui.desk import exporting, files, inputs, preferring
from beatterm.ui.desk.desk import BeginSong, Desk, Keep
from beatterm.ui.input.arrivals import Arrivals
from beatterm.ui.input.driver import driver_class
from beatterm.ui.keyboard import Keyboard
from beatterm.ui.looks.glyphs import ASCII, charset_of
from beatterm.ui.looks.look import Look, look_of
from beatterm.ui.looks.terminal import fitting_theme
from beatterm.ui.looks.themes import DARK, OWN, PLAIN, THEMES
from beatterm.ui.screens.export import ExportScreen
from beatterm.ui.screens.front import AppFront
from beatterm.ui.screens.main import MainScreen
from beatterm.ui.screens.news import TICKS_A_SECOND, News

_DOES = (MidiPlayed, MidiTurned, MidiAsked)
_MIDI = (MidiState, *_DOES)
"""Reports of MIDI; of those, the ones that may change the song."""


class BeatApp(App[None], inherit_bindings=False):
    """The screen of a session.

    `theme` is a name from THEMES, or "auto": what suits the terminal. `charset` is "unicode", "ascii" or
    "auto". `keys` replaces the keys of Actions by their ids. `complaints` are what went wrong before, to
    be said first. `settings` are the player's own, and `keep` remembers changes of them; `midi` is the
    studio's setup, and `keep_midi` writes another. `export` begins an export, `begin_song` writes a new song.
    `now` is the clock that key presses are timed with.
    """

    CSS_PATH = "beatterm.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [Binding("ctrl+q", "leave", show=False)]

    def __init__(
        self,
        session: Session,
        *,
        theme: str = "auto",
        charset: str = "auto",
        mouse: bool = True,
        keys: Mapping[str, tuple[str, ...]] | None = None,
        complaints: Sequence[str] = (),
        settings: Settings | None = None,
        keep: Keep | None = None,
        midi: MidiSetup | None = None,
        keep_midi: KeepSetup | None = None,
        export: StartExport | None = None,
        begin_song: BeginSong | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._is_plain = bool(os.environ.get("NO_COLOR")) or theme == PLAIN.name
        super().__init__(
            driver_class=driver_class(self._arrived), ansi_color=True if self._is_plain else None
        )
        self._with_mouse, self._complaints, self._news = mouse, complaints, News()
        self._begin_look(theme, charset)
        self._front = AppFront(self, self._news, lambda: self.look, lambda: self.desk, self.perform)
        self.desk = Desk(session, self._front, now)
        self._arrivals = Arrivals(self.desk.instrument, now)
        preferring.prefer(self.desk, settings or Settings(), keep)
        self.desk.exports = Exports(session, export)
        self.desk.begin_song = begin_song or self.desk.begin_song
        self.desk.midi.begin(midi or MidiSetup(), keep_midi)
        self._keyboard = Keyboard(ACTIONS, keys)

    def _begin_look(self, theme: str, charset: str) -> None:
        self._wanted_theme, self._glyphs = theme, charset_of(charset, os.environ)
        for each in OWN:
            self.register_theme(each)
        self.theme = PLAIN.name if self._is_plain else theme if theme in THEMES else DARK.name
        self.set_class(self._glyphs is ASCII, "-ascii")
        if theme not in ("auto", *THEMES):
            self._news.tell(f"There is no theme {theme}; g t changes it.")

    @property
    def look(self) -> Look:
        """What to draw with now."""
        return look_of(self.theme, self._glyphs)

    def run(self, **options: Any) -> None:
        """Ask the terminal for its colours, then take it over until the player leaves."""
        if self._wanted_theme == "auto" and not self._is_plain:
            self.theme = fitting_theme(os.environ)
        super().run(**{"mouse": self._with_mouse} | options)

    def _arrived(self, event: Key) -> None:
        """A key press, in the thread that reads the terminal."""
        self._arrivals.arrived(event)

    @property
    def failure(self) -> Exception | None:
        """The fault that ended the screen."""
        return self._exception

    def _fatal_error(self) -> None:
        # Textual would fill the terminal with the trace; who runs the screen says it in a line.
        self._close_messages_no_wait()

    def on_mount(self) -> None:
        self._main = MainScreen(
            self.desk, self.look, self._keyboard, self.perform, self._news, self._arrivals
        )
        self.push_screen(self._main)
        self.theme_changed_signal.subscribe(self, lambda _: self._main.set_look(self.look))
        self.clock = self.set_interval(1 / TICKS_A_SECOND, self.tick)
        for text in self._complaints:
            self._front.warn(text)

    def on_ready(self) -> None:
        # What was built so far lives as long as the app: leaving it to the collector costs 10-40 ms stalls.
        if not self.is_headless:
            gc.collect()
            gc.freeze()
            gc.set_threshold(50000, 50, 100)

    def tick(self) -> None:
        """What the clock does: take in the engine's reports, and show what has moved."""
        if not self.is_running:  # The clock may still strike while the app closes, when no screen is left.
            return
        reports = self.desk.session.reports()
        for report in reports:
            if isinstance(report, DeviceState):
                self.desk.device = report
            elif isinstance(report, Notice):
                (self._front.warn if report.is_error else self._front.tell)(report.text)
                self._main.show()
        if any(isinstance(report, _MIDI) for report in reports):
            self.perform(lambda desk: inputs.take(desk, reports))
        if any(isinstance(report, _DOES) for report in reports):
            self._main.show(keep_page=True)
        self.desk.midi.look()
        self._look_at_export()
        if self._main.is_mounted:
            self._main.tick()

    def _look_at_export(self) -> None:
        if not self.desk.exports.look():
            return
        self._show_export()
        if not self.desk.exports.state.is_running:
            is_shown = isinstance(self.screen, ExportScreen)
            self.perform(lambda desk: exporting.tell(desk, is_shown))

    def _show_export(self) -> None:
        if isinstance(self.screen, ExportScreen):
            self.screen.show()

    def perform(self, run: Run) -> None:
        """Do something on the desk; what goes wrong is said and leaves the song as it was."""
        try:
            work = run(self.desk)
        except COMPLAINTS as error:
            self._complain(error)
        else:
            if work is not None:
                self._main.early.ask()
                self.run_worker(self._finish(work), exit_on_error=True)

    def _complain(self, error: Exception) -> None:
        """Say what went wrong, in place of what went wrong before: wrong keys do not bury the screen."""
        self.clear_notifications()
        self._front.warn(said(error))

    async def _finish(self, work: Awaitable[None]) -> None:
        try:
            await work
        except COMPLAINTS as error:
            self._complain(error)
        finally:
            self._main.early.answered()
        self._main.show()
        self._show_export()

    def action_leave(self) -> None:
        """Quit from wherever the player is."""
        self.perform(files.leave)

    def action_say_how_to_leave(self) -> None:
        """What ctrl+c does, which musicians of the terminal press to get out."""
        self.notify("q quits (it asks if something is not saved); ! silences everything.")
