"""Note repeat: a rate is latched, a pad begins it and ends it."""

from collections.abc import Callable

from beatterm.model.time import STEP_NAMES, STEP_TICKS
from beatterm.ui.desk.desk import Desk

REPEATS = {"6": STEP_TICKS["1/8"], "7": STEP_TICKS["1/16"], "8": STEP_TICKS["1/16t"], "9": STEP_TICKS["1/32"]}
"""Note repeat by its key."""


def repeat(key: str) -> Callable[[Desk], None]:
    """Latch a note repeat: a pad begins it, the pad again ends it; the same rate again ends them all."""
    rate = REPEATS[key]

    def run(desk: Desk) -> None:
        desk.hands.rate = 0 if desk.hands.rate == rate else rate
        going = desk.instrument.change_rate(desk.hands.rate)
        now = moment(desk)
        desk.recorder.end_roll(None, now)
        for each in going:
            desk.recorder.begin_roll(each.track, each.note, each.velocity, desk.hands.rate, now)
        text = f"Note repeat {STEP_NAMES[rate]}: a pad starts it, the pad again stops it."
        desk.front.tell(text if desk.hands.rate else "No note repeat.")

    return run


def stop_repeating(desk: Desk) -> None:
    """End all note repeats; the rate stays chosen."""
    if desk.instrument.rolling:
        desk.recorder.end_roll(None, moment(desk))
        desk.instrument.end_rolls()


def moment(desk: Desk) -> float:
    """When the key was pressed that is being carried out."""
    return desk.now() if desk.pressed_seconds is None else desk.pressed_seconds
