"""Keys of the song's sections: play from one, and arrange them."""

from beatterm.ui.actions.action import Action
from beatterm.ui.actions.groups import SECTIONS
from beatterm.ui.desk import arranging, playing
from beatterm.ui.desk.desk import Pane

_PART = Pane.SECTIONS

_PARTS = tuple(
    Action(
        f"section-{number}",
        (f"g {number}",),
        f"Song from section {number}",
        SECTIONS,
        playing.section(number - 1),
        family=("g 1 … g 9", "Song from section 1 … 9"),
    )
    for number in range(1, 10)
)

_CHOOSE = ("arrows hjkl", "Choose a section")
_REPEATS = ("- +", "Repeats")
_MOVE = ("< >", "Move the section")

ACTIONS: tuple[Action, ...] = (
    *_PARTS,
    Action(
        "section-back",
        ("up", "k", "left", "h"),
        "Section before",
        SECTIONS,
        arranging.choose(-1),
        _PART,
        family=_CHOOSE,
    ),
    Action(
        "section-on",
        ("down", "j", "right", "l"),
        "Next section",
        SECTIONS,
        arranging.choose(1),
        _PART,
        family=_CHOOSE,
    ),
    Action(
        "section-play",
        ("enter",),
        "Play the song from here",
        SECTIONS,
        arranging.play_from,
        _PART,
        "from here",
    ),
    Action("section-add", ("a",), "Add one with this pattern", SECTIONS, arranging.add, _PART, "add"),
    Action(
        "section-remove",
        ("d", "delete", "backspace"),
        "Remove the section",
        SECTIONS,
        arranging.remove,
        _PART,
        "remove",
    ),
    Action("section-less", ("-",), "Fewer repeats", SECTIONS, arranging.repeat(-1), _PART, family=_REPEATS),
    Action(
        "section-more", ("+", "="), "More repeats", SECTIONS, arranging.repeat(1), _PART, "repeats", _REPEATS
    ),
    Action("section-earlier", ("<",), "Section earlier", SECTIONS, arranging.move(-1), _PART, family=_MOVE),
    Action("section-later", (">",), "Section later", SECTIONS, arranging.move(1), _PART, family=_MOVE),
    Action("section-pattern", ("p",), "Play this pattern in it", SECTIONS, arranging.use_pattern, _PART),
    Action("section-mute", ("m",), "Leave the track out of it", SECTIONS, arranging.mute, _PART),
    Action("section-fill", ("f",), "Its last repeat is a fill", SECTIONS, arranging.fill, _PART),
    Action("section-name", ("r",), "Rename the section…", SECTIONS, arranging.rename, _PART),
)
