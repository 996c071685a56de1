"""Keyboard layouts: what the keys of a typing keyboard write, by their place. Terminals give characters only,
so pads and piano find their keys through these.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

ROWS = 4
ROW_LEAST = 8
"""Keys that a row of a layout has at least."""
PADS = TRIGS = 16
OCTAVE = 12
_WHITE = (0, 2, 4, 5, 7, 9, 11)
_BLACK = (1, 3, None, 6, 8, 10)
CUSTOM = "custom"


@dataclass(frozen=True, slots=True)
class KeyLayout:
    """The characters of the four rows of keys, from the digits down, each from its left end on.

    `shifted` gives for a character that Shift writes the one that its key writes alone.
    """

    name: str
    rows: tuple[str, ...]
    shifted: Mapping[str, str] = field(default_factory=dict)

    @property
    def pads(self) -> tuple[str, ...]:
        """The keys of the 16 pads, pad 1 (bottom left) first."""
        return tuple(key for row in reversed(self.rows) for key in row[:4])

    @property
    def trigs(self) -> tuple[str, ...]:
        """The keys of 16 steps, in two rows of eight."""
        return tuple(self.rows[1][:8] + self.rows[2][:8])

    @property
    def piano(self) -> tuple[tuple[str, int], ...]:
        """Keys and how many semitones above the lowest C each plays: two rows, an octave each, with the black
        keys in the rows above them.
        """
        digits, upper, home, lower = self.rows
        return (*_octave(lower, home, 0), *_octave(upper, digits, OCTAVE))

    def unshifted(self, character: str) -> str:
        """The character that the key of a character writes without Shift."""
        if character in self.shifted:
            return self.shifted[character]
        small = character.lower()
        return small if small != character and any(small in row for row in self.rows) else character

    def accents(self, key: str) -> tuple[str, ...]:
        """What Shift and a key write."""
        loud = tuple(character for character, plain in self.shifted.items() if plain == key)
        return loud or ((key.upper(),) if len(key.upper()) == 1 and key.upper() != key else ())


def _octave(white: str, black: str, first: int) -> tuple[tuple[str, int], ...]:
    whites = tuple((key, first + note) for key, note in zip(white, _WHITE, strict=False))
    blacks = zip(black[1:], _BLACK, strict=False)
    return (*whites, *((key, first + note) for key, note in blacks if note is not None))


def _over(keys: str, shifted: str) -> dict[str, str]:
    return dict(zip(shifted, keys, strict=True))


_DIGITS = "1234567890"

# Shift and a digit differ between the American and the British keyboard: both are known.
QWERTY = KeyLayout(
    "qwerty",
    (_DIGITS, "qwertyuiop", "asdfghjkl;", "zxcvbnm,./"),
    _over("1234", "!@#$") | _over("23", '"£'),
)
QWERTZ = KeyLayout(
    "qwertz", (_DIGITS, "qwertzuiop", "asdfghjklö", "yxcvbnm,.-"), _over("1234", '!"§$') | {"ç": "4"}
)
AZERTY = KeyLayout(
    "azerty", ("&é\"'(-è_çà", "azertyuiop", "qsdfghjklm", "wxcvbn,;:!"), _over("&é\"'", "1234")
)
DVORAK = KeyLayout(
    "dvorak",
    (_DIGITS, "',.pyfgcrl", "aoeuidhtns", ";qjkxbmwvz"),
    _over("1234", "!@#$") | _over("',.", '"<>') | {":": ";"},
)
COLEMAK = KeyLayout(
    "colemak", (_DIGITS, "qwfpgjluy;", "arstdhneio", "zxcvbkm,./"), _over("1234", "!@#$") | {":": ";"}
)
# The sixth key of bépo's upper row is a dead accent, which writes nothing by itself: it is left out.
BEPO = KeyLayout(
    "bepo",
    ('"«»()@+-/*', "bépoèvdljz", "auie,ctsrn", "àyx.k'qghf"),
    _over('"«»(', "1234") | {";": ",", ":": ".", "?": "'"},
)
LAYOUTS: Mapping[str, KeyLayout] = {
    layout.name: layout for layout in (QWERTY, QWERTZ, AZERTY, DVORAK, COLEMAK, BEPO)
}


def custom_layout(rows: Sequence[str]) -> KeyLayout:
    """A layout of one's own; ValueError says what is wrong with its rows."""
    if len(rows) != ROWS or any(len(row) < ROW_LEAST for row in rows):
        raise ValueError(f"a layout has {ROWS} rows of at least {ROW_LEAST} keys, the digits first")
    keys = "".join(row[:10] for row in rows)
    if len(set(keys)) != len(keys) or " " in keys:
        raise ValueError("every key of a layout is another character, and none is a space")
    return KeyLayout(CUSTOM, tuple(rows))
