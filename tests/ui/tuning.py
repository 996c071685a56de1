"""What tests of the tuner do on a screen, and look at."""

from textual.widgets import Input

from beatterm.model.edits import steps
from beatterm.model.pattern import Track
from tests.ui.rig import Rig

BASS = "down down down down down down "


def tuned(rig: Rig, name: str) -> object:
    """What a Param of the tuner is turned to."""
    assert rig.desk.tuner is not None
    return rig.desk.tuner.values[name]


def track(rig: Rig, name: str, pattern: str = "A") -> Track:
    """A row of the song as it is now."""
    return steps.fitting_track(steps.pattern_of(rig.song, pattern), name)


def grid_row(rig: Rig, number: int) -> str:
    """A row of the grid as it is drawn, as far as it is seen at every size."""
    return next(line for line in rig.lines() if f" {number} " in line[:5])[:60]


async def fill(rig: Rig, *answers: str) -> None:
    """Answer the questions of the dialog that stands there."""
    for field, answer in zip(rig.app.screen.query(Input), answers, strict=False):
        field.value = answer
    await rig.press("enter")
