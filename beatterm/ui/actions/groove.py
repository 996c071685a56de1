"""Keys of grooves: choosing one by ear, taking one from a pattern or a MIDI file, removing one."""

from beatterm.ui.actions.action import Action
from beatterm.ui.actions.groups import GROOVE
from beatterm.ui.desk import grooving

ACTIONS: tuple[Action, ...] = (
    Action("groove", ("Q g",), "Groove of the song", GROOVE, grooving.of_song),
    Action("track-groove", ("Q t",), "Groove of the track", GROOVE, grooving.of_track),
    Action("extract-groove", ("Q x",), "Groove of this pattern…", GROOVE, grooving.extract),
    Action("midi-groove", ("Q m",), "Groove of a MIDI file…", GROOVE, grooving.from_midi),
    Action("remove-groove", ("Q d",), "Remove a groove…", GROOVE, grooving.remove),
)
