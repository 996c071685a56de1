"""Chance without a memory: a roll is a hash of where it falls, so that asking twice gives the same.

A roll depends on the song's seed, the names of pattern and track, the step's count and what it is for, and on
nothing else: no change elsewhere moves it. The hash is SplitMix64 (Steele, Lea and Flood, 2014), seeded with
FNV-1a of the names.
"""

from functools import lru_cache

CHANCE, ORDER, TIME, VELOCITY = range(4)
"""What a roll may be for: whether a hit sounds, which step is next, how far a hit strays."""

_MASK = 2**64 - 1
_GOLDEN = 0x9E3779B97F4A7C15
_FNV_BASIS, _FNV_PRIME = 0xCBF29CE484222325, 0x100000001B3
_UNIT = 2.0**-53


@lru_cache(maxsize=1024)
def keys_of(seed: int, pattern: str, track: str) -> tuple[int, ...]:
    """The keys of a track's rolls, one for each of `CHANCE`, `ORDER`, `TIME`, `VELOCITY`."""
    named = _FNV_BASIS
    for byte in f"{pattern}\0{track}".encode():
        named = ((named ^ byte) * _FNV_PRIME) & _MASK
    base = _mixed((_mixed(named) + seed) & _MASK)
    return tuple(_mixed((base + purpose * _GOLDEN) & _MASK) for purpose in (CHANCE, ORDER, TIME, VELOCITY))


def roll(key: int, number: int) -> int:
    """A whole number from 0 to 2^64 - 1."""
    return _mixed((key + number * _GOLDEN) & _MASK)


def share(key: int, number: int) -> float:
    """A number from 0 up to, but never, 1."""
    return (_mixed((key + number * _GOLDEN) & _MASK) >> 11) * _UNIT


def _mixed(value: int) -> int:
    value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & _MASK
    return value ^ (value >> 31)
