"""Note names and MIDI note numbers: `c4` is middle C, note 60."""

import re

_LETTERS = {"c": 0, "d": 2, "e": 4, "f": 5, "g": 7, "a": 9, "b": 11}
_NAMES = ("c", "c#", "d", "eb", "e", "f", "f#", "g", "ab", "a", "bb", "b")
_FORM = re.compile(r"([a-g])(#|b)?(-1|[0-9])")
HIGHEST_NOTE = 127


def note_number(name: str) -> int:
    """The MIDI number of a name such as `c2`, `f#3` or `eb-1`; ValueError if it is not a note from c-1 to
    g9.
    """
    form = _FORM.fullmatch(name)
    if form is None:
        raise ValueError(f"not a note: {name!r}")
    letter, accidental, octave = form.groups()
    shift = {"#": 1, "b": -1, None: 0}[accidental]
    number = 12 * (int(octave) + 1) + _LETTERS[letter] + shift
    if not 0 <= number <= HIGHEST_NOTE:
        raise ValueError(f"{name!r} lies outside c-1 … g9")
    return number


def note_name(number: int) -> str:
    """The name of a MIDI note number, each black key in its commonest spelling."""
    octave, degree = divmod(number, 12)
    return f"{_NAMES[degree]}{octave - 1}"
