"""A studio's ports in Setup on the screen, and what is done there."""

from textual.widgets import Input

from beatterm.engine.midi.messages import MidiState, PortState
from beatterm.model.midi_setup import InPort, Learned, MidiSetup, OutPort
from tests.ui.rig import Rig

SYNTH, DRUMS = OutPort("synth", "Minilogue*", clock=True), OutPort("drums", "TR-8S*")
PADS, KEYS = InPort("pads", "MPD218*", drums=True), InPort("keys", "KeyStep*")
LEARNED = Learned("pads", 1, 74, "mixer.kick.cutoff_hz")
SETUP = MidiSetup((SYNTH, DRUMS), (PADS, KEYS), (LEARNED,))
OUT, IN, KNOB = 2, 4, 6
"""Lines of Setup: clock and Link come first."""
STATE = MidiState(
    outs=(
        PortState("synth", "Minilogue 24:0"),
        PortState("drums", problem="TR-8S is not there; plug it in."),
    ),
    ins=(PortState("pads", "MPD218 28:0"), PortState("keys")),
    system_outs=("Minilogue:Minilogue MIDI 1 24:0", "Digitone:Digitone 32:0"),
    system_ins=("MPD218:MPD218 28:0",),
)


async def report(rig: Rig, *reports: object) -> None:
    """Let the engine report something, and the screen's clock strike."""
    rig.engine.waiting += reports  # type: ignore[arg-type]
    rig.app.tick()
    await rig.settle()


async def at(rig: Rig, line: int, cell: int, *keys: str) -> None:
    """Press keys with Setup's cursor on a cell."""
    await rig.press("5")
    rig.desk.setup_at = (line, cell)
    await rig.press(*keys)


async def answer(rig: Rig, text: str) -> None:
    rig.app.screen.query_one(Input).value = text
    await rig.press("enter")
