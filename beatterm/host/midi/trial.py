"""How steady the clock is: a MIDI process sends it for a while; what left and what came back is measured."""

import time
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise

from beatterm.devices.midi_in import MidiIn
from beatterm.devices.midi_names import chosen
from beatterm.devices.midi_ports import MidiPorts
from beatterm.devices.output import DeviceError
from beatterm.engine.midi.due import REALTIME, Due
from beatterm.host.child import signals_held
from beatterm.host.midi.process import MidiProcess
from beatterm.host.midi.wire import Configure, Ports, Send, Sent, Up
from beatterm.model.midi_setup import MidiSetup, OutPort

TEMPO = 120.0
CLOCK_SECONDS = 60 / TEMPO / 24
_CLOCK = b"\xf8"
_PORT = "clock test"
_PERIOD_SECONDS, _AHEAD_SECONDS = 0.003, 0.012
"""As the conductor works: so often it hands over what is due so soon."""
_OPEN_SECONDS = 5.0
_SETTLE_SECONDS = 0.3
_DIED = "The MIDI process has ended by itself: try again, and report it if it does so anew."


@dataclass(frozen=True, slots=True)
class Trial:
    """What was measured, in seconds: how late each clock left, and the times between those that came back.
    `output` is "" where there was none, and `problem` says why.
    """

    late: tuple[float, ...]
    intervals: tuple[float, ...]
    output: str = ""
    problem: str = ""


class TrialFailed(Exception):
    """The clock could not be measured; the message says why."""


def try_clock(seconds: float, match: str = "", hear: str = "") -> Trial:
    """Send a clock at 120 through the output that fits `match`, or one of the trial's own; listen on the
    input that fits `hear`, or where the trial's own output can be heard. Raises TrialFailed.
    """
    heard: list[Up | None] = []
    with signals_held():
        process = MidiProcess(lambda _, word: heard.append(word))
    try:
        process.send(Configure(MidiSetup((OutPort(_PORT, match, virtual=not match),))))
        ports = _ports(heard)
        back = _Return(hear or ("" if match else f"*{_PORT}"))
        _send_clocks(process, seconds, back)
        back.close()
    finally:
        process.end()
    late = tuple(each for word in heard if isinstance(word, Sent) for each in word.late)
    if not late:
        raise TrialFailed(_DIED)
    intervals = tuple(after - before for before, after in pairwise(back.received))
    return Trial(late, intervals, ports.outs[0].connected_to, _why_none(ports))


class _Return:
    """The input where clocks come back; none without a pattern, or where nothing fits it."""

    def __init__(self, pattern: str) -> None:
        self._system = MidiPorts()
        self._port: MidiIn | None = None
        self.received: list[float] = []
        found = chosen(self._system.look().ins, pattern) if pattern else None
        with suppress(DeviceError):
            self._port = self._system.open_in(found, _PORT) if found else None

    def listen(self) -> None:
        """Note when clocks have come since the last call."""
        events = self._port.come() if self._port else []
        self.received += [seconds for seconds, data in events if data == _CLOCK]

    def close(self) -> None:
        """Listen no more."""
        if self._port is not None:
            self._port.close()
        self._system.close()


def _ports(heard: list[Up | None]) -> Ports:
    """How the ports stand, once the process has said."""
    give_up_seconds = time.monotonic() + _OPEN_SECONDS
    while time.monotonic() < give_up_seconds and None not in heard:
        if found := [word for word in heard if isinstance(word, Ports)]:
            return found[-1]
        time.sleep(0.01)
    raise TrialFailed(_DIED)


def _send_clocks(process: MidiProcess, seconds: float, back: _Return) -> None:
    """Hand each clock over shortly before it is due, and listen meanwhile."""
    began = time.monotonic() + _SETTLE_SECONDS
    sent, count = 0, round(seconds / CLOCK_SECONDS)
    while (now := time.monotonic()) < began + seconds + _SETTLE_SECONDS:
        due = min(count, 1 + int((now + _AHEAD_SECONDS - began) // CLOCK_SECONDS))
        moments = [began + number * CLOCK_SECONDS for number in range(sent, due)]
        if moments:
            process.send(Send(tuple(Due(moment, REALTIME, _PORT, _CLOCK) for moment in moments)))
            sent = due
        back.listen()
        time.sleep(_PERIOD_SECONDS)
    back.listen()


def _why_none(ports: Ports) -> str:
    """Why nothing could be sent to."""
    return ports.problem or ports.outs[0].problem
