"""A stage for the planner: the real Transport plays in blocks, as the engine has it, and what the planner
says is sent when it is due. Time is counted, never taken.
"""

from collections import defaultdict
from dataclasses import dataclass, replace

from beatterm.engine.messages import Audition
from beatterm.engine.midi.due import Due
from beatterm.engine.midi.heard import Heard
from beatterm.engine.midi.planner import AHEAD_SECONDS, Planner
from beatterm.engine.transport import Transport
from beatterm.model.midi import MidiOut
from beatterm.model.midi_setup import MidiSetup, OutPort
from beatterm.model.project import Project
from beatterm.model.song import Song
from beatterm.sequencer.live import Cue
from tests.midi.receiver import Receiver

RATE = 44100
PERIOD = 0.003
LOOP = Cue(pattern="A")
ONE_PORT = MidiSetup(outs=(OutPort("synth", clock=True),))


def to_midi(song: Song, *outs: MidiOut, port: str = "") -> Song:
    """The song with its tracks sent: each to the next of `outs`, or all to channel 10."""
    given = list(outs) + [MidiOut(port)] * (len(song.tracks) - len(outs))
    tracks = tuple(replace(track, midi=out) for track, out in zip(song.tracks, given, strict=False))
    return replace(song, tracks=tracks)


@dataclass(frozen=True)
class Struck:
    """What audio has struck: frame, track, note, velocity, and the frame where it ends."""

    frame: int
    track: str
    note: int | None
    velocity: int
    end_frame: int


class Cables:
    """Sends what is due, as the process with the ports does: one queue, in the order of Due values."""

    def __init__(self) -> None:
        self.receivers: dict[str, Receiver] = defaultdict(Receiver)
        self.sent: list[Due] = []
        self._queue: list[Due] = []

    def send(self, messages: tuple[Due, ...]) -> None:
        self._queue += messages

    def pass_time(self, now: float) -> None:
        """Until this moment. A message whose time was over when it came leaves then."""
        due = sorted(each for each in self._queue if each.seconds <= now)
        self._queue = [each for each in self._queue if each.seconds > now]
        for each in due:
            self.sent.append(each)
            self.receivers[each.port].take(each.seconds, each.data)

    def withdraw(self, seconds: float) -> None:
        """Forget what was to leave from a moment on, and end what sounds."""
        self._queue = [each for each in self._queue if each.seconds < seconds]
        for receiver in self.receivers.values():
            receiver.sounding.clear()


class Stage:
    """Plays a project to the cables. `latency_seconds` after a block is asked for it is heard."""

    def __init__(
        self,
        project: Project,
        setup: MidiSetup = ONE_PORT,
        latency_seconds: float = 0.03,
        block: int = 128,
        rate: int = RATE,
        period: float = PERIOD,
    ) -> None:
        self.project, self.setup = project, setup
        self.latency, self.block, self.rate, self.period = latency_seconds, block, rate, period
        self.transport = Transport(rate)
        self.transport.changed(project, 0)
        self.planner = Planner()
        self.cables = Cables()
        self.frame = 0
        self.now = 100.0
        self.asked = 100.0
        self.moved = 0.0
        self.since = 0
        self.tells_since = True
        self.panics = 0
        self.struck: list[Struck] = []
        self.longest = 0.0
        self.heard = self._heard()

    def _heard(self) -> Heard:
        transport = self.transport
        return Heard(
            self.project,
            transport.live,
            transport.clock,
            transport.is_running,
            transport.run,
            transport.began_tick,
            transport.position_ticks,
            self.panics,
            self.frame,
            self.asked + self.latency + self.moved,
            1 / self.rate,
            self.since if self.tells_since else None,
            self.latency,
        )

    @property
    def synth(self) -> Receiver:
        return self.cables.receivers["synth"]

    def seconds_of(self, frame: int) -> float:
        """When a frame is heard."""
        return self.heard.seconds_at(frame)

    def _render(self) -> None:
        """A block: what falls into it is struck, and what plays is told."""
        until = self.frame + self.block
        for event in self.transport.events_until(self.project, until):
            frame = self.transport.frame_of(event.tick)
            end = self.transport.frame_of(event.tick + event.length_ticks)
            self.struck.append(Struck(frame, event.track, event.note, event.velocity, end))
        self.frame = until
        self.asked += self.block / self.rate
        was_running = self.transport.is_running
        self.transport.stop_if_over(self.project, until)
        if was_running and not self.transport.is_running:
            self.since = until
        self.heard = self._heard()

    def go(self, seconds: float) -> None:
        """Let time pass."""
        end = self.now + seconds
        while self.now < end:
            self.now += self.period
            while self.asked <= self.now:
                self._render()
            self.cables.pass_time(self.now)
            self.plan()

    def plan(self) -> None:
        """Have the planner asked once."""
        plan = self.planner.plan(self.heard, self.setup, self.now + AHEAD_SECONDS)
        if plan.release is not None:
            self.cables.withdraw(plan.release.seconds)
        self.cables.send(plan.messages)

    def play(self, cue: Cue = LOOP, count_in_bars: int = 0) -> None:
        self.since = self.frame
        self.transport.play(cue, self.project, self.frame, count_in_bars)

    def stop(self) -> None:
        self.since = self.frame
        self.transport.stop()

    def panic(self) -> None:
        self.stop()
        self.transport.stop_roll(None, self.frame)
        self.panics += 1

    def edit(self, project: Project) -> None:
        self.since = self.frame
        self.project = project
        self.transport.changed(project, self.frame)

    def edit_song(self, **changes: object) -> None:
        song = replace(self.project.song, **changes)  # type: ignore[arg-type]
        self.edit(replace(self.project, song=song))

    def restart_engine(self) -> None:
        """Another engine in the place of this one: frames and runs begin anew."""
        self.transport = Transport(self.rate)
        self.transport.changed(self.project, 0)
        self.frame = self.since = 0

    def strike(self, track: str) -> None:
        self.planner.audition(Audition(track))

    def end(self) -> None:
        """Stop, and let all that is under way leave."""
        self.stop()
        self.transport.stop_roll(None, self.frame)
        self.go(1.0 + self.latency)

    def close(self) -> None:
        """Close the planner."""
        self.cables.send(self.planner.close(self.now))
        self.cables.pass_time(self.now + 2.0)

    def struck_notes(self, numbers: dict[str, int]) -> list[tuple[float, int, int]]:
        """Seconds, note and velocity of what audio has struck, where `numbers` are the notes of tracks."""
        loudest: dict[tuple[int, int], int] = {}
        for each in self.struck:
            key = (each.frame, numbers[each.track] if each.note is None else each.note)
            loudest[key] = max(loudest.get(key, 0), each.velocity)
        return [(self.seconds_of(frame), note, vel) for (frame, note), vel in sorted(loudest.items())]
