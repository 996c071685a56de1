"""The settings of a step as Params, declared once: file, inspector and lanes read them from here."""

from beatterm.model.condition import CONDITIONS
from beatterm.model.field_param import OFF, ON, FieldParam, number_field, whole_field
from beatterm.model.param import Param
from beatterm.model.step import (
    ACCENT_VELOCITY,
    ALWAYS,
    HIT_VELOCITY,
    MAX_NUDGE,
    MAX_RAMP,
    MAX_RATCHET,
    MIN_VELOCITY,
)

MAX_HOLD = 256
NO_CONDITION = "none"


VELOCITY = whole_field(
    Param(
        "velocity",
        float(HIT_VELOCITY),
        MIN_VELOCITY,
        ACCENT_VELOCITY,
        step=5.0,
        whole=True,
        about="How hard.",
    ),
    "velocity",
)
HOLD = whole_field(
    Param("hold", 1.0, 1.0, MAX_HOLD, "steps", step=1.0, whole=True, about="Steps that it is held."), "length"
)
GATE = number_field(
    Param("gate", 100.0, 0.0, 100.0, "%", step=5.0, about="How much of the last held step sounds."), "gate"
)
TIE = FieldParam(
    Param("tie", OFF, choices=(OFF, ON), about="Lasts until the next hit; the same note goes on."),
    "tie",
    lambda tie: ON if tie else OFF,
    lambda value: value == ON,
)
CHANCE = whole_field(
    Param("chance", float(ALWAYS), 0.0, 100.0, "%", step=5.0, whole=True, about="How often it sounds."),
    "chance",
)
CONDITION = FieldParam(
    Param("condition", NO_CONDITION, choices=(NO_CONDITION, *CONDITIONS), about="In which passes it sounds."),
    "condition",
    lambda word: word or NO_CONDITION,
    lambda value: "" if value == NO_CONDITION else str(value),
)
RATCHET = whole_field(
    Param(
        "ratchet", 1.0, 1.0, MAX_RATCHET, "hits", step=1.0, whole=True, about="Hits spread over its length."
    ),
    "ratchet",
)
RAMP = whole_field(
    Param(
        "ramp", 0.0, -MAX_RAMP, MAX_RAMP, "%", step=10.0, whole=True, about="How its ratchet rises or falls."
    ),
    "ramp",
)
NUDGE = FieldParam(
    Param("nudge", 0.0, -MAX_NUDGE, MAX_NUDGE, "steps", step=0.05, about="Earlier or later, in steps."),
    "nudge",
    float,
    float,
)
STEP_PARAMS: tuple[FieldParam, ...] = (VELOCITY, HOLD, GATE, TIE, CHANCE, CONDITION, RATCHET, RAMP, NUDGE)
"""In the order of inspector and file."""
