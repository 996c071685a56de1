"""Chords as they are typed: by degree of a key (`ii7`, `V`, `4`, `bVII`, `vi/1`), or as plain notes."""

import re

from beatterm.model.note import HIGHEST_NOTE, note_number
from beatterm.model.scale import OCTAVE, SCALES, Key

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7}
_DEGREE = re.compile(r"([b#]?)(VII|VI|IV|V|III|II|I|vii|vi|iv|v|iii|ii|i)(.*)")
_NUMBER = re.compile(r"()([1-7])(.*)")
_INVERSION = re.compile(r"(.*?)(?:/([0-6]))?", re.DOTALL)
_MINOR_THIRD, _MAJOR_THIRD, _MINOR_SEVENTH = 3, 4, 10
_OCTAVES = range(-1, 10)

QUALITIES: dict[str, tuple[int, ...]] = {
    "5": (0, 7),
    "maj": (0, 4, 7),
    "m": (0, 3, 7),
    "min": (0, 3, 7),
    "dim": (0, 3, 6),
    "o": (0, 3, 6),
    "°": (0, 3, 6),
    "aug": (0, 4, 8),
    "+": (0, 4, 8),
    "sus2": (0, 2, 7),
    "sus4": (0, 5, 7),
    "m6": (0, 3, 7, 9),
    "maj7": (0, 4, 7, 11),
    "M7": (0, 4, 7, 11),
    "m7": (0, 3, 7, 10),
    "min7": (0, 3, 7, 10),
    "dom7": (0, 4, 7, 10),
    "m7b5": (0, 3, 6, 10),
    "ø": (0, 3, 6, 10),
    "ø7": (0, 3, 6, 10),
    "dim7": (0, 3, 6, 9),
    "o7": (0, 3, 6, 9),
    "°7": (0, 3, 6, 9),
    "m9": (0, 3, 7, 10, 14),
    "maj9": (0, 4, 7, 11, 14),
    "7sus2": (0, 2, 7, 10),
    "7sus4": (0, 5, 7, 10),
}
"""What may stand behind a degree, as semitones above its root; these hold in any key."""
THIRDS: dict[str, tuple[int, ...]] = {
    "": (0, 2, 4),
    "6": (0, 2, 4, 5),
    "7": (0, 2, 4, 6),
    "9": (0, 2, 4, 6, 8),
    "add9": (0, 2, 4, 8),
}
"""What may stand behind a degree, as degrees of the key above its root."""


def chord_of(key: Key, text: str, octave: int) -> tuple[int, ...]:
    """The notes of a chord, lowest first; the key's tonic stands in the octave. ValueError if it is none.

    Roman numerals and 1 to 7 are degrees. The chord on one is the key's own, unless the case of the numeral
    says otherwise (`V` in a minor key is major, with a minor seventh as `V7`) or a quality stands behind it:
    `7 6 9 add9 sus2 sus4 5 maj7 m7 dim aug …`. `b` or `#` before a numeral is counted from the major scale,
    so that `bVII` is the same chord in every key on one tonic. `/1` is the first inversion. Plain notes are
    separated by spaces, with or without an octave of their own: `c3 eb3 g3` or `c eb g`.
    """
    body, inversion = _INVERSION.fullmatch(text.strip()).groups()  # type: ignore[union-attr]
    notes = _plain_notes(body, octave) or _degree_notes(key, body, octave)
    if not notes or octave not in _OCTAVES or int(inversion or 0) >= max(len(notes), 1):
        raise ValueError(
            f"{text.strip()[:24]!r} is no chord. Write a degree, such as ii7, V, 4, bVII or vi/1, "
            "or notes, such as c3 eb3 g3."
        )
    turns = int(inversion or 0)
    return folded((*notes[turns:], *(note + OCTAVE for note in notes[:turns])))


def folded(notes: tuple[int, ...]) -> tuple[int, ...]:
    """Notes moved by octaves, together where they can, into MIDI's range; lowest first, each once."""
    low, high = min(notes), max(notes)
    shift = 0
    if low < 0:
        shift = -OCTAVE * (low // OCTAVE)
    elif high > HIGHEST_NOTE:
        shift = OCTAVE * ((HIGHEST_NOTE - high) // OCTAVE)
    return tuple(sorted({_inside(note + shift) for note in notes}))


def _inside(note: int) -> int:
    """A note of a chord that is wider than the range, by octaves."""
    while note < 0:
        note += OCTAVE
    while note > HIGHEST_NOTE:
        note -= OCTAVE
    return note


def _plain_notes(text: str, octave: int) -> tuple[int, ...]:
    """The notes of a text that holds nothing else, else none."""
    try:
        return tuple(_note(word, octave) for word in text.lower().split())
    except ValueError:
        return ()


def _note(word: str, octave: int) -> int:
    return note_number(word if word[-1].isdigit() else f"{word}{octave}")


def _degree_notes(key: Key, text: str, octave: int) -> tuple[int, ...]:
    form = _DEGREE.fullmatch(text) or _NUMBER.fullmatch(text)
    if form is None or (form[3] not in QUALITIES and form[3] not in THIRDS):
        return ()
    whole = _whole_scale(key)
    sign, numeral, quality = form.groups()
    index = (_ROMAN.get(numeral.lower()) or int(numeral)) - 1
    root = _root(whole, sign, index)
    base = OCTAVE * (octave + 1) + key.tonic + root
    if quality in QUALITIES:
        return tuple(base + above for above in QUALITIES[quality])
    stacked = _stacked(whole, root, quality)
    if stacked and (numeral.isdigit() or _is_minor(stacked) == numeral.islower()):
        return tuple(base + above for above in stacked)
    return tuple(base + above for above in _foreign(numeral.islower(), quality))


def _whole_scale(key: Key) -> tuple[int, ...]:
    """Seven degrees to build chords on; keys with fewer or more borrow those of their major or minor."""
    if len(key.degrees) == 7:
        return key.degrees
    is_minor = _MINOR_THIRD in key.degrees and _MAJOR_THIRD not in key.degrees
    return SCALES["minor" if is_minor else "major"]


def _root(scale: tuple[int, ...], sign: str, index: int) -> int:
    if not sign:
        return scale[index]
    return SCALES["major"][index] + (1 if sign == "#" else -1)


def _stacked(scale: tuple[int, ...], root: int, quality: str) -> tuple[int, ...]:
    """The key's own chord on a root, in semitones above it; none if the root is not of the key."""
    if root not in scale:
        return ()
    at = scale.index(root)
    above = (divmod(at + third, len(scale)) for third in THIRDS[quality])
    return tuple(OCTAVE * octave + scale[degree] - root for octave, degree in above)


def _is_minor(chord: tuple[int, ...]) -> bool:
    return chord[1] == _MINOR_THIRD


def _foreign(is_minor: bool, quality: str) -> tuple[int, ...]:
    """The chord of a numeral that the key does not have: major or minor, with a minor seventh."""
    third = _MINOR_THIRD if is_minor else _MAJOR_THIRD
    above = {0: 0, 2: third, 4: 7, 5: 9, 6: _MINOR_SEVENTH, 8: 14}
    return tuple(above[each] for each in THIRDS[quality])
