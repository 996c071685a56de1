"""What a song, a pattern and a row of one have as numbers, as Params: inspector, dialogs and controls of
hardware read them from here.
"""

from beatterm.model.field_param import OFF, ON, FieldParam, number_field, whole_field
from beatterm.model.param import Param
from beatterm.model.pattern import MAX_CHANCE_SCALE, MAX_GROOVE_AMOUNT, MAX_STEPS
from beatterm.model.song import MAX_SWING, MAX_TEMPO, MIN_TEMPO, STRAIGHT
from beatterm.model.step import ALWAYS

TEMPO = Param("tempo", 120.0, MIN_TEMPO, MAX_TEMPO, "bpm", step=1.0, about="Quarter notes a minute.")
SWING = Param("swing", STRAIGHT, STRAIGHT, MAX_SWING, "%", step=1.0, about="50 is straight, 66 a triplet.")
LENGTH = Param(
    "length", 16.0, 1.0, MAX_STEPS, "steps", step=1.0, whole=True, about="Steps until it turns over."
)
AMOUNT = Param(
    "groove_amount",
    100.0,
    0.0,
    MAX_GROOVE_AMOUNT,
    "%",
    step=5.0,
    whole=True,
    about="How much of the groove is applied.",
)
CHANCE = Param(
    "chance",
    float(ALWAYS),
    0.0,
    MAX_CHANCE_SCALE,
    "%",
    step=5.0,
    whole=True,
    about="Scales the chances of its steps.",
)
FILL = Param("fill", OFF, choices=(OFF, ON), about="All of the pattern is a fill.")

SONG_PARAMS: tuple[FieldParam, ...] = (
    number_field(TEMPO, "tempo"),
    number_field(SWING, "swing"),
    whole_field(AMOUNT, "groove_amount"),
)
PATTERN_PARAMS = (LENGTH, FILL, CHANCE)
BORROWED_PARAMS = (SWING, AMOUNT)
"""What a row has from the song until it has its own."""
