"""A listener at the end of a cable: decodes bytes as the rules of MIDI say, and notes what is against them.

Written from the rules, not from our sender: status bytes and running status, real-time bytes inside of other
messages, positions that only a clock after Start or Continue moves, song position only while stopped.
"""

from dataclasses import dataclass, field

STANDS, ARMED, RUNS = "stands", "armed", "runs"
_LENGTHS = {0x8: 2, 0x9: 2, 0xA: 2, 0xB: 2, 0xC: 1, 0xD: 1, 0xE: 2}
_SYSTEM_LENGTHS = {0xF1: 1, 0xF2: 2, 0xF3: 1}
Key = tuple[int, int]


@dataclass
class Receiver:
    """What has been received. Channels count from 1, positions in pulses of 24 a quarter."""

    notes: list[tuple[float, int, int, int]] = field(default_factory=list)
    """Seconds, channel, note, velocity."""
    ends: list[tuple[float, int, int]] = field(default_factory=list)
    controls: list[tuple[float, int, int, int]] = field(default_factory=list)
    programs: list[tuple[float, int, int, int]] = field(default_factory=list)
    """Seconds, channel, bank, program from 0."""
    pulses: list[tuple[float, int | None]] = field(default_factory=list)
    """Seconds, and the position where it plays."""
    transport: list[tuple[float, str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    sounding: set[Key] = field(default_factory=set)
    state: str = STANDS
    position: int = 0
    _banks: dict[int, int] = field(default_factory=dict)
    _status: int = 0
    _data: list[int] = field(default_factory=list)
    _is_exclusive: bool = False

    def take(self, seconds: float, data: bytes) -> None:
        """Some bytes that have come in."""
        for byte in data:
            if byte >= 0xF8:
                self._real_time(seconds, byte)
            elif byte >= 0x80:
                self._begin(byte)
            elif not self._is_exclusive:
                self._go_on(seconds, byte)

    def _begin(self, status: int) -> None:
        if self._data:
            self.faults.append(f"message {self._status:02x} cut short")
        self._is_exclusive = status == 0xF0
        self._status, self._data = (0 if status in (0xF0, 0xF6, 0xF7) else status), []

    def _go_on(self, seconds: float, byte: int) -> None:
        if not self._status:
            self.faults.append(f"data byte {byte:02x} without a status")
            return
        self._data.append(byte)
        is_system = self._status >= 0xF0
        length = _SYSTEM_LENGTHS[self._status] if is_system else _LENGTHS[self._status >> 4]
        if len(self._data) == length:
            data, self._data = self._data, []
            if is_system:
                self._common(seconds, data)
                self._status = 0
            else:
                self._voice(seconds, self._status >> 4, (self._status & 0xF) + 1, data)

    def _voice(self, seconds: float, kind: int, channel: int, data: list[int]) -> None:
        key = (channel, data[0])
        if kind == 0x8 or (kind == 0x9 and data[1] == 0):
            self._note_off(seconds, key)
        elif kind == 0x9:
            if key in self.sounding:
                self.faults.append(f"{key} struck while it sounds")
            self.sounding.add(key)
            self.notes.append((seconds, *key, data[1]))
        elif kind == 0xB:
            self._control(seconds, channel, *data)
        elif kind == 0xC:
            self.programs.append((seconds, channel, self._banks.get(channel, 0), data[0]))

    def _note_off(self, seconds: float, key: Key) -> None:
        if key not in self.sounding:
            self.faults.append(f"{key} ended twice")
        self.sounding.discard(key)
        self.ends.append((seconds, *key))

    def _control(self, seconds: float, channel: int, number: int, value: int) -> None:
        bank = self._banks.get(channel, 0)
        if number == 0:
            self._banks[channel] = value << 7
        elif number == 32:
            self._banks[channel] = (bank & ~0x7F) | value
        elif number in (120, 123):
            self.sounding = {key for key in self.sounding if key[0] != channel}
        else:
            self.controls.append((seconds, channel, number, value))

    def _common(self, seconds: float, data: list[int]) -> None:
        if self._status == 0xF2:
            if self.state != STANDS:
                self.faults.append("song position while it plays")
            self.position = 6 * (data[0] | data[1] << 7)
            self.transport.append((seconds, f"position {self.position // 6}"))

    def _real_time(self, seconds: float, byte: int) -> None:
        if byte == 0xF8:
            self._pulse(seconds)
        elif byte in (0xFA, 0xFB):
            if self.state != STANDS:
                self.faults.append("started while it plays")
            self.position = 0 if byte == 0xFA else self.position
            self.state = ARMED
            self.transport.append((seconds, "start" if byte == 0xFA else "continue"))
        elif byte == 0xFC:
            self.state = STANDS
            self.transport.append((seconds, "stop"))

    def _pulse(self, seconds: float) -> None:
        if self.pulses and seconds < self.pulses[-1][0]:
            self.faults.append("a clock before the one before it")
        if self.state == STANDS:
            self.pulses.append((seconds, None))
            return
        if self.state == RUNS:
            self.position += 1
        self.state = RUNS
        self.pulses.append((seconds, self.position))

    def played_pulses(self) -> list[tuple[float, int]]:
        """The pulses that moved the song."""
        return [(seconds, place) for seconds, place in self.pulses if place is not None]
