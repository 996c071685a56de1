"""A studio that follows one clock and leads others with its own at the same time."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from beatterm.engine.midi.planner import AHEAD_SECONDS, Planner
from beatterm.model.midi_setup import MidiSetup, OutPort
from tests.midi.masters import Message
from tests.midi.stage import Cables
from tests.midi.studio import Studio

OUT = MidiSetup(outs=(OutPort("out", clock=True),))


@dataclass
class Chain(Studio):
    """What it sends leaves through its cables."""

    latency_seconds: float = 0.03
    cables: Cables = field(default_factory=Cables)

    def __post_init__(self) -> None:
        Studio.__post_init__(self)
        self._planner = Planner()

    def _conduct(self, messages: Iterable[Message], now: float) -> None:
        super()._conduct(messages, now)
        plan = self._planner.plan(self._heard, OUT, now + AHEAD_SECONDS)
        self.cables.send(plan.messages)
        self.cables.pass_time(now)
