"""Records what is played into the song while it loops. It stands between the desk and the session: hits come
in with the time of their key press, and belong to the take that is under way.
"""

from beatterm.engine.messages import Snapshot, tick_heard_at
from beatterm.session.hits import Played
from beatterm.session.record import RecordOptions
from beatterm.session.session import Session
from beatterm.session.spans import Spans
from beatterm.session.take import Take


class Recorder:
    """While it is armed and the transport runs, every hit is written into the pattern that sounds."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.options = RecordOptions()
        self._is_armed = False
        self._heard = 0.0
        self._spans = Spans()
        self._has_begun = False
        self._was_running = False
        self._take = self._fresh_take(1)

    def _fresh_take(self, number: int) -> Take:
        return Take(self._session, number, self._spans, lambda: self.options)

    @property
    def is_armed(self) -> bool:
        """Whether what is played is recorded."""
        return self._is_armed

    def arm(self, is_armed: bool) -> None:
        """Record what is played from now on, or no more."""
        self.end()
        self._is_armed = is_armed

    def begin(self) -> None:
        """The transport starts: what is played from now on is a take."""
        self.end()
        self._has_begun = True
        self._spans.clear()

    def end(self) -> None:
        """The take is over: what waits is written at once, and keys that are down are held no longer."""
        self._take.close(self._heard)
        self.drop()

    def drop(self) -> None:
        """The take was undone, and what waits goes with it: what is played from now on is another one."""
        self._take = self._fresh_take(self._take.number + 1)

    def _tick(self, stamp: float) -> float | None:
        """When something was played; None if nothing is recorded now."""
        snapshot = self._session.snapshot()
        if not self._is_armed or not snapshot.running:
            return None
        self._spans.look(snapshot)
        return tick_heard_at(snapshot, stamp)

    def strike(self, track: str, note: int | None, velocity: int, stamp: float, key: int = 0) -> None:
        """A hit was played at a moment; with the number of a key it lasts until that is let go."""
        tick = self._tick(stamp)
        if tick is not None:
            self._take.strike(Played(track, _notes(note), velocity, tick, stamp, key))

    def let_go(self, key: int, stamp: float) -> None:
        """A key goes up at a moment."""
        tick = self._tick(stamp)
        if tick is not None:
            self._take.let_go(key, tick)

    def begin_roll(self, track: str, note: int | None, velocity: int, step_ticks: int, stamp: float) -> None:
        """A track is repeated from a moment on."""
        tick = self._tick(stamp)
        if tick is not None:
            self._take.begin_roll(track, _notes(note), velocity, step_ticks, tick)

    def end_roll(self, track: str | None, stamp: float) -> None:
        """The repeat of a track, or of all, ended."""
        tick = self._tick(stamp)
        if tick is not None:
            self._take.end_roll(track, tick)

    def go_on_rolling(self, track: str) -> None:
        """The repeat of a track did not end after all."""
        self._take.go_on_rolling(track)

    def take_back(self, stamp: float) -> None:
        """The hit of that moment was none: the key was held down."""
        self._take.take_back(stamp)

    def look(self, snapshot: Snapshot) -> bool:
        """Write what may be written by now; called by the screen's clock. Whether the song changed."""
        before = self._session.song
        self._note_turn(snapshot.running)
        if not self._is_armed or not snapshot.running:
            return self._session.song is not before
        self._spans.look(snapshot)
        self._heard = float(snapshot.tick)
        return self._take.write(self._heard)

    def _note_turn(self, is_running: bool) -> None:
        """Others may start and stop the transport, too: that begins and ends takes all the same."""
        if is_running and not self._was_running and not self._has_begun:
            self.begin()
        if self._was_running and not is_running:
            self._has_begun = False
            self.end()
        self._was_running = is_running


def _notes(note: int | None) -> tuple[int, ...]:
    return () if note is None else (note,)
