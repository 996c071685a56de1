"""Keys of playing: start and stop, tempo, what sounds and what is followed."""

from beatterm.ui.actions.action import Action
from beatterm.ui.actions.groups import PLAY
from beatterm.ui.desk import moving, patterns, playing

_TEMPO = (", .", "Tempo down, up")

ACTIONS: tuple[Action, ...] = (
    Action("play", ("space",), "Play or stop", PLAY, playing.play, hint="play", in_tuner=True),
    Action("restart", ("0",), "From the start again", PLAY, playing.restart),
    Action("play-song", ("P",), "Song, or loop the pattern", PLAY, playing.switch),
    Action("tempo-down", (",",), "Tempo down", PLAY, playing.tempo(-1), family=_TEMPO),
    Action("tempo-up", (".",), "Tempo up", PLAY, playing.tempo(1), family=_TEMPO),
    Action("tap", ("T",), "Tap the tempo", PLAY, playing.tap),
    Action("tempo", ("B",), "Tempo and swing…", PLAY, patterns.tempo),
    Action("panic", ("!",), "Panic: silence everything", PLAY, playing.panic, in_tuner=True),
    Action("follow", ("G",), "View follows the playhead", PLAY, moving.follow),
)
