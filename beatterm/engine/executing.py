"""Executing: what a Command changes at once, between two blocks. What takes longer was prepared before."""

from beatterm.engine.edits import SetMixer
from beatterm.engine.messages import (
    Audition,
    Command,
    LetGo,
    Panic,
    Play,
    Queue,
    SetClick,
    SetFill,
    StartRoll,
    Stop,
    StopRoll,
)
from beatterm.engine.midi.messages import Steer
from beatterm.engine.now import Now
from beatterm.engine.preparing import Preparation
from beatterm.engine.sounding import Sounding
from beatterm.engine.takeover import Takeover
from beatterm.engine.transport import Transport
from beatterm.sequencer.events import Event


class Execution:
    """Has an engine's parts obey prepared Commands; only the mixing thread calls it."""

    def __init__(
        self, rate: int, now: Now, transport: Transport, sounding: Sounding, preparation: Preparation
    ) -> None:
        self._rate = rate
        self._now = now
        self._transport = transport
        self._sounding = sounding
        self._preparation = preparation
        self._takeover = Takeover(sounding.striker, sounding.voices, sounding.desk, transport)
        self._auditions = 0

    def execute(self, command: Command) -> None:
        """Do what a Command says, at the frame that is rendered next."""
        now = self._now
        before = now.project
        now.project = self._preparation.led_to(command, before)
        if now.project is not before:
            self._takeover.take(now.project, before, isinstance(command, SetMixer), now.frame)
        match command:
            case SetClick(is_on):
                now.is_clicking = is_on
            case Panic():
                self._panic()
            case Audition():
                self._audition(command)
            case LetGo(hold):
                self._sounding.voices.let_go(hold, now.frame)
            case _:
                self._move(command)
        now.since_frame = now.frame

    def _move(self, command: Command) -> None:
        """What is about the transport."""
        transport, project, frame = self._transport, self._now.project, self._now.frame
        match command:
            case Play(cue, count_in_bars, lead_seconds, end_tick):
                start = frame + round(lead_seconds * self._rate)
                transport.play(cue, project, start, count_in_bars, end_tick)
            case Queue(cue, when):
                transport.queue(cue, when, project, frame)
            case Stop():
                transport.stop()
                self._sounding.voices.release_open(frame)
            case SetFill(mode):
                transport.set_fill(mode, project, frame)
            case StartRoll():
                transport.start_roll(command, project, frame)
            case StopRoll(stopped):
                transport.stop_roll(stopped, frame)
            case Steer(tempo):
                transport.steer(tempo, project, frame)
                self._takeover.take_mix(project, frame)

    def _audition(self, command: Audition) -> None:
        self._auditions += 1
        frame, striker = self._now.frame, self._sounding.striker
        length = self._now.project.song.meter.beat_ticks
        event = Event(0, command.track, command.note, command.velocity, length, self._auditions)
        if command.hold:
            striker.hold(event, frame, command.hold)
        else:
            striker.strike(event, frame, frame + self._transport.frames_of(event))

    def _panic(self) -> None:
        self._now.panics += 1
        self._transport.stop()
        self._transport.stop_roll(None, self._now.frame)
        self._sounding.silence(self._now.frame)
