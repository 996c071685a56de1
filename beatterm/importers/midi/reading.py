"""Standard MIDI Files → notes in our ticks: the one way in, for grooves and for songs."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, NamedTuple

from beatterm.formats.fields import is_printable
from beatterm.importers.errors import ImportFault
from beatterm.model.time import PPQN

MAX_BYTES = 4_000_000
DRUM_CHANNEL = 10
_ONE_TRACK, _SEVERAL_SONGS = 0, 2
_LEFT_OUT = {
    "program_change": "programs",
    "control_change": "controls",
    "pitchwheel": "pitch bends",
    "aftertouch": "aftertouch",
    "polytouch": "aftertouch",
    "sysex": "system exclusive messages",
}


@dataclass(frozen=True, slots=True)
class Score:
    """The tracks of a file, each its messages as mido has them, with their ticks, of which a quarter note
    has `ticks_per_beat`.
    """

    kind: int
    ticks_per_beat: int
    tracks: tuple[tuple[tuple[int, Any], ...], ...]

    def ours(self, tick: int) -> int:
        """The nearest of our ticks."""
        return (2 * tick * PPQN + self.ticks_per_beat) // (2 * self.ticks_per_beat)


class Note(NamedTuple):
    """A note that was struck, in our ticks."""

    tick: int
    note: int
    velocity: int
    length_ticks: int


class Voice(NamedTuple):
    """What a track of a file plays on one channel (1-16)."""

    name: str
    channel: int
    notes: tuple[Note, ...]


@dataclass(slots=True)
class Sheet:
    """A file in our ticks. `end_tick` is where its last track ends; `is_end_said` if that is more than
    where its last message stands. Tempos are microseconds a quarter, metres beats and unit, keys mido's.
    `left_out` are the kinds of messages that are no notes.
    """

    title: str = ""
    author: str = ""
    voices: list[Voice] = field(default_factory=list)
    tempos: list[tuple[int, int]] = field(default_factory=list)
    meters: list[tuple[int, tuple[int, int]]] = field(default_factory=list)
    keys: list[tuple[int, str]] = field(default_factory=list)
    markers: list[tuple[int, str]] = field(default_factory=list)
    left_out: set[str] = field(default_factory=set)
    end_tick: int = 0
    is_end_said: bool = False


def read_score(data: bytes) -> Score:
    """The messages of a file of type 0 or 1; ImportFault if it cannot be read."""
    if len(data) > MAX_BYTES:
        raise ImportFault(f"This is longer than {MAX_BYTES // 1_000_000} MB; save only a few bars of it.")
    try:
        return _score(data)
    except ImportFault:
        raise
    except Exception as fault:  # what mido raises at broken bytes is of every kind
        raise ImportFault(f"This is not a whole MIDI file ({_reason(fault)}); save it once more.") from fault


def _reason(fault: Exception) -> str:
    return "it ends too early" if isinstance(fault, EOFError) else str(fault)[:80] or type(fault).__name__


def _score(data: bytes) -> Score:
    from mido import MidiFile

    file = MidiFile(file=BytesIO(data))
    if file.type == _SEVERAL_SONGS:
        raise ImportFault("This MIDI file holds several songs (type 2); save it as type 0 or 1.")
    if file.ticks_per_beat <= 0:
        raise ImportFault(
            "This MIDI file counts film frames (SMPTE), not beats; save it with ticks a quarter, such as 480."
        )
    return Score(file.type, file.ticks_per_beat, tuple(tuple(_timed(track)) for track in file.tracks))


def _timed(track: Any) -> Iterator[tuple[int, Any]]:
    tick = 0
    for message in track:
        tick += message.time
        yield tick, message


def read_sheet(score: Score) -> Sheet:
    """The notes of a file and what surrounds them. A note that is never ended lasts until its track ends."""
    sheet = Sheet()
    names = [_read_track(score, track, sheet) for track in score.tracks]
    if names and (len(names) == 1 or not any(message.type == "note_on" for _, message in score.tracks[0])):
        sheet.title = names[0]
    if score.kind == _ONE_TRACK:
        sheet.voices = [voice._replace(name="") for voice in sheet.voices]
    for events in (sheet.tempos, sheet.meters, sheet.keys, sheet.markers):
        events.sort(key=lambda each: each[0])
    return sheet


def _read_track(score: Score, track: tuple[tuple[int, Any], ...], sheet: Sheet) -> str:
    """Read a track into the sheet; its name."""
    name = ""
    for tick, message in track:
        if message.type == "track_name" and not name:
            name = plain(message.name)
        elif message.is_meta:
            _read_meta(score.ours(tick), message, sheet)
        elif message.type in _LEFT_OUT:
            sheet.left_out.add(_LEFT_OUT[message.type])
    _read_end(score, track, sheet)
    for channel, notes in sorted(_notes(score, track).items()):
        sheet.voices.append(Voice(name, channel, tuple(notes)))
    return name


def _read_meta(tick: int, message: Any, sheet: Sheet) -> None:
    match message.type:
        case "set_tempo":
            sheet.tempos.append((tick, message.tempo))
        case "time_signature":
            sheet.meters.append((tick, (message.numerator, message.denominator)))
        case "key_signature":
            sheet.keys.append((tick, message.key))
        case "marker":
            sheet.markers.append((tick, plain(message.text)))
        case "copyright":
            sheet.author = sheet.author or plain(message.text)


def _read_end(score: Score, track: tuple[tuple[int, Any], ...], sheet: Sheet) -> None:
    if not track:
        return
    end = score.ours(track[-1][0])
    said = track[-1][1].type == "end_of_track" and (len(track) == 1 or track[-2][0] < track[-1][0])
    if end >= sheet.end_tick:
        sheet.is_end_said = said or (sheet.is_end_said and end == sheet.end_tick)
        sheet.end_tick = end


def _notes(score: Score, track: tuple[tuple[int, Any], ...]) -> dict[int, list[Note]]:
    """What is struck on each channel, by tick. Of two of the same key, the one struck first ends first."""
    found: dict[int, list[Note]] = {}
    held: dict[tuple[int, int], deque[int]] = {}
    for tick, message in track:
        if message.type not in ("note_on", "note_off"):
            continue
        key, ours = (message.channel + 1, message.note), score.ours(tick)
        if message.type == "note_on" and message.velocity:
            notes = found.setdefault(key[0], [])
            held.setdefault(key, deque()).append(len(notes))
            notes.append(Note(ours, message.note, message.velocity, 0))
        elif held.get(key):
            _end(found[key[0]], held[key].popleft(), ours)
    for (channel, _), open_ones in held.items():
        for index in open_ones:
            _end(found[channel], index, score.ours(track[-1][0]))
    return found


def _end(notes: list[Note], index: int, tick: int) -> None:
    notes[index] = notes[index]._replace(length_ticks=max(1, tick - notes[index].tick))


def plain(text: str) -> str:
    """A text of a file on one line. mido reads bytes as Latin-1; they are UTF-8 if they can be."""
    raw = text.encode("latin-1", "replace")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
    return "".join(each if is_printable(each) else " " for each in text).strip()
