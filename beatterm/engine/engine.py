"""The engine: the one place where sound is made. Live playback, files and tests all call it.

`prepare` does the slow part of a Command on a thread of its own, `post` hands the Command over, and one
thread
only calls `render_into`: it takes no lock, opens no file and bakes nothing.
"""

from collections import deque

import numpy as np

from beatterm.engine.arena import Arena
from beatterm.engine.bank import Bank
from beatterm.engine.click import Click
from beatterm.engine.clock import Pace
from beatterm.engine.courtesy import GiveWay, never
from beatterm.engine.desk import Desk
from beatterm.engine.edits import SetMixer
from beatterm.engine.effects.base import LONGEST_BLOCK
from beatterm.engine.frames import Frames, ReadSound, ramp_frames
from beatterm.engine.limiter import Limiter
from beatterm.engine.messages import (
    Audition,
    Command,
    LetGo,
    Panic,
    Play,
    Queue,
    SetClick,
    SetFill,
    Snapshot,
    StartRoll,
    Stop,
    StopRoll,
)
from beatterm.engine.meters import Meters
from beatterm.engine.midi.heard import Heard
from beatterm.engine.midi.messages import Steer
from beatterm.engine.preparing import Preparation
from beatterm.engine.striking import Striker
from beatterm.engine.takeover import Takeover
from beatterm.engine.tap import Tap
from beatterm.engine.transport import Transport
from beatterm.engine.voices import Voices
from beatterm.model.project import Project
from beatterm.sequencer.events import Event

latency_frames = Limiter.latency_frames
"""How late the engine's frames are: the limiter must look ahead."""


class Engine:
    """A project being played, or ready to be, at a rate; with a `pace`, exactly as fast as that."""

    def __init__(
        self, rate: int, read_sound: ReadSound, arena: Arena | None = None, pace: Pace | None = None
    ) -> None:
        self.rate = rate
        self._frame = 0
        arena = arena or Arena()
        self._bank = Bank(rate, read_sound, lambda: self._frame, arena)
        self._voices = Voices(arena, ramp_frames(rate))
        self._desk = Desk(rate)
        self._striker = Striker(self._bank, self._voices, self._desk)
        self._click = Click(rate)
        self._is_clicking = False
        self._limiter = Limiter(rate)
        self._meters = Meters(rate)
        self._transport = Transport(rate, pace)
        self._takeover = Takeover(self._striker, self._voices, self._desk, self._transport)
        self._preparation = Preparation(self._bank, self._desk, self._transport, lambda: self._frame)
        self._project = Project()
        self._posted: deque[Command] = deque()
        self._pending: deque[tuple[int, Event]] = deque()
        self._auditions = 0
        self._panics = 0
        self._since_frame = 0

    def prepare(self, command: Command, give_way: GiveWay = never) -> tuple[str, ...]:
        """Bake and build what a Command will need; what a musician should know about it, in words.

        Called by one thread, for each Command before it is posted. It calls `give_way` between one small
        piece of work and the next.
        """
        return self._preparation.prepare(command, give_way)

    def post(self, command: Command) -> None:
        """Hand over a prepared Command: it takes effect at the next block."""
        self._posted.append(command)

    def render(self, frames: int) -> Frames:
        """The next frames as an array of their own: float32 (frames, 2)."""
        out = np.zeros((frames, 2), np.float32)
        self.render_into(out)
        return out

    def listen(self, tap: Tap | None) -> None:
        """Let a tap take whatever is mixed from now on; None: nobody listens."""
        self._desk.tap = tap

    def skip(self, frames: int) -> None:
        """Let frames pass unheard and uncomputed: time goes on, what sounds is dropped, tails too."""
        self._apply_posted()
        self._frame += frames
        self._voices.forget_all()
        self._desk.silence()
        self._click.silence()
        self._limiter.reset()
        self._transport.skip_to(self._frame)
        self._stop_if_over()

    @property
    def is_silent(self) -> bool:
        """Whether no voice sounds and no effect rings any more."""
        sounds = self._voices.sounding(self._frame) or self._click.is_sounding(self._frame)
        return not sounds and self._desk.next_sleep() is None

    @property
    def rings_frames(self) -> int:
        """In how many frames all that sounds and rings now is over, at most."""
        return max(0, self._voices.last_end - self._frame, self._desk.last_sleep - self._frame)

    def render_into(self, out: Frames) -> None:
        """Fill an array with the next frames: float32 (frames, 2)."""
        self._apply_posted()
        done = 0
        while done < len(out):
            done += self._render_piece(out[done : done + LONGEST_BLOCK])
        self._stop_if_over()

    def _stop_if_over(self) -> None:
        was_running = self._transport.is_running
        self._transport.stop_if_over(self._project, self._frame)
        if self._transport.is_running != was_running:
            self._since_frame = self._frame

    def _render_piece(self, out: Frames) -> int:
        """Fill the beginning of an array, up to where an effect wakes or sleeps; how many frames that was."""
        self._desk.sleep_at(self._frame)
        until = self._start_voices(self._piece_end(len(out)))
        frames = until - self._frame
        self._start_clicks(until)
        master = self._desk.mix(self._frame, frames, self._voices.mix(self._frame, frames))
        self._click.mix_into(master, self._frame)
        limited = self._limiter.process(master)
        # Adding zero turns -0.0 into 0.0: which zeros occur may depend on the blocks.
        np.add(limited, np.float32(0.0), out=out[:frames])
        self._meters.measure(out[:frames], self._desk.peaks, self._limiter.reduction)
        self._frame = until
        self._voices.forget_finished(until)
        return frames

    def _piece_end(self, frames: int) -> int:
        until = self._frame + frames
        sleep = self._desk.next_sleep()
        return until if sleep is None else min(until, max(sleep, self._frame + 1))

    def _start_voices(self, until: int) -> int:
        """Start what falls on the frames before `until`; where an event wakes an effect, or finds no place
        for a voice, the piece ends before.
        """
        events = self._transport.events_until(self._project, until)
        self._pending.extend((self._transport.frame_of(event.tick), event) for event in events)
        while self._pending and self._pending[0][0] < until:
            frame, event = self._pending[0]
            if frame > self._frame and (self._voices.is_full or self._striker.would_wake(event)):
                return frame
            self._pending.popleft()
            self._strike(event, frame)
        return until

    def _start_clicks(self, until: int) -> None:
        for tick, is_accent in self._transport.beats_until(self._project, until, self._is_clicking):
            self._click.start(self._transport.frame_of(tick), is_accent)

    def _strike(self, event: Event, frame: int) -> None:
        length = self._transport.frames_between(event.tick, event.tick + event.length_ticks)
        self._striker.strike(event, frame, frame + length)

    def _apply_posted(self) -> None:
        while self._posted:
            self._apply(self._posted.popleft())
            self._since_frame = self._frame

    def _apply(self, command: Command) -> None:
        before = self._project
        self._project = self._preparation.led_to(command, before)
        if self._project is not before:
            self._takeover.take(self._project, before, isinstance(command, SetMixer), self._frame)
        match command:
            case Play(cue, count_in_bars, lead_seconds, end_tick):
                frame = self._frame + round(lead_seconds * self.rate)
                self._transport.play(cue, self._project, frame, count_in_bars, end_tick)
            case Queue(cue, when):
                self._transport.queue(cue, when, self._project, self._frame)
            case Stop():
                self._transport.stop()
                self._voices.release_open(self._frame)
            case SetFill(mode):
                self._transport.set_fill(mode, self._project, self._frame)
            case SetClick(is_on):
                self._is_clicking = is_on
            case StartRoll():
                self._transport.start_roll(command, self._project, self._frame)
            case StopRoll(stopped):
                self._transport.stop_roll(stopped, self._frame)
            case Steer(tempo):
                self._transport.steer(tempo, self._project, self._frame)
                self._takeover.take_mix(self._project, self._frame)
            case Panic():
                self._silence()
            case Audition():
                self._audition(command)
            case LetGo(hold):
                self._voices.let_go(hold, self._frame)

    def _audition(self, command: Audition) -> None:
        self._auditions += 1
        length = self._project.song.meter.beat_ticks
        event = Event(0, command.track, command.note, command.velocity, length, self._auditions)
        if command.hold:
            self._striker.hold(event, self._frame, command.hold)
        else:
            self._strike(event, self._frame)

    def _silence(self) -> None:
        self._panics += 1
        self._transport.stop()
        self._transport.stop_roll(None, self._frame)
        self._voices.cut_all(self._frame)
        self._desk.silence()
        self._click.silence()

    def frames_to_tick(self) -> float:
        """In how many frames from now the tick of the Snapshot is heard, if nothing else delays it."""
        tick = self._transport.tick_at(self._frame)
        return self._transport.frame_of(tick) - self._frame + latency_frames

    def heard(self, seconds: float, frame_seconds: float, latency_seconds: float = 0.0) -> Heard:
        """What plays, for whoever sends it elsewhere. What is rendered next comes out at `seconds`, so much
        later than it was asked for.
        """
        transport = self._transport
        return Heard(
            self._project,
            transport.live,
            transport.clock,
            transport.is_running,
            transport.run,
            transport.began_tick,
            transport.position_ticks,
            self._panics,
            self._frame - latency_frames,
            seconds,
            frame_seconds,
            self._since_frame,
            latency_seconds + latency_frames * frame_seconds,
        )

    def snapshot(self) -> Snapshot:
        """The engine at the frame it has come to."""
        transport = self._transport
        tick = transport.tick_at(self._frame) if transport.is_running else 0
        span = transport.span(self._project, tick) if transport.is_running else None
        queued = transport.queued(tick) if transport.is_running else None
        return Snapshot(
            running=transport.is_running,
            tick=tick,
            pattern=span.pattern.name if span else "",
            pattern_tick=tick - span.origin_tick if span else 0,
            section=span.section if span else None,
            queued=queued.pattern or "song" if queued else "",
            tempo=transport.tempo(self._project),
            fill=transport.fill(self._frame),
            click=self._is_clicking,
            rolls=transport.rolls,
            peaks=self._meters.tracks,
            master=self._meters.master,
            reduction_db=self._meters.reduction_db,
            voices=self._voices.sounding(self._frame),
        )
