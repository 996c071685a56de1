"""General MIDI's drums by the words that tracks are called by: `kick` is 36, `hat-open` 46, `tom-low` 45.

Tracks without a note of their own are sent by it, and what comes in on a drum channel finds its track by it.
"""

import re
from collections.abc import Iterable, Iterator

_ALIASES: dict[str, tuple[str, ...]] = {
    "bd": ("kick",),
    "bassdrum": ("kick",),
    "sd": ("snare",),
    "cp": ("clap",),
    "snap": ("clap",),
    "hh": ("hat",),
    "ch": ("hat", "closed"),
    "oh": ("hat", "open"),
    "foot": ("pedal",),
    "rs": ("rim",),
    "rimshot": ("rim",),
    "stick": ("rim",),
    "lt": ("tom", "low"),
    "mt": ("tom", "mid"),
    "ht": ("tom", "high"),
    "lo": ("low",),
    "middle": ("mid",),
    "hi": ("high",),
    "rd": ("ride",),
    "cymbal": ("crash",),
    "cy": ("crash",),
    "cb": ("cowbell",),
    "tambourine": ("tamb",),
    "percussion": ("perc",),
    "wood": ("woodblock",),
}
"""Words that mean others. Plural is one letter, which is taken off."""

_DRUMS: tuple[tuple[int, str], ...] = (
    (35, "kick 2"),
    (36, "kick"),
    (36, "bass drum"),
    (37, "rim"),
    (40, "snare 2"),
    (40, "snare electric"),
    (38, "snare"),
    (39, "clap"),
    (44, "hat pedal"),
    (46, "hat open"),
    (42, "hat"),
    (41, "tom floor low"),
    (43, "tom floor"),
    (47, "tom low mid"),
    (48, "tom high mid"),
    (45, "tom low"),
    (47, "tom mid"),
    (50, "tom high"),
    (50, "tom 1"),
    (47, "tom 2"),
    (45, "tom 3"),
    (43, "tom 4"),
    (47, "tom"),
    (53, "ride bell"),
    (59, "ride 2"),
    (51, "ride"),
    (52, "china"),
    (55, "splash"),
    (57, "crash 2"),
    (49, "crash"),
    (56, "cowbell"),
    (54, "tamb"),
    (58, "vibraslap"),
    (61, "bongo low"),
    (60, "bongo"),
    (62, "conga mute"),
    (64, "conga low"),
    (63, "conga"),
    (66, "timbale low"),
    (65, "timbale"),
    (68, "agogo low"),
    (67, "agogo"),
    (69, "cabasa"),
    (70, "maraca"),
    (70, "shaker"),
    (72, "whistle long"),
    (71, "whistle"),
    (74, "guiro long"),
    (73, "guiro"),
    (75, "clave"),
    (77, "woodblock low"),
    (76, "woodblock"),
    (76, "perc"),
    (78, "cuica mute"),
    (79, "cuica"),
    (80, "triangle mute"),
    (81, "triangle"),
    (46, "open"),
    (42, "closed"),
)
"""Notes and all the words that a name must have; the first that fits counts."""

_NEAR = (
    (35, 36),
    (37, 38, 40),
    (39, 38),
    (40, 38),
    (44, 42),
    (46, 42),
    (41, 43, 45, 47, 50),
    (48, 50, 47, 45),
    (52, 49, 51),
    (55, 49),
    (57, 49),
    (53, 51),
    (59, 51),
    (61, 60, 63),
    (62, 63),
    (64, 63),
    (66, 65),
    (68, 67),
    (69, 70),
    (72, 71),
    (74, 73),
    (77, 76),
    (78, 79),
    (80, 81),
)
"""Drums that are near to each other. Where a song has no track for one, the others stand in for it."""

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|[0-9]+")
_NEEDED = {word for _, words in _DRUMS for word in words.split() if len(word) > 1}
_LONG_WORDS = sorted({*_NEEDED, *_ALIASES, "drum", "hand", "side"}, key=len, reverse=True)
_COMPOUND = re.compile(f"(?:{'|'.join(_LONG_WORDS)})+")
_PIECE = re.compile("|".join(_LONG_WORDS))


def gm_note(name: str) -> int | None:
    """The drum (35-81) that a track of this name is, or None: `bass` and `lead` are none."""
    words = set(_words(name))
    return next((note for note, needed in _DRUMS if words.issuperset(needed.split())), None)


def gm_names(note: int) -> tuple[str, ...]:
    """Names that a track of this drum has, and behind them those of the drums that may stand in for it."""
    names = {words.replace(" ", "-"): number for number, words in _DRUMS}
    return tuple(name for kin in _kin(note) for name, number in names.items() if number == kin)


def drum_track(note: int, tracks: Iterable[str]) -> str | None:
    """Which of the tracks a drum pad's note plays: the first that is its drum, else one that is near it."""
    known = [(gm_note(name), name) for name in tracks]
    return next((name for kin in _kin(note) for number, name in known if number == kin), None)


def _kin(note: int) -> Iterator[int]:
    """A drum's note and those that may stand in for it, the nearest first."""
    groups = sorted((group for group in _NEAR if note in group), key=lambda group: group.index(note))
    yield from dict.fromkeys([note, *(each for group in groups for each in group)])


def _words(name: str) -> Iterator[str]:
    """The words of a name, apart and in one way of writing: `OpenHats2` is open, hat, 2."""
    for found in _WORD.findall(name):
        word = found.lower()
        word = word.removesuffix("s") if word.removesuffix("s") in _LONG_WORDS else word
        pieces = _PIECE.findall(word) if word not in _ALIASES and _COMPOUND.fullmatch(word) else [word]
        for piece in pieces:
            yield from _ALIASES.get(piece, (piece,))
