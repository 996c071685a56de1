"""The first track of a MIDI file: title, author, tempo, key, metres and sections, and no notes."""

from collections.abc import Iterator

from beatterm.export.midi import chunks
from beatterm.export.midi.chunks import Message
from beatterm.model.scale import OCTAVE, Key
from beatterm.model.song import Song, arrangement
from beatterm.sequencer.arrangement import Span

_TEXT, _TIME, _PLACE = range(3)
_FIFTH, _MINOR_THIRD = 7, 3
_MOST_SHARPS = {False: 6, True: 5}
"""f# major has six, and so could d# minor: but that is written as eb minor."""


def conductor(song: Song, spans: list[Span], start_tick: int) -> Iterator[Message]:
    """The messages of the track; ticks count from `start_tick`."""
    for kind, said in ((chunks.TRACK_NAME, song.title), (chunks.COPYRIGHT, song.author)):
        if said:
            yield Message(0, _TEXT, chunks.text(kind, said))
    yield Message(0, _TIME, chunks.tempo(song.tempo))
    if song.key:
        yield Message(0, _TIME, chunks.key(*signature(song.key)))
    yield from _meters(song, spans, start_tick)
    yield from _markers(song, spans, start_tick)


def signature(key: Key) -> tuple[int, bool]:
    """Sharps (negative: flats) and whether it is minor: of any scale, the major or minor by its third."""
    is_minor = _MINOR_THIRD in key.degrees and _MINOR_THIRD + 1 not in key.degrees
    major = key.tonic + (_MINOR_THIRD if is_minor else 0)
    sharps = major * _FIFTH % OCTAVE
    return (sharps - OCTAVE if sharps > _MOST_SHARPS[is_minor] else sharps), is_minor


def _meters(song: Song, spans: list[Span], start_tick: int) -> Iterator[Message]:
    """A metre where it changes, or where a section begins anew in the middle of a bar."""
    said, since = None, start_tick
    for span in spans:
        meter = song.meter_of(span.pattern)
        if meter != said or (span.start_tick - since) % meter.bar_ticks:
            yield Message(span.start_tick - start_tick, _TIME, chunks.meter(meter))
            said, since = meter, span.start_tick


def _markers(song: Song, spans: list[Span], start_tick: int) -> Iterator[Message]:
    sections = arrangement(song)
    for span in spans:
        if span.section is not None:
            name = sections[span.section].name or span.pattern.name
            yield Message(span.start_tick - start_tick, _PLACE, chunks.text(chunks.MARKER, name))
