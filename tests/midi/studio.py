"""A studio in which beatterm follows: a real engine, asked for block after block, led by what comes in from
an external clock just as the process with the sound card does it. Time is counted, not waited for.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from beatterm.engine.edits import SetProject
from beatterm.engine.engine import Engine, latency_frames
from beatterm.engine.frames import Frames
from beatterm.engine.messages import Command, Play, Stop
from beatterm.engine.midi.follower import Begun, Follower, Halted
from beatterm.engine.midi.heard import Heard
from beatterm.engine.midi.line import Line
from beatterm.engine.midi.messages import Steer
from beatterm.engine.midi.steering import shift_to, starting_beat, steer
from beatterm.model.project import Project
from beatterm.model.song import Song
from beatterm.model.time import PPQN
from beatterm.sequencer.live import Cue
from tests.material import impulse, kit_of, row, song_of
from tests.midi.masters import BEGAN_SECONDS, Master, Message

POLL_SECONDS = 0.003
OPENED_SECONDS = BEGAN_SECONDS - 0.5


class Unheard(Engine):
    """An engine that does all but mix: `struck` are the frames of its output at which hits stand."""

    struck: list[int]

    def render_into(self, out: Frames) -> None:
        """Let the frames pass."""
        self._apply_posted()
        now, transport = self._now, self._transport
        until = now.frame + len(out)
        events = transport.events_until(now.project, until)
        self.struck = [transport.frame_of(event.tick) - now.frame + latency_frames for event in events]
        now.frame = until


@dataclass
class Studio:
    """An engine that plays a hit on every sixteenth, or a song's, led by what comes in, block by block.
    `rate` is the sound card's real one; `hits` are the moments at which hits were heard, `starts` the beats
    begun at. Only `aloud` is it mixed, and are the hits looked for in the sound.
    """

    block: int = 128
    latency_seconds: float = 0.01
    rate: float = 44100.0
    song_tempo: float = 120.0
    offset_seconds: float = 0.0
    follows_transport: bool = True
    aloud: bool = False
    song: Song | None = None
    hits: list[float] = field(default_factory=list)
    starts: list[float] = field(default_factory=list)
    tempos: list[tuple[float, float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        song = self.song or song_of(row("hat", "x" * 16), tempo=self.song_tempo)
        self._engine = (Engine if self.aloud else Unheard)(44100, lambda kit, file: (impulse(), 44100))
        self.tell(SetProject(Project(song, kit_of("hat"))))
        self.follower = Follower(self.song_tempo)
        self._heard = Heard()
        self._frames = 0
        self._now = OPENED_SECONDS
        self._read = 0
        self._waiting: Begun | None = None
        self._run = 0
        self._shift = 0.0

    def tell(self, command: Command) -> None:
        """As from the screen."""
        self._engine.prepare(command)
        self._engine.post(command)

    def run(self, messages: list[Message], until: float) -> None:
        """Let time pass: a block whenever the sound card asks for one, and a look at what came in every few
        milliseconds. What has come in before is not read again.
        """
        while self._now < until:
            while self._asked_at() <= self._now:
                self._play_block()
            end = bisect_right(messages, self._now, key=lambda message: message[0])
            self._conduct(messages[self._read : end], self._now)
            self._read, self._now = end, self._now + POLL_SECONDS

    def _asked_at(self) -> float:
        return OPENED_SECONDS + self._frames / self.rate

    def _play_block(self) -> None:
        out, heard_at = self._engine.render(self.block), self._asked_at() + self.latency_seconds
        struck = getattr(self._engine, "struck", None)
        frames = np.flatnonzero(out[:, 0] > 0.2).tolist() if struck is None else struck
        self.hits += [heard_at + frame / self.rate for frame in frames]
        self._frames += self.block
        self._heard = self._engine.heard(self._asked_at() + self.latency_seconds, 1 / self.rate)

    def _conduct(self, messages: Iterable[Message], now: float) -> None:
        turns = [turn for seconds, data in messages for turn in self.follower.feed(seconds, data)]
        for turn in (*turns, *self.follower.due(now)):
            if isinstance(turn, Halted) and self.follows_transport:
                self._waiting = None
                self.tell(Stop())
            elif isinstance(turn, Begun) and self.follows_transport:
                self._waiting = turn
        line = self.follower.line()
        if line is not None:
            self._lead(line, now)

    def _lead(self, line: Line, now: float) -> None:
        if self._waiting:
            self._start_if_due(self._waiting, line)
        if self._waiting or self._heard.run < len(self.starts):
            return  # what is heard is not yet what the line speaks of
        if not self.follows_transport and self._heard.run != self._run:
            self._run = self._heard.run
            self._shift = shift_to(self._heard, line, 1 / 24, self.offset_seconds)
        tempo = steer(self._heard, line.shifted(self._shift), self.offset_seconds)
        if tempo is not None:
            self.tempos.append((now, tempo))
            self.tell(Steer(tempo))

    def _start_if_due(self, begun: Begun, line: Line) -> None:
        beat = starting_beat(begun, line, self._heard, self.offset_seconds)
        if beat is not None:
            self._waiting = None
            self.starts.append(beat)
            self.tell(Play(Cue(offset_ticks=round(beat * PPQN))))


def errors(studio: Studio, master: Master, first_beat: float = 0.0, hits: slice = slice(None)) -> list[float]:
    """By how many seconds each hit was late: the n-th against the n-th sixteenth from a beat of the master
    on. A hit too many or too few puts all after it a whole sixteenth off.
    """
    due = (master.seconds_of(first_beat + index / 4) for index in range(len(studio.hits)))
    return [hit - when for hit, when in zip(studio.hits[hits], due, strict=False)]


def worst(late: list[float]) -> float:
    """The largest error."""
    return max(abs(each) for each in late)
