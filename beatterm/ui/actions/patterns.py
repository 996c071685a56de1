"""Keys that go to a pattern, make one, remove one, or set its lengths."""

from beatterm.ui.actions.action import Action
from beatterm.ui.actions.groups import PATTERNS
from beatterm.ui.desk import characters, patterns, playing, taking

_ORDER = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")

_LETTERS = tuple(
    Action(
        f"pattern-{name.lower()}",
        (f"g {name.lower()}",),
        f"Pattern {name}, or the {order} one",
        PATTERNS,
        playing.pattern(name, at),
        family=("g a … g h", "Pattern A-H (or by order)"),
    )
    for at, (name, order) in enumerate(zip("ABCDEFGH", _ORDER, strict=True))
)

_NEIGHBOURS = ("n N", "Next, previous pattern")

ACTIONS: tuple[Action, ...] = (
    Action("next-pattern", ("n",), "Next pattern", PATTERNS, playing.next_pattern(1), family=_NEIGHBOURS),
    Action(
        "previous-pattern", ("N",), "Previous pattern", PATTERNS, playing.next_pattern(-1), family=_NEIGHBOURS
    ),
    *_LETTERS,
    Action("fork", ("F",), "Copy to a new pattern", PATTERNS, patterns.fork),
    Action("new-pattern", ("g w",), "New empty pattern", PATTERNS, patterns.new),
    Action("midi-patterns", ("g p",), "MIDI file as patterns…", PATTERNS, taking.patterns_of_midi),
    Action("remove-pattern", ("g x",), "Remove the pattern", PATTERNS, patterns.remove),
    Action("pattern-settings", ("g m",), "Metre, fill and chance", PATTERNS, characters.try_out),
    Action("lengths", ("Z",), "Length, step and swing…", PATTERNS, patterns.lengths),
)
