"""Which notes a step sounds: its own, transposed with its track and kept in the song's key.

The one answer for what is played and for what is baked ahead.
"""

from dataclasses import dataclass
from functools import lru_cache

from beatterm.model.note import HIGHEST_NOTE
from beatterm.model.pattern import Track
from beatterm.model.project import Project
from beatterm.model.scale import OCTAVE, Key, nearest_in
from beatterm.model.step import Step


@dataclass(frozen=True, slots=True)
class Tuning:
    """How a track's notes are moved: by `transpose` semitones, and into `key` (None: they stay).

    `root` is what a hit at its own pitch counts from, None where it stays at its own pitch.
    """

    transpose: int = 0
    root: int | None = None
    key: Key | None = None


def tuning_of(project: Project, track: Track) -> Tuning:
    """How the notes of a track are moved. A hit at its own pitch can only be transposed where the sound has a
    root to count from.
    """
    sound = project.sound_of(track.name) if track.transpose else None
    key = project.song.key if project.song.key and project.song.setup(track.name).in_key else None
    return Tuning(track.transpose, sound.root if sound else None, key)


def tuned(tuning: Tuning, step: Step) -> tuple[int | None, ...]:
    """The notes of a step, each once and in the step's order; (None,): the sound at its own pitch."""
    written: tuple[int | None, ...] = step.notes or (tuning.root,)
    return tuple(dict.fromkeys(None if note is None else _moved(tuning, note) for note in written))


def _moved(tuning: Tuning, note: int) -> int:
    moved = _folded(note + tuning.transpose)
    return _nearest(tuning.key, moved) if tuning.key else moved


_nearest = lru_cache(maxsize=1024)(nearest_in)


def _folded(note: int) -> int:
    """The nearest octave of a note that is a MIDI note."""
    while note < 0:
        note += OCTAVE
    while note > HIGHEST_NOTE:
        note -= OCTAVE
    return note
