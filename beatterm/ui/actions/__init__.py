"""The one table of what can be done. Keys, hints, palette, help and the README's key table come from it.

Adding a key or command: one `Action` in the file of its group. A key that writes something is that character,
any other goes by Textual's name; two keys with a space between them are pressed one after the other. Names
(`id`) are stable: they are what a player's own key map refers to.
"""

from beatterm.ui.actions import (
    generate,
    groove,
    key,
    knobs,
    lanes,
    layers,
    moving,
    notes,
    patterns,
    play,
    sections,
    setup,
    song,
    steps,
    tracks,
    tuner,
)
from beatterm.ui.actions.action import Action, Run
from beatterm.ui.actions.groups import GROUPS
from beatterm.ui.actions.palette import find_among

__all__ = ["ACTIONS", "GROUPS", "Action", "Run"]

ACTIONS: tuple[Action, ...] = (
    *play.ACTIONS,
    *layers.ACTIONS,
    *steps.ACTIONS,
    *moving.ACTIONS,
    *generate.ACTIONS,
    *groove.ACTIONS,
    *notes.ACTIONS,
    *key.ACTIONS,
    *tracks.ACTIONS,
    *patterns.ACTIONS,
    *lanes.ACTIONS,
    *knobs.ACTIONS,
    *sections.ACTIONS,
    *setup.ACTIONS,
    *song.actions(find_among(lambda: ACTIONS)),
    *tuner.ACTIONS,
)
"""Everything that can be done, in the order of help and palette."""
