"""The engine: the one place where sound is made. Live playback, files and tests all call it.

`prepare` does the slow part of a Command on a thread of its own, `post` hands the Command over, and one
thread only calls `render_into`: it takes no lock, opens no file and bakes nothing.
"""

from collections import deque

import numpy as np

from beatterm.engine import telling
from beatterm.engine.arena import Arena
from beatterm.engine.clock import Pace
from beatterm.engine.courtesy import GiveWay, never
from beatterm.engine.effects.base import LONGEST_BLOCK
from beatterm.engine.executing import Execution
from beatterm.engine.frames import Frames, ReadSound
from beatterm.engine.limiter import Limiter
from beatterm.engine.messages import Command, Snapshot
from beatterm.engine.midi.heard import Heard
from beatterm.engine.now import Now
from beatterm.engine.preparing import Preparation
from beatterm.engine.sounding import Sounding
from beatterm.engine.tap import Tap
from beatterm.engine.transport import Transport
from beatterm.sequencer.events import Event

latency_frames = Limiter.latency_frames
"""How late the engine's frames are: the limiter must look ahead."""


class Engine:
    """A project being played, or ready to be, at a rate; with a `pace`, exactly as fast as that."""

    def __init__(
        self, rate: int, read_sound: ReadSound, arena: Arena | None = None, pace: Pace | None = None
    ) -> None:
        self.rate = rate
        self._now = now = Now()
        self._transport = Transport(rate, pace)
        self._sounding = Sounding(rate, read_sound, arena or Arena(), lambda: now.frame)
        bank, desk = self._sounding.bank, self._sounding.desk
        self._preparation = Preparation(bank, desk, self._transport, lambda: now.frame)
        self._execution = Execution(rate, now, self._transport, self._sounding, self._preparation)
        self._posted: deque[Command] = deque()
        self._pending: deque[tuple[int, Event]] = deque()

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

    def render_into(self, out: Frames) -> None:
        """Fill an array with the next frames: float32 (frames, 2)."""
        self._apply_posted()
        done = 0
        while done < len(out):
            done += self._render_piece(out[done : done + LONGEST_BLOCK])
        self._stop_if_over()

    def skip(self, frames: int) -> None:
        """Let frames pass unheard and uncomputed: time goes on, what sounds is dropped, tails too."""
        self._apply_posted()
        self._now.frame += frames
        self._sounding.forget()
        self._transport.skip_to(self._now.frame)
        self._stop_if_over()

    def listen(self, tap: Tap | None) -> None:
        """Let a tap take whatever is mixed from now on; None: nobody listens."""
        self._sounding.desk.tap = tap

    @property
    def is_silent(self) -> bool:
        """Whether no voice sounds and no effect rings any more."""
        return self._sounding.is_silent(self._now.frame)

    @property
    def rings_frames(self) -> int:
        """In how many frames all that sounds and rings now is over, at most."""
        return max(0, self._sounding.last_end - self._now.frame)

    def frames_to_tick(self) -> float:
        """In how many frames from now the tick of the Snapshot is heard, if nothing else delays it."""
        return telling.frames_to_tick(self._now, self._transport)

    def heard(self, seconds: float, frame_seconds: float, latency_seconds: float = 0.0) -> Heard:
        """What plays, for whoever sends it elsewhere. What is rendered next comes out at `seconds`, so much
        later than it was asked for.
        """
        return telling.heard(self._now, self._transport, seconds, frame_seconds, latency_seconds)

    def snapshot(self) -> Snapshot:
        """The engine at the frame it has come to."""
        return telling.snapshot(self._now, self._transport, self._sounding)

    def _apply_posted(self) -> None:
        while self._posted:
            self._execution.execute(self._posted.popleft())

    def _stop_if_over(self) -> None:
        was_running = self._transport.is_running
        self._transport.stop_if_over(self._now.project, self._now.frame)
        if self._transport.is_running != was_running:
            self._now.since_frame = self._now.frame

    def _render_piece(self, out: Frames) -> int:
        """Fill the beginning of an array, up to where an effect wakes or sleeps; how many frames that was."""
        now, sounding = self._now, self._sounding
        until = self._start_voices(sounding.piece_end(now.frame, len(out)))
        frames = until - now.frame
        self._start_clicks(until)
        sounding.mix_into(out[:frames], now.frame)
        now.frame = until
        return frames

    def _start_voices(self, until: int) -> int:
        """Start what falls on the frames before `until`; where an event wants a piece of its own, the piece
        ends before.
        """
        now, transport, sounding = self._now, self._transport, self._sounding
        events = transport.events_until(now.project, until)
        self._pending.extend((transport.frame_of(event.tick), event) for event in events)
        while self._pending and self._pending[0][0] < until:
            frame, event = self._pending[0]
            if frame > now.frame and sounding.wants_a_piece(event):
                return frame
            self._pending.popleft()
            sounding.striker.strike(event, frame, frame + transport.frames_of(event))
        return until

    def _start_clicks(self, until: int) -> None:
        now, transport = self._now, self._transport
        for tick, is_accent in transport.beats_until(now.project, until, now.is_clicking):
            self._sounding.click.start(transport.frame_of(tick), is_accent)
