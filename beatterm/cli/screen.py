"""`beatterm [SONG]`: opens the screen."""

import os
from argparse import ArgumentParser, Namespace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from beatterm.cli.beginning import begin_song
from beatterm.cli.devices import add_device, device_of, engine_log
from beatterm.cli.ending import Ended, ending_by
from beatterm.cli.failure import DONE, UsageError, say

if TYPE_CHECKING:
    from beatterm.host.client import EngineClient
    from beatterm.library.settings import Settings
    from beatterm.library.shelf import DiskShelf
    from beatterm.model.midi_setup import MidiSetup
    from beatterm.session.session import Session
    from beatterm.ui.app import BeatApp

DEMO = "demo"
FRAMES_PER_SECOND = "240"


def add_to(parser: ArgumentParser, with_song: bool = True) -> None:
    """Declare the options."""
    if with_song:
        parser.add_argument("song", metavar="SONG", nargs="?", help="a .beat file or a shipped song's name")
    parser.add_argument("--new", action="store_true", help="begin a new song under the name SONG")
    add_device(parser)
    parser.add_argument("--theme", metavar="NAME", help="auto, dark, light, none, or a theme's name")
    parser.add_argument("--ascii", action="store_true", help="draw with plain characters only")
    parser.add_argument("--no-mouse", action="store_true", help="leave the mouse to the terminal")


def run(options: Namespace) -> int:
    """Start the engine, open the song, show the screen until it is left."""
    import sys

    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError("The screen needs a terminal. To play without one: beatterm play SONG")
    from beatterm.host.client import EngineClient

    if options.new:
        options.song = _begun(options.song)
    settings, complaints = _settings()
    client = EngineClient(engine_log())
    client.start(device_of(options, settings))
    try:
        return _show(options, client, settings, complaints)
    finally:
        client.close()


def _begun(name: str | None) -> str:
    """The path of a new song of that name."""
    if name is None:
        raise UsageError("A new song needs a name: beatterm --new night-bus")
    try:
        return str(begin_song(name))
    except FileExistsError:
        raise UsageError(f"There is a song {name} already. To open it: beatterm {name}") from None


def _settings() -> "tuple[Settings, list[str]]":
    """The settings; where they are wrong, the defaults and what to say of it."""
    from beatterm.formats.errors import FormatError
    from beatterm.library.errors import LibraryError
    from beatterm.library.settings import Settings, read_settings

    try:
        return read_settings(), []
    except (FormatError, LibraryError) as error:
        return Settings(), [f"{error} Until then the defaults hold."]


def _studio() -> "tuple[MidiSetup, list[str]]":
    """The MIDI setup; where it is wrong, none and what to say of it."""
    from beatterm.formats.errors import FormatError
    from beatterm.library.errors import LibraryError
    from beatterm.library.midi_setup import read_midi_setup
    from beatterm.model.midi_setup import MidiSetup

    try:
        return read_midi_setup(), []
    except (FormatError, LibraryError) as error:
        return MidiSetup(), [f"{error} Until then there is no MIDI."]


def _show(options: Namespace, client: "EngineClient", settings: "Settings", complaints: list[str]) -> int:
    from beatterm.devices.quiet import shield_terminal
    from beatterm.engine.effects import PARAMS
    from beatterm.library.shelf import DiskShelf
    from beatterm.session.session import Session

    shelf = DiskShelf(PARAMS)
    session = Session(client, shelf, PARAMS)
    complaints += _open_first(session, options.song)
    with shield_terminal(engine_log()):
        app = _app(options, session, settings, complaints)
        try:
            with ending_by(partial(_leave, app)):
                app.run()
        finally:
            app.desk.exports.close()
            if app.return_code != DONE:
                _rescue(session, shelf)
    if app.failure is not None:
        raise app.failure
    return app.return_code or DONE


def _app(options: Namespace, session: "Session", settings: "Settings", complaints: list[str]) -> "BeatApp":
    """The screen, with all that it holds."""
    from beatterm.host.exporting import Exporting
    from beatterm.library.midi_setup import write_midi_setup
    from beatterm.library.settings import change_settings

    studio, faults = _studio()

    # Textual gathers changes for a frame before it draws; short frames halve the time from key to screen.
    os.environ.setdefault("TEXTUAL_FPS", FRAMES_PER_SECOND)
    from beatterm.ui.app import BeatApp

    return BeatApp(
        session,
        theme=options.theme or settings.theme,
        charset="ascii" if options.ascii else "auto",
        mouse=not options.no_mouse,
        complaints=[*complaints, *faults],
        settings=settings,
        keep=change_settings,
        midi=studio,
        keep_midi=write_midi_setup,
        export=Exporting,
        begin_song=begin_song,
    )


def _rescue(session: "Session", shelf: "DiskShelf") -> None:
    """Keep what was not saved when the screen ends by a signal or a fault."""
    from beatterm.library.errors import LibraryError

    if not session.is_dirty:
        return
    try:
        say(f"What was not saved is kept in {shelf.rescue(session.written)}; beatterm opens it next time.")
    except LibraryError as error:
        say(f"What was not saved is lost. {error}")


def _leave(app: "BeatApp", number: int) -> None:
    """Have the screen put the terminal back, and end as one that was ended by a signal."""
    import asyncio

    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:  # it is not on the screen yet, or no more
        raise Ended(number) from None
    loop.call_soon_threadsafe(partial(app.exit, return_code=128 + number))


def _found(name: str) -> Path:
    """The file of the song that was asked for; LibraryError also says how to begin one."""
    from beatterm.library.errors import LibraryError
    from beatterm.library.songs import find_song

    try:
        return find_song(name)
    except LibraryError as error:
        new = "" if not name or Path(name).exists() else f" A new song: beatterm --new {name}"
        raise LibraryError(f"{error}{new}") from None


def _open_first(session: "Session", wanted: str | None) -> list[str]:
    """The song that was asked for; else the last one, if it can still be read; else the demo. What to say."""
    from beatterm.formats.errors import FormatError
    from beatterm.library.errors import LibraryError
    from beatterm.library.settings import last_song

    if wanted is not None:
        return _said(session.open(str(_found(wanted))))
    last = last_song()
    complaints = []
    for name in (str(last) if last else None, DEMO):
        try:
            if name is not None:
                complaints += _said(session.open(name))
                break
        except (FormatError, LibraryError, OSError) as error:
            complaints.append(str(error))
    return complaints


def _said(complaint: str) -> list[str]:
    return [complaint] if complaint else []
