"""Keys that change the notes of steps: their pitch, and how long they are held."""

from beatterm.ui.actions.action import Action
from beatterm.ui.actions.groups import NOTES
from beatterm.ui.desk import notes, tonality
from beatterm.ui.desk.desk import Pane

_GRID = Pane.GRID

_SEMITONE, _OCTAVE, _HOLD = (
    ("( )", "Semitone (in key: degree)"),
    ("/ *", "Octave down, up"),
    ("H L", "Hold shorter, longer"),
)

ACTIONS: tuple[Action, ...] = (
    Action("lower", ("(",), "Semitone down", NOTES, tonality.step(-1), _GRID, family=_SEMITONE),
    Action("higher", (")",), "Semitone up", NOTES, tonality.step(1), _GRID, family=_SEMITONE),
    Action(
        "octave-down", ("/",), "Octave down", NOTES, notes.transpose(-notes.OCTAVE), _GRID, family=_OCTAVE
    ),
    Action("octave-up", ("*",), "Octave up", NOTES, notes.transpose(notes.OCTAVE), _GRID, family=_OCTAVE),
    Action("hold-less", ("H",), "Hold shorter", NOTES, notes.hold(-1), _GRID, family=_HOLD),
    Action("hold-more", ("L",), "Hold longer", NOTES, notes.hold(1), _GRID, family=_HOLD),
    Action("notes", ("g n",), "Write notes or a chord…", NOTES, notes.write),
)
