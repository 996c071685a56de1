"""Keys of key and scale: the song's key, tracks that keep to it, notes and chords by degrees."""

from beatterm.ui.actions.action import Action
from beatterm.ui.actions.groups import NOTES
from beatterm.ui.desk import tonality
from beatterm.ui.desk.desk import Pane

_GRID = Pane.GRID

_DEGREES, _INVERT = ("Y - +", "Degree down, up"), ("Y < >", "Turn the chord over")

ACTIONS: tuple[Action, ...] = (
    Action("key", ("Y k",), "Key and scale of the song", NOTES, tonality.choose_key),
    Action("in-key", ("Y t",), "Keep the track in key", NOTES, tonality.keep_track),
    Action("chord", ("Y c",), "Chord by degree…", NOTES, tonality.write_chord),
    Action("degree-down", ("Y -",), "Degree down", NOTES, tonality.degrees(-1), _GRID, family=_DEGREES),
    Action("degree-up", ("Y +", "Y ="), "Degree up", NOTES, tonality.degrees(1), _GRID, family=_DEGREES),
    Action("invert-down", ("Y <",), "Turn the chord down", NOTES, tonality.invert(-1), _GRID, family=_INVERT),
    Action("invert-up", ("Y >",), "Turn the chord up", NOTES, tonality.invert(1), _GRID, family=_INVERT),
    Action("mirror", ("Y m",), "Mirror the melody", NOTES, tonality.mirror, _GRID),
    Action("keep-in-key", ("Y s",), "Move the notes into key", NOTES, tonality.keep_selection, _GRID),
)
