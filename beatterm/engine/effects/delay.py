"""The shared delay, in tempo: echoes a step value apart, fed by the sends named `delay`."""

from math import log

from beatterm.engine.effects.base import SendEffect
from beatterm.engine.effects.board import Board
from beatterm.model.param import Param, Values, number_of, value_of
from beatterm.model.time import PPQN, STEP_TICKS

_TIMES = tuple(name for name, ticks in STEP_TICKS.items() if ticks <= STEP_TICKS["1/2"])
TIME = Param("time", "1/8.", choices=_TIMES, about="Time between echoes.")
FEEDBACK = Param("feedback", 0.4, 0.0, 0.95, about="How much of an echo comes back.")
LEVEL = Param("level_db", 0.0, -60.0, 12.0, "dB", step=0.5, about="Level of the delay's return.")
PARAMS = (TIME, FEEDBACK, LEVEL)

MAX_SECONDS = 10.0


class Delay(Board):
    """A pedalboard Delay whose time follows the tempo."""

    def __init__(self, rate: int) -> None:
        from pedalboard import Delay as Echo

        self._echo = Echo(mix=1.0)
        super().__init__(self._echo, rate)

    def set(self, values: Values, tempo: float) -> None:
        """Take time and feedback."""
        self._echo.delay_seconds = seconds_of(values, tempo)
        self._echo.feedback = number_of(values, FEEDBACK)


def seconds_of(values: Values, tempo: float) -> float:
    """Seconds between two echoes."""
    ticks = STEP_TICKS[str(value_of(values, TIME))]
    return min(MAX_SECONDS, ticks * 60.0 / (tempo * PPQN))


def tail_seconds(values: Values, tempo: float) -> float:
    """Seconds until the echoes have fallen by 100 dB."""
    feedback = number_of(values, FEEDBACK)
    echoes = 1.0 if feedback < 1e-5 else 1.0 + log(1e-5) / log(feedback)
    return seconds_of(values, tempo) * (echoes + 1.0)


EFFECT = SendEffect(PARAMS, Delay, tail_seconds)
