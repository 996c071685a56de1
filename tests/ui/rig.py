"""The screen on a session in memory: apps of a given size, keys into it, text out of it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from textual.events import Key
from textual.keys import _character_to_key
from textual.pilot import Pilot

from beatterm.cli.beginning import empty_song
from beatterm.engine.messages import Snapshot
from beatterm.model.song import Song
from beatterm.session.session import Session
from beatterm.ui.app import BeatApp
from beatterm.ui.desk.desk import BeginSong, Desk
from tests.session.fakes import PARAMS, FakeEngine, MemoryShelf, make_kit, make_song

NAMED = {"space": " ", "enter": "\r", "tab": "\t"}
"""Keys with a name of their own that also write something."""


def key_event(key: str) -> Key:
    """A key press as the terminal's driver reports it: by its character, or by its name."""
    if len(key) == 1:
        return Key(_character_to_key(key), key)
    return Key(key, NAMED.get(key))


@dataclass
class Rig:
    """A running screen and everything behind it. `time` is what taps are timed with."""

    engine: FakeEngine
    shelf: MemoryShelf
    session: Session
    app: BeatApp
    pilot: Pilot[None]
    time: list[float] = field(default_factory=lambda: [0.0])

    @property
    def desk(self) -> Desk:
        return self.app.desk

    @property
    def song(self) -> Song:
        return self.session.song

    async def press(self, *keys: str) -> None:
        """Press keys, written with blanks between; each text of them in one go, faster than any hand."""
        for text in keys:
            for key in text.split():
                self.send(key_event(key))
            await self.settle()

    async def type(self, text: str) -> None:
        """Type into a dialog in place of what stands there."""
        for key in ("end", *["backspace"] * 40):
            self.send(Key(key, None))
        for character in text:
            self.send(key_event(character) if character != " " else Key("space", " "))
        await self.settle()

    async def settle(self) -> None:
        """Wait until all that was sent has had its effect and is drawn, however busy the machine is.

        Textual's own pause takes a process that gets no time for an idle one; the loop knows what is still
        to be done.
        """
        loop: Any = asyncio.get_running_loop()
        for _ in range(2):  # What is drawn may be laid out anew.
            while loop._ready:
                await asyncio.sleep(0)
            for screen in self.app.screen_stack:
                screen._on_timer_update()

    def send(self, event: Key) -> None:
        """Hand a key press to the app as its driver does."""
        driver = self.app._driver
        assert driver is not None
        driver.send_message(event)

    async def see(self, **changes: Any) -> None:
        """Let the engine be somewhere, and the screen's clock strike."""
        self.engine.now = Snapshot(**changes)
        self.app.tick()
        await self.settle()

    def lines(self) -> list[str]:
        """What is on the screen, as text."""
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip) for strip in strips]

    def text(self) -> str:
        return "\n".join(self.lines())

    def rhythm(self, track: str, pattern: str = "A") -> str:
        """A row as `x` hit, `o` ghost, `X` accent, `.` rest, `?` any other velocity."""
        owner = self.song.pattern(pattern)
        row = owner.track(track) if owner else None
        signs = {35: "o", 100: "x", 127: "X"}
        return "".join(signs.get(step.velocity, "?") if step else "." for step in row.steps) if row else ""


def make_session(song: Song | None = None) -> tuple[FakeEngine, MemoryShelf, Session]:
    """A session with an open song."""
    engine = FakeEngine()
    kits = {name: make_kit(name) for name in ("dusty", "deep")}
    shelf = MemoryShelf({"night-bus": song or make_song(), "dub": make_song("deep")}, kits)
    session = Session(engine, shelf, PARAMS)
    session.open("night-bus")
    engine.sent.clear()
    return engine, shelf, session


def beginning_on(shelf: MemoryShelf) -> BeginSong:
    """What puts a new song onto the shelf."""

    def begin_song(name: str, kit: str, tempo: float, overwrite: bool) -> Path:
        if name in shelf.songs and not overwrite:
            raise FileExistsError(name)
        shelf.songs[name] = empty_song(name, shelf.kits[kit], tempo)
        return Path(name)

    return begin_song


@asynccontextmanager
async def running(
    size: tuple[int, int] = (80, 24), song: Song | None = None, toasts: bool = False, **options: Any
) -> AsyncIterator[Rig]:
    """A screen of that size; with `toasts`, those are drawn over it."""
    engine, shelf, session = make_session(song)
    time = [0.0]
    chosen: dict[str, Any] = {
        "theme": "dark",
        "charset": "unicode",
        "begin_song": beginning_on(shelf),
    } | options
    app = BeatApp(session, now=lambda: time[0], **chosen)
    async with app.run_test(size=size, notifications=toasts) as pilot:
        app.clock.pause()  # It strikes when a test says so: none depends on how fast the machine is.
        app._main._ticks = 1  # Levels are drawn at every other strike, and so at the next one.
        await pilot.pause()
        rig = Rig(engine, shelf, session, app, pilot, time)
        await rig.settle()
        yield rig
