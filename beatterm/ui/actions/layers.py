"""Keys of playing in: the layers of the keyboard, recording, click and fill."""

from beatterm.ui.actions.action import Action
from beatterm.ui.actions.groups import LAYERS
from beatterm.ui.desk import layers, recording, repeating, step_record
from beatterm.ui.desk.hands import Layer

_REPEAT = ("6 7 8 9", "Repeat 1/8, 16, 16t, 32")
_LEVEL = ("- + (pads)", "Level of the pads")
_BANK = ("/ * (pads)", "16 tracks before, next")
_OCTAVE = ("/ * (piano)", "Piano an octave down, up")

_REPEATS = tuple(
    Action(
        f"repeat-{key}",
        (key,),
        f"Note repeat {name}",
        LAYERS,
        repeating.repeat(key),
        hint="" if at else "repeat",
        family=_REPEAT,
        layer=Layer.PADS,
    )
    for at, (key, name) in enumerate(zip(repeating.REPEATS, ("1/8", "1/16", "1/16t", "1/32"), strict=True))
)


ACTIONS: tuple[Action, ...] = (
    Action("pads", ("i",), "PADS: keys play 16 tracks", LAYERS, layers.turn(Layer.PADS), hint="pads"),
    Action("trigs", ("t",), "TRIGS: keys are 16 steps", LAYERS, layers.turn(Layer.TRIGS)),
    Action("piano", ('"',), "PIANO: keys are notes", LAYERS, layers.turn(Layer.PIANO)),
    Action("record", ("o", "f9"), "Record, or no more", LAYERS, recording.arm),
    Action("record-options", ("O",), "How to record…", LAYERS, recording.options),
    Action("click", ("c",), "Click", LAYERS, recording.click),
    Action("fill", ("8", "f7"), "Fill, until pressed again", LAYERS, recording.fill),
    Action("fill-bar", ("9", "f8"), "Fill in the next bar", LAYERS, recording.fill_bar),
    Action("layout", ("g i",), "Your keyboard…", LAYERS, layers.choose_layout),
    *_REPEATS,
    Action(
        "pads-fill",
        ("5",),
        "Fill (8 in the other layers)",
        LAYERS,
        recording.fill,
        hint="fill",
        layer=Layer.PADS,
        family=("5 (pads)", "Fill, until pressed again"),
    ),
    Action("pads-softer", ("-",), "Pads softer", LAYERS, layers.level(-1), family=_LEVEL, layer=Layer.PADS),
    Action(
        "pads-louder",
        ("+", "="),
        "Pads louder",
        LAYERS,
        layers.level(1),
        None,
        "level",
        _LEVEL,
        layer=Layer.PADS,
    ),
    Action(
        "bank-before", ("/",), "16 tracks before", LAYERS, layers.bank(-1), family=_BANK, layer=Layer.PADS
    ),
    Action("bank-next", ("*",), "Next 16 tracks", LAYERS, layers.bank(1), family=_BANK, layer=Layer.PADS),
    Action("piano-down", ("/",), "Piano lower", LAYERS, layers.octave(-1), family=_OCTAVE, layer=Layer.PIANO),
    Action(
        "piano-up",
        ("*",),
        "Piano higher",
        LAYERS,
        layers.octave(1),
        hint="octave",
        family=_OCTAVE,
        layer=Layer.PIANO,
    ),
    Action(
        "enter-rest",
        ("enter",),
        "Enter a rest",
        LAYERS,
        step_record.rest,
        family=("enter", "Piano, armed: a rest"),
        layer=Layer.PIANO,
    ),
    Action(
        "enter-hold",
        ("=",),
        "Hold the note entered last",
        LAYERS,
        step_record.hold,
        family=("=", "Piano, armed: hold on"),
        layer=Layer.PIANO,
    ),
    Action(
        "enter-back",
        ("backspace",),
        "Take an entered note back",
        LAYERS,
        step_record.back,
        family=("bksp", "Piano, armed: one back"),
        layer=Layer.PIANO,
    ),
)
