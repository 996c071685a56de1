"""Keys and scales: which notes belong to a song, counted in degrees."""

from dataclasses import dataclass

from beatterm.model.note import HIGHEST_NOTE

OCTAVE = 12
TONICS = ("c", "c#", "d", "eb", "e", "f", "f#", "g", "ab", "a", "bb", "b")
SCALES: dict[str, tuple[int, ...]] = {
    "major": (0, 2, 4, 5, 7, 9, 11),
    "minor": (0, 2, 3, 5, 7, 8, 10),
    "harmonic-minor": (0, 2, 3, 5, 7, 8, 11),
    "melodic-minor": (0, 2, 3, 5, 7, 9, 11),
    "dorian": (0, 2, 3, 5, 7, 9, 10),
    "phrygian": (0, 1, 3, 5, 7, 8, 10),
    "lydian": (0, 2, 4, 6, 7, 9, 11),
    "mixolydian": (0, 2, 4, 5, 7, 9, 10),
    "locrian": (0, 1, 3, 5, 6, 8, 10),
    "major-pentatonic": (0, 2, 4, 7, 9),
    "minor-pentatonic": (0, 3, 5, 7, 10),
    "blues": (0, 3, 5, 6, 7, 10),
    "whole-tone": (0, 2, 4, 6, 8, 10),
    "hungarian-minor": (0, 2, 3, 6, 7, 8, 11),
    "phrygian-dominant": (0, 1, 4, 5, 7, 8, 10),
    "chromatic": tuple(range(OCTAVE)),
}
"""Semitones above the tonic, by the scale's name."""


@dataclass(frozen=True, slots=True)
class Key:
    """A tonic (0 is c) and the name of a scale."""

    tonic: int = 0
    scale: str = "minor"

    @property
    def degrees(self) -> tuple[int, ...]:
        """Semitones above the tonic."""
        return SCALES[self.scale]

    def __str__(self) -> str:
        return f"{TONICS[self.tonic]} {self.scale}"


def key_named(text: str) -> Key:
    """The key of a text such as `c minor` or `f# dorian`; ValueError if it is none."""
    tonic, _, scale = text.strip().lower().partition(" ")
    spellings = {"db": "c#", "d#": "eb", "gb": "f#", "g#": "ab", "a#": "bb"}
    tonic, scale = spellings.get(tonic, tonic), scale.strip().replace(" ", "-")
    if tonic not in TONICS or scale not in SCALES:
        raise ValueError(f"not a key: {text!r}")
    return Key(TONICS.index(tonic), scale)


def nearest_in(key: Key, note: int) -> int:
    """The note of the key nearest to a note, the lower of two; always from 0 to 127."""
    degrees = {(key.tonic + degree) % OCTAVE for degree in key.degrees}
    inside = (each for each in range(HIGHEST_NOTE + 1) if each % OCTAVE in degrees)
    return min(inside, key=lambda each: (abs(each - note), each))
