"""Voices: what a MIDI file plays → the rows of a song, one for each drum and one for each other channel."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from beatterm.importers.midi.reading import DRUM_CHANNEL, Note, Voice
from beatterm.importers.midi.steps import Hit
from beatterm.model.drum_map import gm_names, gm_note
from beatterm.model.names import MAX_NAME, free_name

_UNFIT = re.compile(r"[^A-Za-z0-9_]+")
_GENERIC = re.compile(
    r"(?:drums?|drumkit|kit|beat|loop|track|midi|perc|percussion|channel|ch|inst|instrument|untitled|[\d_-])*",
    re.IGNORECASE,
)


class Row(NamedTuple):
    """A row of a song: hits by tick, from the file's start. `drum` is the drum's note, None if the hits have
    notes of their own.
    """

    name: str
    drum: int | None
    hits: tuple[Hit, ...]


def rows_of(voices: Iterable[Voice]) -> Iterator[Row]:
    """The rows of a file, in its order, each under a name of its own."""
    used: set[str] = set()
    for voice in voices:
        for row in _drums(voice) if voice.channel == DRUM_CHANNEL else _melody(voice):
            name = free_name(row.name, used)
            used.add(name)
            yield row._replace(name=name)


def _drums(voice: Voice) -> Iterator[Row]:
    drums: dict[int, list[Hit]] = defaultdict(list)
    for note in voice.notes:
        drums[note.note].append(Hit(note.tick, note.velocity, note.length_ticks))
    for drum, hits in sorted(drums.items()):
        own = _fit(voice.name) if len(drums) == 1 else ""
        yield Row(_drum_name(own, drum), drum, tuple(hits))


def _drum_name(own: str, drum: int) -> str:
    """What the file calls it if that says anything, else what General MIDI does."""
    if own and (gm_note(own) == drum or not _GENERIC.fullmatch(own)):
        return own
    return next((name for name in gm_names(drum) if gm_note(name) == drum), f"drum-{drum}")


def _melody(voice: Voice) -> Iterator[Row]:
    yield Row(_fit(voice.name) or f"channel-{voice.channel}", None, tuple(_chords(voice.notes)))


def _chords(notes: Iterable[Note]) -> Iterator[Hit]:
    """Notes that begin and end together and are as hard become one hit; the same note twice stays two."""
    chords: dict[tuple[int, int, int], list[set[int]]] = {}
    for note in notes:
        same = chords.setdefault((note.tick, note.velocity, note.length_ticks), [])
        chord = next((each for each in same if note.note not in each), None)
        if chord is None:
            same.append({note.note})
        else:
            chord.add(note.note)
    for key, same in sorted(chords.items()):
        yield from (Hit(*key, tuple(sorted(chord))) for chord in same)


def _fit(name: str) -> str:
    """A name as tracks may have."""
    return _UNFIT.sub("-", name).strip("-")[:MAX_NAME].strip("-")
