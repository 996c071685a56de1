"""A real engine under a session, played block by block: when hits are struck, and what the loop adds."""

from dataclasses import dataclass, field, replace

import numpy as np

from beatterm.engine.effects import PARAMS
from beatterm.engine.engine import Engine
from beatterm.engine.messages import Command, Report, Snapshot
from beatterm.library.errors import LibraryError
from beatterm.model.kit import Kit
from beatterm.model.song import Song
from beatterm.session.recorder import Recorder
from beatterm.session.session import Session
from tests.material import impulse, kit_of
from tests.session.fakes import MemoryShelf

RATE = 48_000
BLOCK = 64
LATENCY_BLOCKS = 8
"""What is heard is 11 ms behind what is rendered."""


@dataclass
class Played:
    """The engine, its blocks so far, and the Snapshots that are yet to be heard. Implements EnginePort."""

    engine: Engine
    seconds: float = 1000.0
    blocks: list[np.ndarray] = field(default_factory=list)
    ahead: list[Snapshot] = field(default_factory=list)

    def send(self, command: Command) -> None:
        self.engine.prepare(command)
        self.engine.post(command)

    def snapshot(self) -> Snapshot:
        late = self.ahead[-LATENCY_BLOCKS] if len(self.ahead) >= LATENCY_BLOCKS else Snapshot()
        return replace(late, heard_seconds=self.seconds)

    def reports(self) -> tuple[Report, ...]:
        return ()

    def block(self) -> None:
        """Render one, and let time go on by it."""
        self.ahead.append(self.engine.snapshot())
        self.blocks.append(self.engine.render(BLOCK).copy())
        self.seconds += BLOCK / RATE

    def strikes(self) -> list[float]:
        """When something was struck, in seconds as it is heard."""
        whole = np.abs(np.concatenate(self.blocks)[:, 0])
        frames = np.flatnonzero(whole > 1e-3)
        starts = [frame for at, frame in enumerate(frames) if at == 0 or frame - frames[at - 1] > 48]
        return [1000.0 + float(frame) / RATE for frame in starts]


@dataclass
class Player:
    """Someone at a session: `play_until` lets the loop run, `hit` strikes the kick as a key does."""

    port: Played
    session: Session
    recorder: Recorder

    def run(self, seconds: float) -> None:
        """Let it run until so long after the start."""
        while self.port.seconds < 1000.0 + seconds:
            self.port.block()
            self.recorder.look(self.session.snapshot())

    def hit(self, at_seconds: float, track: str = "kick", velocity: int = 100) -> None:
        """Strike at a moment; the screen comes to it a block later."""
        self.run(at_seconds)
        self.session.audition(track, None, velocity)
        self.recorder.strike(track, None, velocity, 1000.0 + at_seconds)


def player(song: Song) -> Player:
    """A session on a song whose tracks are single clicks, with a recorder that is armed."""

    class Clicks(MemoryShelf):
        def kit(self, name: str, handle: object) -> Kit:
            if name != "test":
                raise LibraryError(name)
            return kit_of(*(setup.name for setup in song.tracks))

    port = Played(Engine(RATE, lambda kit, file: (impulse(4, 0.5), RATE)))
    session = Session(port, Clicks({"s": replace(song, kit="test")}), PARAMS)
    session.open("s")
    recorder = Recorder(session)
    recorder.arm(True)
    return Player(port, session, recorder)
