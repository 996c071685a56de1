"""What an input's messages mean: the bytes of one message in, values out.

Stands between the MIDI process, which passes on whatever a port gives, and the conductor. Keyboards and
cables send anything; what makes no sense is nothing, and no bytes raise.
"""

from dataclasses import dataclass, replace
from itertools import takewhile

from beatterm.engine.midi.curves import VELOCITIES
from beatterm.engine.midi.drum_tracks import DrumTracks
from beatterm.engine.midi.pedals import SUSTAIN, Key, Pedals
from beatterm.engine.midi.turning import Controls, Turned
from beatterm.model.midi_setup import InPort
from beatterm.model.song import Song

PULSE, START, CONTINUE, STOP, POSITION = "pulse", "start", "continue", "stop", "position"
"""What a clock says."""
PLAY, RECORD, PAUSE, RECORD_EXIT = "play", "record", "pause", "record exit"
"""What MIDI machine control asks for, besides STOP."""


@dataclass(frozen=True, slots=True)
class Struck:
    """A note was played, or let go (velocity 0). `track` is "" for the one under the cursor; `note` is None
    for a drum, whose track is known. `key` is the one that was pressed.
    """

    track: str
    note: int | None
    velocity: int
    key: Key


@dataclass(frozen=True, slots=True)
class Program:
    """A program was chosen, counted from 0."""

    number: int


@dataclass(frozen=True, slots=True)
class Clocked:
    """PULSE (24 a quarter note), START, CONTINUE, STOP, or POSITION with the sixteenth to go to."""

    what: str
    sixteenth: int = 0


@dataclass(frozen=True, slots=True)
class Machine:
    """Machine control asks for PLAY, STOP, RECORD, RECORD_EXIT or PAUSE, at once and without a clock."""

    what: str


Incomings = tuple[Struck | Turned | Program | Clocked | Machine, ...]

_LENGTHS = {0x80: 3, 0x90: 3, 0xB0: 3, 0xC0: 2}
_CLOCK_BYTES = {0xF8: PULSE, 0xFA: START, 0xFB: CONTINUE, 0xFC: STOP}
_MACHINE_BYTES = {0x01: STOP, 0x02: PLAY, 0x03: PLAY, 0x06: RECORD, 0x07: RECORD_EXIT, 0x09: PAUSE}
_MACHINE_PLAIN = 0x40
"""Commands from here on carry data."""
_FIRST_CHANNEL_MODE, _ALL_SOUND_OFF, _RESET, _ALL_NOTES_OFF = 120, 120, 121, 123


class Incoming:
    """One input of the setup. Remembers which notes are down, or held by a pedal, and which controls have 14
    bits.
    """

    def __init__(self, port: InPort) -> None:
        self._port = port
        self._velocities = VELOCITIES[port.curve]
        self._drums = DrumTracks()
        self._controls = Controls()
        self._down: dict[Key, Struck] = {}
        self._pedals: Pedals[Struck] = Pedals()

    def read(self, data: bytes, song: Song) -> Incomings:
        """What one message means to a song with these tracks; () if nothing."""
        if not data:
            return ()
        if data[0] >= 0xF0:
            return self._system(data)
        kind, channel = data[0] & 0xF0, (data[0] & 0x0F) + 1
        if (
            len(data) != _LENGTHS.get(kind)
            or max(data[1:]) > 127
            or self._port.channel not in (None, channel)
        ):
            return ()
        if kind == 0xC0:
            return (Program(data[1]),) if self._port.programs else ()
        if kind == 0xB0:
            return self._control(channel, data[1], data[2])
        return self._note(channel, data[1], data[2] if kind == 0x90 else 0, song) if self._port.notes else ()

    def _note(self, channel: int, note: int, velocity: int, song: Song) -> Incomings:
        """A key that is struck again at something else ends what it struck before."""
        key, aimed = (channel, note), self._aimed((channel, note), song)
        if velocity == 0:
            return self._let_go(key, aimed)
        before = self._down.pop(key, None) or self._pedals.take(key)
        ended = () if before is None else (replace(before, velocity=0),)
        if aimed is None:
            return ended
        struck = self._down[key] = replace(aimed, velocity=self._velocities[velocity])
        return (struck,) if ended == (aimed,) else (*ended, struck)

    def _let_go(self, key: Key, aimed: Struck | None) -> Incomings:
        """A key that goes up ends what it struck, whatever it would strike by now, but for the pedal."""
        before = self._down.pop(key, None)
        if self._pedals.holds(key) or (before is not None and self._pedals.keep(key, before)):
            return ()
        ended = before or aimed
        return (replace(ended, velocity=0),) if ended else ()

    def _aimed(self, key: Key, song: Song) -> Struck | None:
        if not self._port.drums:
            return Struck(self._port.track, key[1], 0, key)
        track = self._drums.track(song, key[1])
        return Struck(track, None, 0, key) if track is not None else None

    def _control(self, channel: int, number: int, value: int) -> Incomings:
        if number == SUSTAIN:
            ended = _ended(self._pedals.move(channel, value))
            return (*ended, *self._controls.read(channel, number, value))
        if number < _FIRST_CHANNEL_MODE:
            return self._controls.read(channel, number, value)
        if number == _RESET:
            return _ended(self._pedals.move(channel, 0))
        if number != _ALL_SOUND_OFF and number < _ALL_NOTES_OFF:
            return ()
        keys = [key for key in self._down if key[0] == channel]
        return _ended((*(self._down.pop(key) for key in keys), *self._pedals.end(channel)))

    def _system(self, data: bytes) -> Incomings:
        if data == b"\xf8":
            return (Clocked(PULSE),) if self._port.clock else ()
        if not self._port.transport:
            return ()
        if len(data) == 1 and data[0] in _CLOCK_BYTES:
            return (Clocked(_CLOCK_BYTES[data[0]]),)
        if data[0] == 0xF2 and len(data) == 3 and max(data[1:]) <= 127:
            return (Clocked(POSITION, data[1] | data[2] << 7),)
        return _machine(data)


def _ended(struck: tuple[Struck, ...]) -> Incomings:
    return tuple(replace(each, velocity=0) for each in struck)


def _machine(data: bytes) -> Incomings:
    """F0 7F, a device, 06, commands, F7."""
    if len(data) < 6 or data[:2] != b"\xf0\x7f" or data[3] != 0x06 or data[-1] != 0xF7:
        return ()
    commands = takewhile(lambda command: command < _MACHINE_PLAIN, data[4:-1])
    return tuple(Machine(_MACHINE_BYTES[command]) for command in commands if command in _MACHINE_BYTES)
