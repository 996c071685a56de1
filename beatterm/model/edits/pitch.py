"""Edits of notes: the song's key, and moving, turning and mirroring what hits have of notes."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from beatterm.model.edits.chords import chord_of, folded
from beatterm.model.edits.degrees import degree_of, note_at
from beatterm.model.edits.errors import EditError
from beatterm.model.edits.regions import Region, change_hits, change_steps
from beatterm.model.edits.sound import setup_of, with_setup
from beatterm.model.edits.steps import step_at
from beatterm.model.note import HIGHEST_NOTE
from beatterm.model.scale import OCTAVE, SCALES, Key, nearest_in
from beatterm.model.song import Song
from beatterm.model.step import Step

__all__ = [
    "chord_of",
    "invert",
    "keep_in_key",
    "mirror",
    "set_in_key",
    "set_key",
    "set_lowest",
    "transpose",
    "transpose_degrees",
    "with_lowest",
]

Notes = tuple[int, ...]


def set_key(song: Song, key: Key | None) -> Song:
    """Give the song a key, or none. Notes stay; only tracks that are in key are heard in it."""
    if key is not None and not (0 <= key.tonic < OCTAVE and key.scale in SCALES):
        raise EditError("A key is a tonic and a scale, such as c minor.")
    return replace(song, key=key)


def set_in_key(song: Song, track: str, in_key: bool) -> Song:
    """Have a track's notes moved to the nearest of the song's key as they are played, or not."""
    return with_setup(song, replace(setup_of(song, track), in_key=in_key))


def key_of(song: Song) -> Key:
    """The song's key; EditError if it has none."""
    if song.key is None:
        raise EditError("The song has no key yet; set one first, such as c minor.")
    return song.key


def keep_in_key(song: Song, region: Region) -> Song:
    """Move every note of a region to the nearest of the song's key. EditError without a key."""
    key = key_of(song)
    return _change_notes(song, region, lambda notes: tuple(nearest_in(key, note) for note in notes))


def set_lowest(song: Song, region: Region, note: int) -> Song:
    """Give every hit of a region that has notes another lowest one, as `with_lowest` does."""
    return change_steps(song, region, lambda step: with_lowest(step, note))


def with_lowest(step: Step, note: int) -> Step:
    """A chord with another lowest note, and the others along with it as far as there are notes."""
    if not step.notes:
        return step
    by = min(note - step.notes[0], HIGHEST_NOTE - step.notes[-1])
    return replace(step, notes=tuple(each + by for each in step.notes))


def transpose(song: Song, region: Region, semitones: int) -> Song:
    """Move the notes of a region by semitones; a hit that would leave the range moves by octaves back into
    it. Hits at their sound's own pitch stay.
    """
    return _change_notes(song, region, lambda notes: tuple(note + semitones for note in notes))


def transpose_degrees(song: Song, region: Region, by: int) -> Song:
    """Move the notes of a region by degrees of the song's key. A note between two degrees stays between two
    wherever there is one. EditError without a key.
    """
    key = key_of(song)
    return _change_notes(
        song, region, lambda notes: tuple(note_at(key, degree_of(key, note) + by) for note in notes)
    )


def invert(song: Song, region: Region, by: int) -> Song:
    """Turn the chords of a region over: up, their lowest note goes above the others; down, their highest
    below. Single notes stay.
    """

    def turned(notes: Notes) -> Notes:
        for _ in range(abs(by) if len(notes) > 1 else 0):
            notes = _inverted(notes, 1 if by > 0 else -1)
        return notes

    return _change_notes(song, region, turned)


def _inverted(notes: Notes, way: int) -> Notes:
    """One inversion up or down; a note that has no room above or below stays."""
    goes = notes[0] if way > 0 else notes[-1]
    others = tuple(note for note in notes if note != goes)
    edge = others[-1] if way > 0 else others[0]
    to = goes
    while (to - edge) * way <= 0:
        to += way * OCTAVE
    return tuple(sorted((*others, to))) if 0 <= to <= HIGHEST_NOTE else notes


def mirror(song: Song, region: Region) -> Song:
    """Turn the melody of each track upside down around its first note: what rose now falls by as much, in
    degrees of the song's key if it has one, else in semitones.
    """
    for name in region.tracks:
        axis = _first_note(song, region, name)
        if axis is not None:
            song = _change_notes(song, replace(region, tracks=(name,)), _mirrored(song.key, axis))
    return song


def _mirrored(key: Key | None, axis: int) -> Callable[[Notes], Notes]:
    if key is None:
        return lambda notes: tuple(2 * axis - note for note in notes)
    around: Fraction = 2 * degree_of(key, axis)
    return lambda notes: tuple(note_at(key, around - degree_of(key, note)) for note in notes)


def _first_note(song: Song, region: Region, track: str) -> int | None:
    steps = (step_at(song, region.pattern, track, at) for at in range(region.first, region.last + 1))
    return next((step.notes[0] for step in steps if step and step.notes), None)


def _change_notes(song: Song, region: Region, change: Callable[[Notes], Notes]) -> Song:
    """Change the notes of the hits that have any; equal ones become one, and all stay within the range."""

    def hit(_track: str, _at: int, step: Step) -> Step:
        return replace(step, notes=folded(change(step.notes))) if step.notes else step

    return change_hits(song, region, hit)
