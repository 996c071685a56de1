"""The systems of MIDI ports, ALSA and JACK side by side: what there is, and opening it. Loads rtmidi when
first needed.

rtmidi holds Python's lock meanwhile, and it, ALSA and JACK print to fd 1 and 2: both matter to their caller.
"""

import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from beatterm.devices.midi_in import QUEUE_MESSAGES, MidiIn
from beatterm.devices.midi_names import SystemPort, lasting_name, named
from beatterm.devices.midi_out import MidiOut
from beatterm.devices.midi_signs import ALSA, JACK, OTHER, Sign, sign_of
from beatterm.devices.midi_words import NO_VIRTUAL, closed_text, missing_library_text, nothing_text
from beatterm.devices.output import DeviceError

CLIENT = "beatterm"
_LOOKER = "beatterm looks"
_TRIES = 4
"""A server that has just begun may not answer at once."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a look has shown: ports that are not beatterm's own, or why there are none. `servers` says which
    run of each system they belong to.
    """

    outs: tuple[SystemPort, ...] = ()
    ins: tuple[SystemPort, ...] = ()
    problem: str = ""
    servers: tuple[tuple[str, Sign], ...] = ()


class MidiPorts:
    """Looks at the ports of all systems, and opens them."""

    def __init__(self) -> None:
        self._lookers: dict[str, _Looker] = {}
        self._failures: dict[str, tuple[Sign, int]] = {}
        self._own: set[tuple[str, str]] = set()
        self._left: list[object] = []

    def look(self) -> Found:
        """What there is now. Costs next to nothing as long as no system comes or goes."""
        try:
            apis = _apis()
        except ImportError as error:
            return Found(problem=missing_library_text(error))
        for api, number in apis.items():
            self._look_after(api, number)
        lookers = self._lookers.values()
        outs = [(each.api, raw) for each in lookers for raw in each.outs()]
        ins = [(each.api, raw) for each in lookers for raw in each.ins()]
        self._own &= {*outs, *ins}
        return Found(
            named(port for port in outs if port not in self._own),
            named(port for port in ins if port not in self._own),
            "" if self._lookers else nothing_text(),
            tuple((each.api, each.sign) for each in lookers),
        )

    def open_out(self, port: SystemPort, name: str) -> MidiOut:
        """An output under a name of beatterm's, connected to a port. Raises DeviceError."""
        return MidiOut(*self._opened("MidiOut", port.api, name, port))

    def open_in(self, port: SystemPort, name: str) -> MidiIn:
        """An input, connected to a port. Raises DeviceError."""
        return MidiIn(*self._opened("MidiIn", port.api, name, port))

    def make_out(self, api: str, name: str) -> MidiOut:
        """An output that others can connect to. Raises DeviceError."""
        return MidiOut(*self._opened("MidiOut", api, name, None))

    def make_in(self, api: str, name: str) -> MidiIn:
        """An input that others can connect to. Raises DeviceError."""
        return MidiIn(*self._opened("MidiIn", api, name, None))

    def leave(self, connection: MidiOut | MidiIn) -> None:
        """Let go of a connection whose server has died: closing it would hang, so it is only kept."""
        self._left.append(connection)

    def close(self) -> None:
        """Look no more. A JACK server may stop for everybody if a client just vanishes."""
        while self._lookers:
            self._lookers.popitem()[1].close()

    def _look_after(self, api: str, number: int) -> None:
        """Have a looker where the system runs, a new one where it runs anew, none where it does not."""
        sign = sign_of(api)
        looker = self._lookers.get(api)
        if looker is not None and looker.sign != sign:
            self._left.append(self._lookers.pop(api))
            self._own = {own for own in self._own if own[0] != api}
        failed_sign, failures = self._failures.get(api, (None, 0))
        if sign is None or api in self._lookers or (sign == failed_sign and failures >= _TRIES):
            return
        try:
            self._lookers[api] = _Looker(api, number, sign)
            self._failures.pop(api, None)
        except OSError:
            self._failures[api] = sign, failures + 1 if sign == failed_sign else 1

    def _opened(self, kind: str, api: str, name: str, port: SystemPort | None) -> tuple[Any, str]:
        """What rtmidi opened, and the name that others see it under."""
        looker = self._lookers.get(api)
        if looker is None:
            raise DeviceError(nothing_text())
        before = looker.all()
        try:
            opened = _open(kind, _apis()[api], api, name, port)
        except (OSError, NotImplementedError) as error:
            label = name if port is None else port.label
            is_lacking = port is None and sys.platform == "win32"
            raise DeviceError(NO_VIRTUAL if is_lacking else closed_text(label, error)) from error
        appeared = [raw for raw in sorted(looker.all() - before) if CLIENT in raw.partition(":")[0]]
        self._own.update((api, raw) for raw in appeared)
        return opened, lasting_name(appeared[0]) if appeared else name


def look_once() -> Found:
    """What there is now, for those who do not stay."""
    ports = MidiPorts()
    try:
        return ports.look()
    finally:
        ports.close()


class _Looker:
    """A client of one system that only asks which ports there are."""

    def __init__(self, api: str, number: int, sign: Sign) -> None:
        rtmidi = _rtmidi()
        self.api = api
        self.sign = sign
        self._out = rtmidi.MidiOut(number, name=_LOOKER)
        self._in = rtmidi.MidiIn(number, name=_LOOKER)

    def outs(self) -> list[str]:
        """Where MIDI can be sent."""
        return _listed(self._out)

    def ins(self) -> list[str]:
        """Where MIDI comes from."""
        return _listed(self._in)

    def all(self) -> set[str]:
        """Both."""
        return {*self.outs(), *self.ins()}

    def close(self) -> None:
        """Leave the system."""
        for client in (self._out, self._in):
            with suppress(OSError):
                client.delete()


def _listed(client: Any) -> list[str]:
    with suppress(OSError):
        return list(client.get_ports())
    return []


def _open(kind: str, number: int, api: str, name: str, port: SystemPort | None) -> Any:
    """JACK adds numbers to a client's name where several have the same, so there each has its own."""
    rtmidi = _rtmidi()
    client_name = f"{CLIENT} {name.replace(':', ' ')}"[:60] if api == JACK else CLIENT
    limit = {"queue_size_limit": QUEUE_MESSAGES} if kind == "MidiIn" else {}
    client = getattr(rtmidi, kind)(number, name=client_name, **limit)
    if port is None:
        return client.open_virtual_port(name)
    raws = list(client.get_ports())
    if port.raw not in raws:
        raise OSError("it has just gone")
    return client.open_port(raws.index(port.raw), name=name)


def _apis() -> dict[str, int]:
    """What this build of rtmidi can speak to, ALSA first. Raises ImportError."""
    rtmidi = _rtmidi()
    known = {rtmidi.API_LINUX_ALSA: ALSA, rtmidi.API_UNIX_JACK: JACK}
    ignored = {rtmidi.API_UNSPECIFIED, rtmidi.API_RTMIDI_DUMMY}
    found = {known.get(api, OTHER): api for api in rtmidi.get_compiled_api() if api not in ignored}
    return dict(sorted(found.items()))


def _rtmidi() -> Any:
    os.environ.setdefault("JACK_NO_START_SERVER", "1")
    import rtmidi

    return rtmidi
