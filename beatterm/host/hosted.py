"""The engine as its process sees it, and the maker of the real one."""

from collections.abc import Callable
from importlib import import_module
from typing import Any, Protocol, cast

from beatterm.engine.courtesy import GiveWay
from beatterm.engine.messages import Command, Snapshot
from beatterm.engine.midi.heard import Heard


class HostedEngine(Protocol):
    """What the process needs of an engine. `prepare` may be slow; the others belong to the audio
    callback.
    """

    def prepare(self, command: Command, give_way: GiveWay) -> tuple[str, ...]:
        """Do a Command's slow part, giving way between its pieces; return what the musician should read."""

    def post(self, command: Command) -> None:
        """Let a prepared Command take effect at the next block."""

    def render_into(self, out: Any) -> None:
        """Fill a float32 block of shape (frames, 2)."""

    def snapshot(self) -> Snapshot:
        """Where it stands after the last block."""

    def heard(self, seconds: float, frame_seconds: float, latency_seconds: float) -> Heard:
        """What plays, if the next frame is heard at that moment, so long after it is asked for."""

    def frames_to_tick(self) -> float:
        """In how many frames, counted from the end of the last block, the tick of its Snapshot is heard."""


MakeEngine = Callable[[int], HostedEngine]
"""Makes an engine at a rate."""


def maker_named(name: str) -> MakeEngine:
    """The maker that `module:function` names."""
    module, _, function = name.partition(":")
    return cast(MakeEngine, getattr(import_module(module), function))


def real_engine(rate: int) -> HostedEngine:
    """beatterm's own engine, reading sounds from the disk."""
    from beatterm.engine.engine import Engine
    from beatterm.library.sounds import read_sound

    return Engine(rate, read_sound)
