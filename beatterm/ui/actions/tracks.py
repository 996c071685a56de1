"""Keys of whole tracks: mute and solo, their sound and order, adding and removing."""

from beatterm.ui.actions.action import Action
from beatterm.ui.actions.groups import TRACKS
from beatterm.ui.desk import hearing, tracks
from beatterm.ui.desk.desk import Pane

_GRID = Pane.GRID

_MOVE = ("J K", "Move the track")

ACTIONS: tuple[Action, ...] = (
    Action("mute", ("m",), "Mute", TRACKS, tracks.mute, _GRID, "mute"),
    Action("solo", ("s",), "Solo", TRACKS, tracks.solo, _GRID),
    Action("unmute-all", ("M",), "None muted", TRACKS, tracks.unmute_all),
    Action("unsolo-all", ("S",), "None soloed", TRACKS, tracks.unsolo_all),
    Action("sound", ("b",), "Sound of the track…", TRACKS, tracks.choose_sound),
    Action("hear", ("e",), "Hear the track", TRACKS, hearing.track),
    Action("track-down", ("J",), "Move the track down", TRACKS, tracks.move(1), _GRID, family=_MOVE),
    Action("track-up", ("K",), "Move the track up", TRACKS, tracks.move(-1), _GRID, family=_MOVE),
    Action("add-track", ("I",), "Add a track…", TRACKS, tracks.add),
    Action("remove-track", ("X",), "Remove the track", TRACKS, tracks.remove),
)
