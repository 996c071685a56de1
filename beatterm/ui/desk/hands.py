"""How the player plays in: the layer that the keys are in, the keyboard, level, octave, note repeat."""

from dataclasses import dataclass, field
from enum import Enum

from beatterm.model.step import HIT_VELOCITY
from beatterm.ui.input.layouts import QWERTY, KeyLayout


class Layer(Enum):
    """What the letter keys are."""

    EDIT = "edit"
    PADS = "pads"
    TRIGS = "trigs"
    PIANO = "piano"


@dataclass(frozen=True, slots=True)
class Entered:
    """A step that was entered by itself: where, and when its key was pressed."""

    pattern: str
    track: str
    index: int
    stamp: float


@dataclass(slots=True)
class Hands:
    """`level` is the velocity of a pad; `octave` counts from the one of the sound's own pitch; `rate` is the
    note repeat in ticks (0: none); `edit_step` is how many steps the cursor goes on when notes are entered.
    `custom` is the player's own layout, `entered` what was entered step by step, last last.
    """

    layer: Layer = Layer.EDIT
    layout: KeyLayout = QWERTY
    level: int = HIT_VELOCITY
    octave: int = 0
    rate: int = 0
    edit_step: int = 1
    click: bool = False
    custom: KeyLayout | None = None
    entered: list[Entered] = field(default_factory=list)
