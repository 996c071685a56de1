"""MIDI files as other programs read them: mido and midicsv, brought into one form."""

import csv
import subprocess
from collections import Counter
from io import BytesIO, StringIO
from typing import Any, NamedTuple

import mido

Said = tuple[int | str, ...]
"""A message: tick, kind, and what it carries; channels count from 0 as in the file."""


class Reading(NamedTuple):
    """A file as it was read."""

    kind: int
    division: int
    tracks: list[list[Said]]


def by_mido(data: bytes) -> Reading:
    """The file as mido reads it."""
    file = mido.MidiFile(file=BytesIO(data), charset="utf-8")
    tracks: list[list[Said]] = []
    for track in file.tracks:
        tick, said = 0, []
        for message in track:
            tick += message.time
            said.append((tick, *_of_mido(message)))
        tracks.append(said)
    return Reading(file.type, file.ticks_per_beat, tracks)


def _of_mido(message: Any) -> Said:
    match message.type:
        case "note_on" | "note_off":
            return message.type, message.channel, message.note, message.velocity
        case "control_change":
            return message.type, message.channel, message.control, message.value
        case "program_change":
            return message.type, message.channel, message.program
        case "set_tempo":
            return message.type, message.tempo
        case "time_signature":
            clocks, thirty_seconds = message.clocks_per_click, message.notated_32nd_notes_per_beat
            return message.type, message.numerator, message.denominator, clocks, thirty_seconds
        case "key_signature":
            return message.type, message.key
        case "track_name" | "device_name":
            return message.type, message.name
        case "marker" | "copyright":
            return message.type, message.text
        case "midi_port":
            return message.type, message.port
    assert message.type == "end_of_track"
    return (message.type,)


_CSV = {
    "Note_on_c": "note_on",
    "Note_off_c": "note_off",
    "Control_c": "control_change",
    "Program_c": "program_change",
    "Tempo": "set_tempo",
    "MIDI_port": "midi_port",
    "End_track": "end_of_track",
}
_CSV_TEXTS = {"Title_t": "track_name", "Marker_t": "marker", "Copyright_t": "copyright"}
_MAJOR = ("Cb", "Gb", "Db", "Ab", "Eb", "Bb", "F", "C", "G", "D", "A", "E", "B", "F#", "C#")
_MINOR = ("Ab", "Eb", "Bb", "F", "C", "G", "D", "A", "E", "B", "F#", "C#", "G#", "D#", "A#")
_DEVICE_NAME = 9


def by_midicsv(data: bytes) -> Reading:
    """The file as midicsv prints it."""
    done = subprocess.run(["midicsv"], input=data, capture_output=True, check=True)
    assert not done.stderr, done.stderr
    kind, division = 0, 0
    tracks: list[list[Said]] = []
    for row in csv.reader(StringIO(done.stdout.decode("latin-1")), skipinitialspace=True):
        match row[2]:
            case "Header":
                kind, division = int(row[3]), int(row[5])
            case "Start_track":
                tracks.append([])
            case "End_of_file":
                pass
            case _:
                tracks[-1].append((int(row[1]), *_of_csv(row[2], row[3:])))
    return Reading(kind, division, tracks)


def _of_csv(name: str, fields: list[str]) -> Said:
    if name in _CSV:
        return _CSV[name], *map(int, fields)
    if name in _CSV_TEXTS:
        return _CSV_TEXTS[name], _text(fields[0])
    if name == "Time_signature":
        beats, power, clocks, thirty_seconds = map(int, fields)
        return "time_signature", beats, 2**power, clocks, thirty_seconds
    if name == "Key_signature":
        sharps, is_minor = int(fields[0]), fields[1] == "minor"
        return "key_signature", _MINOR[sharps + 7] + "m" if is_minor else _MAJOR[sharps + 7]
    assert (name, int(fields[0])) == ("Unknown_meta_event", _DEVICE_NAME), name
    return "device_name", bytes(map(int, fields[2:])).decode()


def _text(field: str) -> str:
    r"""midicsv writes bytes that are no printable Latin-1 as \ooo, and a backslash twice."""
    out, at = bytearray(), 0
    while at < len(field):
        if field[at] != "\\":
            out += field[at].encode("latin-1")
            at += 1
        elif field[at + 1] == "\\":
            out += b"\\"
            at += 2
        else:
            out.append(int(field[at + 1 : at + 4], 8))
            at += 4
    return out.decode()


def notes_of(track: list[Said]) -> Counter[tuple[int, int, int, int]]:
    """Tick, note, velocity and length of the notes of a track, each ended before it is struck again."""
    held: dict[tuple[int | str, int | str], tuple[int, int]] = {}
    found: Counter[tuple[int, int, int, int]] = Counter()
    for tick, kind, *carried in track:
        if kind == "note_on":
            assert (carried[0], carried[1]) not in held
            held[carried[0], carried[1]] = int(tick), int(carried[2])
        elif kind == "note_off":
            struck, velocity = held.pop((carried[0], carried[1]))
            found[struck, int(carried[1]), velocity, int(tick) - struck] += 1
    assert not held
    return found


def name_of(track: list[Said]) -> str:
    """The name of a track."""
    return str(next(said[2] for said in track if said[1] == "track_name"))
