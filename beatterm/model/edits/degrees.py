"""Notes counted in degrees of a key, so that melodies move and turn within it."""

from bisect import bisect_right
from fractions import Fraction

from beatterm.model.scale import OCTAVE, Key


def degree_of(key: Key, note: int) -> Fraction:
    """How many degrees a note stands above the key's tonic in octave -1 (MIDI 0-11).

    Whole for a note of the key; one between two degrees has its share of the way between them.
    """
    octave, above = divmod(note - key.tonic, OCTAVE)
    floor = bisect_right(key.degrees, above) - 1
    whole = octave * len(key.degrees) + floor
    low, high = _semitones(key, whole), _semitones(key, whole + 1)
    return whole + Fraction(octave * OCTAVE + above - low, high - low)


def note_at(key: Key, degree: Fraction | int) -> int:
    """The note at so many degrees. Between two degrees it is a note between them where there is one, else
    the lower of them; it may lie outside MIDI's range.
    """
    whole = degree // 1
    low, high = _semitones(key, whole), _semitones(key, whole + 1)
    share = degree - whole
    if share == 0 or high - low == 1:
        return key.tonic + low
    return key.tonic + low + max(1, min(high - low - 1, round(share * (high - low))))


def _semitones(key: Key, degree: int) -> int:
    octave, index = divmod(degree, len(key.degrees))
    return octave * OCTAVE + key.degrees[index]
