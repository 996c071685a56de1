"""Follows an external MIDI clock: takes its bytes as they come in, tells when it starts, jumps and stops, and
gives the beat line that `steering` makes the transport agree with.

A Start or Continue takes effect at the first clock after it, as the standard says. A Stop waits a moment:
from many programs the loop's end comes as Stop, Song Position and Continue, which is no stop but a jump.
"""

from dataclasses import dataclass

from beatterm.engine.midi.line import Line
from beatterm.engine.midi.pulses import PULSES_A_BEAT, Pulses
from beatterm.engine.midi.steady_tempo import SteadyTempo

_PULSES_A_SIXTEENTH = 6
_JUMP_SECONDS = 0.03
_ARMED_SECONDS = 0.15
"""So long a Stop waits for a Start or Continue to follow it, and then for its first clock."""


@dataclass(frozen=True, slots=True)
class Begun:
    """The clock's beat `beat` was at `seconds`, and it goes on from there. A clock that ran before has jumped
    there `from_beat`.
    """

    beat: float
    seconds: float
    from_beat: float | None = None


@dataclass(frozen=True, slots=True)
class Halted:
    """The clock's transport has stopped; a Continue will go on from `beat`."""

    beat: float


Turn = Begun | Halted


class Follower:
    """One clock. `tempo` is what to expect of one that has not been heard: the song's."""

    def __init__(self, tempo: float = 120.0) -> None:
        self._pulses = Pulses(tempo)
        self._is_running = False
        self._zero = 0
        self._position = 0
        self._is_armed = False
        self._stopped_seconds: float | None = None
        self._steady = SteadyTempo()

    def expect(self, tempo: float) -> None:
        """The song's tempo is another: it is what a clock is thought to have before it is heard."""
        self._pulses.expect(tempo)

    def feed(self, seconds: float, data: bytes) -> tuple[Turn, ...]:
        """A message came in at a moment (monotonic); what it means for the transport. Any message may be
        given; those that are not about time mean nothing.
        """
        turns = self.due(seconds)
        match data[0] if data else 0:
            case 0xF8:
                return turns + self._pulse(seconds)
            case 0xFA:
                self._arm(0)
            case 0xFB if not self._plays:
                self._arm(self._position)
            case 0xFC:
                self._stop(seconds)
            case 0xF2 if len(data) == 3 and not self._plays:
                self._position = _PULSES_A_SIXTEENTH * (data[1] & 0x7F | (data[2] & 0x7F) << 7)
        return turns

    def due(self, now: float) -> tuple[Turn, ...]:
        """What time alone has decided: a Stop that nothing followed. To be asked for every few ms."""
        if self._stopped_seconds is None or not self._is_running:
            return ()
        patience = _ARMED_SECONDS if self._is_armed else _JUMP_SECONDS
        return self._halt() if now - self._stopped_seconds > patience else ()

    @property
    def is_running(self) -> bool:
        """Whether the clock's transport runs; a Stop counts once it is sure."""
        return self._is_running

    def is_locked(self, now: float) -> bool:
        """Whether the clock is there and its tempo known. Without it the line goes on as it was."""
        return self._pulses.is_settled and self._pulses.is_heard(now)

    @property
    def tempo_shown(self) -> float:
        """The clock's tempo as `line` last knew it, in tenths, not flickering between two; 0.0: unknown."""
        return self._steady.shown

    def line(self) -> Line | None:
        """The clock's beats; only while its transport runs do their numbers mean anything. None while no
        clock has come.
        """
        fit = self._pulses.fit()
        if fit is None:
            return None
        tempo = 60 / (fit.interval_seconds * PULSES_A_BEAT)
        if self._pulses.is_settled:
            self._steady.take(tempo, tempo * fit.error_seconds / fit.interval_seconds, fit.number)
        change = max(-tempo, min(tempo, fit.bend * 60 / PULSES_A_BEAT))
        return Line((fit.number - self._zero) / PULSES_A_BEAT, fit.seconds, tempo, change)

    @property
    def _plays(self) -> bool:
        return self._is_running and self._stopped_seconds is None

    def _pulse(self, seconds: float) -> tuple[Turn, ...]:
        self._pulses.add(seconds)
        if self._is_armed:
            return self._begin(seconds)
        return self._halt() if self._stopped_seconds is not None else ()

    def _begin(self, seconds: float) -> tuple[Turn, ...]:
        from_beat = (self._pulses.number - self._zero) / PULSES_A_BEAT if self._is_running else None
        begun = Begun(self._position / PULSES_A_BEAT, seconds, from_beat)
        self._zero = self._pulses.number - self._position
        self._is_running, self._is_armed, self._stopped_seconds = True, False, None
        return (begun,)

    def _arm(self, position: int) -> None:
        """The next pulse is to be this one."""
        self._position = position
        self._is_armed = True
        self._pulses.restart()

    def _stop(self, seconds: float) -> None:
        self._is_armed = False
        if self._plays:
            self._position = self._pulses.number + 1 - self._zero
            self._stopped_seconds = seconds

    def _halt(self) -> tuple[Turn, ...]:
        self._is_running, self._stopped_seconds = False, None
        return (Halted(self._position / PULSES_A_BEAT),)
