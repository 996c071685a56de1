"""Grooves from Standard MIDI Files: when and how hard each slot of a bar was played."""

from beatterm.importers.errors import ImportFault
from beatterm.importers.midi.reading import read_score
from beatterm.model.edits.errors import EditError
from beatterm.model.edits.grooves import Hit, groove_of_hits
from beatterm.model.groove import Groove
from beatterm.model.time import PPQN, SIXTEENTH_TICKS

SLOTS = 16


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
    hits = _hits(data, channel)
    if not hits:
        where = "" if channel is None else f" on channel {channel}"
        raise ImportFault(f"No notes are struck{where} in this MIDI file; choose one with a rhythm in it.")
    try:
        return groove_of_hits(name, hits, step_ticks, slots)
    except EditError as fault:
        raise ImportFault(str(fault)) from fault


def _hits(data: bytes, channel: int | None) -> tuple[Hit, ...]:
    score = read_score(data)
    return tuple(
        (tick * PPQN / score.ticks_per_beat, message.velocity)
        for track in score.tracks
        for tick, message in track
        if message.type == "note_on" and message.velocity > 0 and channel in (None, message.channel + 1)
    )
