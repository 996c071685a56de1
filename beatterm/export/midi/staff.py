"""A staff: one track of a MIDI file while its notes are written."""

from dataclasses import dataclass, field

from beatterm.engine.midi.controls import Controls
from beatterm.engine.midi.due import CONTROL, NOTE_OFF, NOTE_ON
from beatterm.engine.midi.encoding import note_off, note_on
from beatterm.engine.midi.routes import Route
from beatterm.export.midi import chunks
from beatterm.export.midi.chunks import Message
from beatterm.export.midi.seats import Seat
from beatterm.sequencer.events import Event

_NAMES = NOTE_OFF - 1


@dataclass(slots=True)
class _Held:
    """A key that was struck, and the tick at which it is let go."""

    tick: int
    end_tick: int


@dataclass(slots=True)
class Staff:
    """What a track sends, as `route` says; `controls` are those behind its port."""

    route: Route
    seat: Seat
    controls: Controls
    messages: list[Message] = field(default_factory=list)
    _held: dict[int, _Held] = field(default_factory=dict)

    def begin(self, programs: list[bytes]) -> None:
        """Name the track, and set up what is behind it."""
        names = [chunks.text(chunks.TRACK_NAME, self.route.track)]
        if self.seat.port_name:
            names.append(chunks.text(chunks.DEVICE_NAME, self.seat.port_name))
        if self.seat.port:
            names.append(chunks.port(self.seat.port))
        self.messages += [Message(0, _NAMES, data) for data in names]
        self.messages += [
            Message(0, CONTROL, data) for data in (*programs, *self.controls.rest([self.route]))
        ]

    def strike(self, event: Event, tick: int) -> None:
        """Strike a key at a tick, as on a port (`engine/midi/notes`): one that is held is let go right
        before; one that is struck at this tick already only sounds as long as the longer note.
        """
        set_up = self.controls.before_note(self.route, event.locks)
        self.messages += [Message(tick, CONTROL, data) for data in set_up]
        note = self.route.note if event.note is None else event.note
        held, end = self._held.get(note), tick + event.length_ticks
        if held is not None and held.tick == tick:
            held.end_tick = max(held.end_tick, end)
            return
        self._let_go(note, tick)
        self.messages.append(Message(tick, NOTE_ON, note_on(self.seat.channel, note, event.velocity)))
        self._held[note] = _Held(tick, end)

    def end(self, tick: int) -> None:
        """Let all keys go by a tick."""
        for note in sorted(self._held):
            self._let_go(note, tick)

    def _let_go(self, note: int, by_tick: int) -> None:
        held = self._held.pop(note, None)
        if held is not None:
            off = note_off(self.seat.channel, note)
            self.messages.append(Message(min(held.end_tick, by_tick), NOTE_OFF, off))
