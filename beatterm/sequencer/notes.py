"""Which notes a step sounds: its own, transposed with its track and kept in the song's key.

The one answer for what is played and for what is baked ahead.
"""

from beatterm.model.note import HIGHEST_NOTE
from beatterm.model.pattern import Track
from beatterm.model.project import Project
from beatterm.model.scale import OCTAVE, nearest_in
from beatterm.model.step import Step


def sounding_notes(project: Project, track: Track, step: Step) -> tuple[int | None, ...]:
    """The notes of a step of a track, each once and in the step's order; (None,): the sound at its own pitch.

    A hit at its own pitch can only be transposed where the sound has a root to count from.
    """
    written: tuple[int | None, ...] = step.notes or (_own_pitch(project, track),)
    return tuple(dict.fromkeys(_sounding(project, track, note) for note in written))


def _own_pitch(project: Project, track: Track) -> int | None:
    sound = project.sound_of(track.name)
    return sound.root if sound and track.transpose else None


def _sounding(project: Project, track: Track, note: int | None) -> int | None:
    if note is None:
        return None
    moved = _folded(note + track.transpose)
    key = project.song.key
    return nearest_in(key, moved) if key and project.song.setup(track.name).in_key else moved


def _folded(note: int) -> int:
    """The nearest octave of a note that is a MIDI note."""
    while note < 0:
        note += OCTAVE
    while note > HIGHEST_NOTE:
        note -= OCTAVE
    return note
