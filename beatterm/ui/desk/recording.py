"""Recording what is played: arm, options, click, and the fill that the performer asks for."""

from beatterm.engine.messages import FILL_BAR, FILL_OFF, FILL_ON
from beatterm.session.record import MAX_COUNT_IN_BARS, RecordOptions
from beatterm.ui.desk.desk import Desk
from beatterm.ui.desk.front import Check, Question

OVERDUB, REPLACE = "overdub", "replace"
ON, OFF = "on", "off"
MAX_EDIT_STEP = 16


def arm(desk: Desk) -> None:
    """Record what is played, or no more. While the transport stands still, space counts in and records."""
    armed = not desk.recorder.is_armed
    desk.recorder.arm(armed)
    desk.settle()
    desk.hands.entered.clear()
    desk.front.tell("Records what you play; space starts." if armed else "Records no more.")


def click(desk: Desk) -> None:
    """Let the metronome be heard, or not, and remember it."""
    _set_click(desk, not desk.hands.click)
    desk.keep({"click": desk.hands.click})
    desk.front.tell("The click is heard while it plays." if desk.hands.click else "No click.")


def _set_click(desk: Desk, is_on: bool) -> None:
    desk.hands.click = is_on
    desk.session.set_click(is_on)


def fill(desk: Desk) -> None:
    """Play as a fill until the key is pressed again."""
    is_off = desk.session.snapshot().fill == FILL_OFF
    desk.session.set_fill(FILL_ON if is_off else FILL_OFF)
    desk.front.tell("Fill." if is_off else "No fill.")


def fill_bar(desk: Desk) -> None:
    """Play the next bar as a fill."""
    desk.session.set_fill(FILL_BAR)
    desk.front.tell("The next bar is a fill.")


async def options(desk: Desk) -> None:
    """Ask how to record, and remember it."""
    now = desk.recorder.options
    answers = await desk.front.ask(
        "Recording",
        [
            Question("quantise", str(now.quantise), "0 (as played) to 100 % (on the step)", _whole(0, 100)),
            Question(
                "record", REPLACE if now.replaces else OVERDUB, "overdub or replace", _word(OVERDUB, REPLACE)
            ),
            Question(
                "count-in",
                str(now.count_in_bars),
                f"0 to {MAX_COUNT_IN_BARS} bars",
                _whole(0, MAX_COUNT_IN_BARS),
            ),
            Question("click", ON if desk.hands.click else OFF, "on or off", _word(ON, OFF)),
            Question(
                "edit step",
                str(desk.hands.edit_step),
                f"1 to {MAX_EDIT_STEP} steps on per note",
                _whole(1, MAX_EDIT_STEP),
            ),
        ],
    )
    if answers is not None:
        _take(desk, *(answer.strip() for answer in answers))


def _take(desk: Desk, quantise: str, record: str, count_in: str, click: str, edit_step: str) -> None:
    desk.recorder.options = RecordOptions(int(quantise), record == REPLACE, int(count_in))
    desk.hands.edit_step = int(edit_step)
    if (click == ON) is not desk.hands.click:
        _set_click(desk, click == ON)
    desk.keep(
        {
            "quantise": int(quantise),
            "record": record,
            "count_in": int(count_in),
            "click": click == ON,
            "edit_step": int(edit_step),
        }
    )


def _whole(low: int, high: int) -> Check:
    def fault(text: str) -> str | None:
        word = text.strip()
        fits = word.isascii() and word.isdigit() and len(word) <= 3 and low <= int(word) <= high
        return None if fits else f"It is a whole number from {low} to {high}."

    return fault


def _word(*words: str) -> Check:
    return lambda text: None if text.strip() in words else f"It is {' or '.join(words)}."
