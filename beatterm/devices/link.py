"""Ableton Link: a session of programs on the local network that share tempo, bar and start. The only module
that knows aalink, which is an extra.

The MIDI process has a peer while Link is on; what it reads goes to the conductor, which steers by it.
"""

import asyncio
import time
from collections.abc import Callable
from datetime import timedelta
from queue import Empty, SimpleQueue
from threading import Thread, current_thread
from types import ModuleType
from typing import Any, NamedTuple

from beatterm.model.midi_setup import LinkSetup

LOOK_SECONDS = 0.01
REPORT_SECONDS = 0.05
_TRIES = 5
"""A clock is read between two readings of another; of so many the one that was interrupted least counts."""
_STILL_THIS_BAR_SECONDS = 0.01
"""A start that comes so much after the beginning of a bar is meant for that bar, not for the next one."""


class LinkMissing(RuntimeError):
    """The library is not installed; the message says how to get it."""


class LinkReading(NamedTuple):
    """Where the session is. At `seconds` (monotonic) it is at `beat`. A start is at beat 0, the beginning of
    a bar of `quantum` beats; beats below 0 are those before it comes.
    """

    tempo: float
    beat: float
    seconds: float
    playing: bool
    peers: int


class LinkPeer:
    """One member of the session. `on_time` is called on a thread of its own, twenty times a second and
    whenever tempo, peers or playing change. `tempo` holds where there is no session to join yet. LinkMissing
    without the library.
    """

    def __init__(
        self, setup: LinkSetup, on_time: Callable[[LinkReading], None], tempo: float = 120.0
    ) -> None:
        self._aalink = _library()
        self._setup = setup
        self._on_time = on_time
        self._tempo = tempo
        self._wishes: SimpleQueue[Callable[[_Session], None] | None] = SimpleQueue()
        self._thread = Thread(target=self._take_part, name="link", daemon=True)
        self._peers = 0

    @property
    def peers(self) -> int:
        """How many others there are."""
        return self._peers

    def start(self) -> None:
        """Join, once."""
        self._thread.start()

    def stop(self) -> None:
        """Leave; nothing is reported any more."""
        self._wishes.put(None)
        if self._thread.is_alive() and self._thread is not current_thread():
            self._thread.join()

    def set_tempo(self, tempo: float) -> None:
        """Have the whole session play at another tempo from now on."""
        self._wishes.put(lambda session: session.set_tempo(tempo))

    def set_playing(self, playing: bool, seconds: float) -> None:
        """Start or stop at a moment (monotonic), with all peers that share starts. With others in the session
        a start waits for the next bar.
        """
        self._wishes.put(lambda session: session.set_playing(playing, seconds))

    def _take_part(self) -> None:
        session = _Session(asyncio.run(_joined(self._aalink, self._setup, self._tempo)))
        told: LinkReading | None = None
        while self._do_as_wished(session):
            reading = session.read()
            self._peers = reading.peers
            if told is None or _is_news(told, reading):
                told = reading
                self._on_time(reading)
        session.leave()

    def _do_as_wished(self, session: "_Session") -> bool:
        """Wait for the next look, and do on the way what is asked for; False to leave."""
        look_at = time.monotonic() + LOOK_SECONDS
        try:
            while (left := look_at - time.monotonic()) > 0:
                wish = self._wishes.get(timeout=left)
                if wish is None:
                    return False
                wish(session)
        except Empty:
            pass
        return True


class _Session:
    """aalink's Link, in beatterm's terms. Used by one thread."""

    def __init__(self, link: Any) -> None:
        self._link = link
        self._was_playing = False

    def read(self) -> LinkReading:
        """Where the session is. Where somebody has started it, beats count from there."""
        playing = bool(self._link.playing)
        if playing and not self._was_playing:
            self._link.request_beat_at_start_playing_time(0.0)
        self._was_playing = playing
        seconds, beat = _at_once(lambda: self._link.beat)
        return LinkReading(self._link.tempo, beat, seconds, playing, self._link.num_peers)

    def set_tempo(self, tempo: float) -> None:
        self._link.tempo = tempo

    def set_playing(self, playing: bool, seconds: float) -> None:
        if self._link.num_peers:
            seconds -= _STILL_THIS_BAR_SECONDS
        now, link_time = _at_once(lambda: self._link.time)
        moment = link_time + timedelta(seconds=seconds - now)
        self._link.set_is_playing_and_request_beat_at_time(playing, moment, 0.0)
        self._was_playing = playing

    def leave(self) -> None:
        self._link.enabled = False


def _library() -> ModuleType:
    try:
        import aalink
    except ImportError as error:
        text = "Ableton Link needs the package aalink. To get it:  pip install 'beatterm[link]'"
        raise LinkMissing(text) from error
    library: ModuleType = aalink
    return library


async def _joined(library: ModuleType, setup: LinkSetup, tempo: float) -> Any:
    """A Link that takes part. It can only be made where an event loop runs; afterwards it needs none."""
    link = library.Link(tempo)
    link.quantum = float(setup.quantum)
    link.start_stop_sync_enabled = setup.start_stop
    link.enabled = True
    return link


def _at_once(read: Callable[[], Any]) -> tuple[float, Any]:
    """What is read, and the monotonic moment at which it was so, to some microseconds."""
    tries = [(time.monotonic(), read(), time.monotonic()) for _ in range(_TRIES)]
    before, found, after = min(tries, key=lambda each: each[2] - each[0])
    return (before + after) / 2, found


def _is_news(told: LinkReading, now: LinkReading) -> bool:
    if (told.tempo, told.playing, told.peers) != (now.tempo, now.playing, now.peers):
        return True
    return now.seconds - told.seconds >= REPORT_SECONDS
