"""Grooves from Standard MIDI Files: when and how hard each slot of a bar was played."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from beatterm.importers.errors import ImportFault
from beatterm.model.edits.errors import EditError
from beatterm.model.edits.grooves import Hit, groove_of_hits
from beatterm.model.groove import Groove
from beatterm.model.time import PPQN, SIXTEENTH_TICKS

MAX_BYTES = 4_000_000
SLOTS = 16
DRUM_CHANNEL = 10
_ASYNCHRONOUS = 2


def midi_groove(
    data: bytes,
    name: str,
    step_ticks: int = SIXTEENTH_TICKS,
    slots: int = SLOTS,
    channel: int | None = None,
) -> Groove:
    """The groove of all that is struck in a MIDI file of type 0 or 1, or on one channel (1-16) of it.

    The file's tempo does not matter; its start is taken for the start of a bar. ImportFault if it cannot be
    read or strikes nothing.
    """
    if len(data) > MAX_BYTES:
        raise ImportFault(f"This is longer than {MAX_BYTES // 1_000_000} MB; save only a few bars of it.")
    try:
        hits = tuple(_hits(data, channel))
    except ImportFault:
        raise
    except Exception as fault:  # what mido raises at broken bytes is of every kind
        raise ImportFault(f"This is not a whole MIDI file ({_reason(fault)}); save it once more.") from fault
    if not hits:
        where = "" if channel is None else f" on channel {channel}"
        raise ImportFault(f"No notes are struck{where} in this MIDI file; choose one with a rhythm in it.")
    try:
        return groove_of_hits(name, hits, step_ticks, slots)
    except EditError as fault:
        raise ImportFault(str(fault)) from fault


def _reason(fault: Exception) -> str:
    return "it ends too early" if isinstance(fault, EOFError) else str(fault)[:80] or type(fault).__name__


def _hits(data: bytes, channel: int | None) -> Iterator[Hit]:
    from mido import MidiFile

    file = MidiFile(file=BytesIO(data))
    if file.type == _ASYNCHRONOUS:
        raise ImportFault("This MIDI file holds several songs (type 2); save it as type 0 or 1.")
    if file.ticks_per_beat <= 0:
        raise ImportFault(
            "This MIDI file counts film frames (SMPTE), not beats; save it with ticks a quarter, such as 480."
        )
    for track in file.tracks:
        yield from _hits_of_track(track, file.ticks_per_beat, channel)


def _hits_of_track(track: Any, ticks_per_beat: int, channel: int | None) -> Iterator[Hit]:
    tick = 0
    for message in track:
        tick += message.time
        struck = message.type == "note_on" and message.velocity > 0
        if struck and channel in (None, message.channel + 1):
            yield tick * PPQN / ticks_per_beat, message.velocity
