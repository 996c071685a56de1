"""What the sequencer answers with: one event a note, the same for audio, MIDI and text."""

from dataclasses import dataclass

from beatterm.model.param import Values


@dataclass(frozen=True, slots=True)
class Event:
    """A note that sounds at `tick` for `length_ticks`.

    `note` is a MIDI number, or None for the track's sound at its own pitch. `ordinal` counts the hits of
    this track since its pattern began: it picks the recording where several take turns. `locks` are the
    Params that this note alone has.
    """

    tick: int
    track: str
    note: int | None
    velocity: int
    length_ticks: int
    ordinal: int = 0
    locks: Values = ()


def event_text(event: Event, note_text: str) -> str:
    """An event as a line of text: tick, track, note, velocity, length."""
    return f"{event.tick} {event.track} {note_text} {event.velocity} {event.length_ticks}"
