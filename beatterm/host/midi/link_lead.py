"""Ableton Link as a leader: its beats as a line, its starts and stops as turns, and what is told to it."""

from collections.abc import Callable
from math import ceil

from beatterm.engine.midi.follower import Begun, Halted, Turn
from beatterm.engine.midi.heard import Heard
from beatterm.engine.midi.line import Line
from beatterm.host.midi.wire import LinkTime, SetLink
from beatterm.model.midi_setup import LinkSetup

_SAME_TEMPO = 0.001
_LATE_BEATS = 0.25
"""A count-in that would begin so late is made up for by the tempo; later, it waits for the next bar."""
_AHEAD_SECONDS = 0.1
"""By then the session's answer to a start is here: a count-in that waits for nobody begins so soon."""


class LinkLead:
    """A session with others: what it says, and what this player's edits and starts tell it."""

    def __init__(self, tell: Callable[[SetLink], None]) -> None:
        self._tell = tell
        self.begin(LinkSetup())

    def begin(self, setup: LinkSetup) -> None:
        """Nothing is known of the session yet."""
        self._setup = setup
        self._time: LinkTime | None = None
        self._is_playing = False
        self._song_tempo: float | None = None
        self._was_running = False
        self._waits = False
        self._count_in_beats = 0.0

    @property
    def is_there(self) -> bool:
        """Whether the session has been heard."""
        return self._time is not None

    @property
    def peers(self) -> int:
        """How many others there are."""
        return self._time.peers if self._time else 0

    @property
    def tempo_shown(self) -> float:
        """The session's tempo, in tenths; 0.0: unknown."""
        return round(self._time.tempo, 1) if self._time else 0.0

    @property
    def line(self) -> Line | None:
        """The session's beats."""
        return Line(self._time.beat, self._time.seconds, self._time.tempo) if self._time else None

    def take(self, time: LinkTime) -> tuple[Turn, ...]:
        """The session's latest word: a start or stop of somebody's is a turn."""
        self._time = time
        was, self._is_playing = self._is_playing, time.playing
        if not self._setup.start_stop or time.playing == was:
            return ()
        is_own, self._waits = self._waits, False
        if not time.playing:
            return (Halted(time.beat),)
        if is_own and self._count_in_beats:
            # The session's beats count from its start, which was asked for the end of the count-in.
            return (Begun(-self._count_in_beats, time.seconds),)
        beat = 0.0 if time.beat < self._setup.quantum else self._next_bar(time.beat)
        return (Begun(beat, time.seconds),)

    def start(self, count_in_beats: float = 0.0) -> bool:
        """This player wants to play: ask the session to start, or wait for its next bar. A count-in comes
        before that bar. False where there is no session to wait for.
        """
        if self._time is None:
            return False
        self._waits, self._count_in_beats = True, count_in_beats
        if self._setup.start_stop and not self._is_playing:
            self._tell(SetLink(playing=True, seconds=self._start_seconds(self._time)))
        return True

    def give_up(self) -> None:
        """This player does not want to play any more."""
        if self._setup.start_stop and (self._waits or self._is_playing):
            self._tell(SetLink(playing=False, seconds=self._time.seconds if self._time else 0.0))
        self._waits = False

    def go_on(self, heard: Heard) -> tuple[Turn, ...]:
        """Tell the session what this player has changed; what has become due for one who waits."""
        if self._time is None:
            return ()
        self._tell_tempo(heard.project.song.tempo)
        self._tell_stop(heard.is_running)
        if self._waits and (self._is_playing or not self._setup.start_stop):
            self._waits = False
            line = Line(self._time.beat, self._time.seconds, self._time.tempo)
            beat = line.beat_at(heard.seconds)
            begins = self._counted_bar(beat) if self._count_in_beats else self._next_bar(beat)
            return (Begun(begins, heard.seconds),)
        return ()

    def _start_seconds(self, time: LinkTime) -> float:
        """When the session is to start: at its next bar, or at the first that leaves room to count in."""
        if not self._count_in_beats:
            return time.seconds
        line = Line(time.beat, time.seconds, time.tempo)
        if not time.peers:
            return time.seconds + _AHEAD_SECONDS + self._count_in_beats * 60 / time.tempo
        late_beats = max(0.0, _LATE_BEATS - _AHEAD_SECONDS * time.tempo / 60)
        return line.seconds_of(self._counted_bar(time.beat, late_beats) + self._count_in_beats)

    def _counted_bar(self, beat: float, late_beats: float = _LATE_BEATS) -> float:
        """Where a count-in begins that ends with a bar, at most so many beats ago."""
        return self._next_bar(beat + self._count_in_beats - late_beats) - self._count_in_beats

    def _next_bar(self, beat: float) -> float:
        return float(ceil(beat / self._setup.quantum) * self._setup.quantum)

    def _tell_tempo(self, tempo: float) -> None:
        """A lone player's song sets the session's tempo; with others theirs holds until it is turned."""
        assert self._time is not None
        is_turned = self._song_tempo is not None and tempo != self._song_tempo
        is_alone = self._song_tempo is None and not self._time.peers
        if (is_turned or is_alone) and abs(tempo - self._time.tempo) > _SAME_TEMPO:
            self._tell(SetLink(tempo=tempo))
        self._song_tempo = tempo

    def _tell_stop(self, is_running: bool) -> None:
        stopped, self._was_running = self._was_running and not is_running, is_running
        if stopped and self._setup.start_stop and self._is_playing:
            self._tell(SetLink(playing=False, seconds=self._time.seconds if self._time else 0.0))
