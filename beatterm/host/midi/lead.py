"""Who leads: nobody but the song, an external MIDI clock, or an Ableton Link session. What the leader says
becomes Commands: when to play from where, and at which tempo to agree with it.
"""

from collections.abc import Callable
from dataclasses import replace

from beatterm.engine.bars import meter_at
from beatterm.engine.messages import Command, Play, Stop
from beatterm.engine.midi.follower import Begun, Follower, Halted, Turn
from beatterm.engine.midi.heard import Heard
from beatterm.engine.midi.line import Line
from beatterm.engine.midi.messages import ClockState, Steer
from beatterm.engine.midi.steering import shift_to, starting_beat, steer
from beatterm.host.midi.bystander import Bystander
from beatterm.host.midi.link_lead import LinkLead
from beatterm.host.midi.wire import LinkTime, SetLink
from beatterm.model.midi_setup import INTERNAL, LINK, MidiSetup
from beatterm.model.song import Song
from beatterm.model.time import PPQN
from beatterm.sequencer.live import Cue, Live

_PULSE_BEATS = 1 / 24
_CLOCK = 0xF8
_START_SECONDS = 0.1
"""A start that was asked for is heard by then."""


class Lead:
    """`steer` and `perform` carry Commands out; `cue` tells what a start from outside plays; `tell_link`
    speaks to the session.
    """

    def __init__(
        self,
        perform: Callable[[Command], None],
        steer: Callable[[Command], None],
        tell_link: Callable[[SetLink], None],
        cue: Callable[[], Cue],
    ) -> None:
        self._perform = perform
        self._steer = steer
        self._cue = cue
        self._setup = MidiSetup()
        self._follower = Follower()
        self._link = LinkLead(tell_link)
        self._bystander = Bystander(perform, cue)
        self._begun: Begun | None = None
        self._starts: Play | None = None
        self._started_beat: float | None = None
        self._run = 0
        self._shift = 0.0
        self._is_steering = False
        self._hold: tuple[int, float] | None = None

    def configure(self, setup: MidiSetup) -> None:
        """Follow whom this setup names."""
        before, self._setup = self._setup, setup
        if setup.source != before.source or setup.link != before.link:
            self._follower, self._begun, self._starts = Follower(), None, None
            self._link.begin(setup.link)
            self._run = -1

    def clocked(self, port: str, seconds: float, data: bytes, heard: Heard) -> None:
        """An input's clock or transport said something. One beside the source is obeyed at once."""
        if port == self._setup.source:
            self._take_turns(self._follower.feed(seconds, data))
        elif data[0] != _CLOCK:
            self._bystander.obey(data, heard.is_running)

    def take_link(self, time: LinkTime) -> None:
        """Where the session is."""
        if self._setup.source == LINK:
            self._take_turns(self._link.take(time))

    def holds(self, play: Play, song: Song) -> bool:
        """Whether a Play waits for the session's next bar, which will start it; its count-in ends there."""
        if self._setup.source != LINK or not self._link.start(_count_in_beats(play, song)):
            return False
        self._starts = play
        return True

    def give_up(self) -> None:
        """What waits to be started is not wanted any more."""
        if self._begun is not None or self._starts is not None:
            self._begun, self._starts = None, None
            self._link.give_up()

    def go_on(self, heard: Heard, now: float) -> None:
        """Start what is due, and make what is heard agree. To be called every few milliseconds."""
        if self._setup.source == INTERNAL:
            self._let_go()
            return
        self._follower.expect(heard.project.song.tempo)
        self._take_turns(self._follower.due(now))
        self._take_turns(self._link.go_on(heard))
        line = self._line()
        if line is not None and not self._is_starting(heard, line, now):
            self._agree(heard, line)

    def _is_starting(self, heard: Heard, line: Line, now: float) -> bool:
        """Start what is due. Until a start that is known is heard, the line is not that of what plays."""
        is_due, run = self._begun is not None, heard.run
        self._start_if_due(heard, line)
        if is_due and self._begun is None:
            self._hold = (run, now + _START_SECONDS)
        is_held = self._hold is not None and self._hold[0] == run and now <= self._hold[1]
        self._hold = self._hold if is_held else None
        return is_held or self._begun is not None

    def state(self, now: float) -> ClockState:
        """What the screen shows of the clock."""
        source = self._setup.source
        if source == INTERNAL:
            return ClockState(peers=self._link.peers)
        if source == LINK:
            return ClockState(LINK, self._link.is_there, self._link.tempo_shown, self._link.peers)
        return ClockState(source, self._follower.is_locked(now), self._follower.tempo_shown)

    def _line(self) -> Line | None:
        return self._link.line if self._setup.source == LINK else self._follower.line()

    @property
    def _offset_seconds(self) -> float:
        port = next((port for port in self._setup.ins if port.name == self._setup.source), None)
        return port.offset_ms / 1000 if port else 0.0

    def _take_turns(self, turns: tuple[Turn, ...]) -> None:
        for turn in turns:
            self._begun = turn if isinstance(turn, Begun) else None
            if isinstance(turn, Halted):
                self._perform(Stop())

    def _start_if_due(self, heard: Heard, line: Line) -> None:
        if self._begun is None:
            return
        beat = starting_beat(self._begun, line, heard, self._offset_seconds)
        if beat is None:
            return
        play = self._starts or Play(self._cue())
        count_in_beats = _count_in_beats(play, heard.project.song)
        late_beats = beat - self._begun.beat
        if count_in_beats and late_beats:
            self._begun = replace(self._begun, beat=self._begun.beat + self._setup.link.quantum)
            return
        from_beat = late_beats if self._setup.source == LINK else beat
        offset_ticks = play.cue.offset_ticks + round(from_beat * PPQN)
        self._perform(replace(play, cue=replace(play.cue, tick=0, offset_ticks=offset_ticks)))
        self._begun, self._starts, self._started_beat = None, None, beat + count_in_beats

    def _agree(self, heard: Heard, line: Line) -> None:
        if heard.is_running and heard.run != self._run:
            self._run = heard.run
            self._shift = self._shift_of(heard, line)
        command = steer(heard, line.shifted(self._shift), self._offset_seconds)
        if command is not None:
            self._is_steering = True
            self._steer(Steer(command))

    def _shift_of(self, heard: Heard, line: Line) -> float:
        """A run that the line has started agrees with it from its beginning; one that a player has started is
        moved by as little as may be.
        """
        beat, self._started_beat = self._started_beat, None
        if beat is not None:
            return heard.position_ticks / PPQN - beat
        step_beats = self._setup.link.quantum if self._setup.source == LINK else _PULSE_BEATS
        return shift_to(heard, line, step_beats, self._offset_seconds)

    def _let_go(self) -> None:
        """Back to the song's own tempo."""
        if self._is_steering:
            self._is_steering = False
            self._steer(Steer(None))


def _count_in_beats(play: Play, song: Song) -> float:
    """How long a start is counted in, in quarter notes."""
    meter = meter_at(song, Live((replace(play.cue, tick=0),)), 0)
    return play.count_in_bars * meter.bar_ticks / PPQN
