"""What shapes a track's sound, or a single hit, before it is played: its Params."""

from beatterm.model.param import Param

PITCH = Param(
    "pitch", 0.0, -48.0, 48.0, "st", step=1.0, about="Semitones higher or lower, on top of the note."
)
START = Param("start", 0.0, 0.0, 1.0, about="Where in the recording it begins.")
END = Param("end", 1.0, 0.0, 1.0, about="Where in the recording it ends.")
REVERSE = Param("reverse", "off", choices=("off", "on"), about="Played backwards.")
ATTACK = Param("attack_ms", 0.0, 0.0, 2000.0, "ms", step=5.0, about="How long it takes to come in.")
DECAY = Param(
    "decay_ms", 0.0, 0.0, 10000.0, "ms", step=20.0, about="How long it takes to fade; 0: as recorded."
)
SOUND_PARAMS = (PITCH, START, END, REVERSE, ATTACK, DECAY)
