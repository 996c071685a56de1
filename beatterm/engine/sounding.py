"""All that sounds: voices through the desk, the metronome's clicks beside them, the limiter behind all, and
the meters. It knows frames, not ticks; the engine tells it what begins when.
"""

from collections.abc import Callable

import numpy as np

from beatterm.engine.arena import Arena
from beatterm.engine.bank import Bank
from beatterm.engine.click import Click
from beatterm.engine.desk import Desk
from beatterm.engine.frames import Frames, ReadSound, ramp_frames
from beatterm.engine.limiter import Limiter
from beatterm.engine.meters import Meters
from beatterm.engine.striking import Striker
from beatterm.engine.voices import Voices
from beatterm.sequencer.events import Event


class Sounding:
    """What sounds at a rate. `now` tells the engine's frame."""

    def __init__(self, rate: int, read_sound: ReadSound, arena: Arena, now: Callable[[], int]) -> None:
        self.bank = Bank(rate, read_sound, now, arena)
        self.voices = Voices(arena, ramp_frames(rate))
        self.desk = Desk(rate)
        self.striker = Striker(self.bank, self.voices, self.desk)
        self.click = Click(rate)
        self.meters = Meters(rate)
        self._limiter = Limiter(rate)

    def is_silent(self, frame: int) -> bool:
        """Whether no voice sounds and no effect rings any more."""
        sounds = self.voices.sounding(frame) or self.click.is_sounding(frame)
        return not sounds and self.desk.next_sleep() is None

    @property
    def last_end(self) -> int:
        """The frame at which all that sounds and rings now is over, at the latest."""
        return max(self.voices.last_end, self.desk.last_sleep)

    def piece_end(self, frame: int, frames: int) -> int:
        """Let effects sleep whose time is over; up to which frame a piece of so many may go at most: to where
        the next one falls asleep.
        """
        self.desk.sleep_at(frame)
        until, sleep = frame + frames, self.desk.next_sleep()
        return until if sleep is None else min(until, max(sleep, frame + 1))

    def wants_a_piece(self, event: Event) -> bool:
        """Whether an event must begin a piece: it wakes an effect, or finds no place for a voice."""
        return self.voices.is_full or self.striker.would_wake(event)

    def mix_into(self, out: Frames, frame: int) -> None:
        """Fill an array, no longer than a piece, with the frames from one on: float32 (frames, 2)."""
        frames = len(out)
        master = self.desk.mix(frame, frames, self.voices.mix(frame, frames))
        self.click.mix_into(master, frame)
        limited = self._limiter.process(master)
        # Adding zero turns -0.0 into 0.0: which zeros occur may depend on the blocks.
        np.add(limited, np.float32(0.0), out=out)
        self.meters.measure(out, self.desk.peaks, self._limiter.reduction)
        self.voices.forget_finished(frame + frames)

    def forget(self) -> None:
        """Drop what sounds at once, tails and what the limiter holds back too."""
        self.voices.forget_all()
        self._cut_tails()
        self._limiter.reset()

    def silence(self, frame: int) -> None:
        """Fade what sounds out from a frame on, and cut every tail."""
        self.voices.cut_all(frame)
        self._cut_tails()

    def _cut_tails(self) -> None:
        self.desk.silence()
        self.click.silence()
