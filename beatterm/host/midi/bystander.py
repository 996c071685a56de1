"""A transport without a clock: an input that is not the clock's source may start and stop all the same."""

from collections.abc import Callable
from dataclasses import replace

from beatterm.engine.messages import Command, Play, Stop
from beatterm.model.time import SIXTEENTH_TICKS
from beatterm.sequencer.live import Cue


class Bystander:
    """Obeys Start, Continue and Stop at once, at beatterm's own tempo."""

    def __init__(self, perform: Callable[[Command], None], cue: Callable[[], Cue]) -> None:
        self._perform = perform
        self._cue = cue
        self._sixteenth = 0

    def obey(self, data: bytes, is_running: bool) -> None:
        """A real-time or position message; position counts only while nothing runs."""
        match data[0]:
            case 0xF2 if not is_running and len(data) == 3:
                self._sixteenth = data[1] | data[2] << 7
            case 0xFA:
                self._play(0)
            case 0xFB if not is_running:
                self._play(self._sixteenth)
            case 0xFC if is_running:
                self._perform(Stop())

    def _play(self, sixteenth: int) -> None:
        cue = self._cue()
        self._sixteenth = 0
        self._perform(Play(replace(cue, offset_ticks=cue.offset_ticks + sixteenth * SIXTEENTH_TICKS)))
