"""Names that are not taken yet, for tracks that an import or an edit makes."""

from collections.abc import Iterable

MAX_NAME = 24
"""Characters that a track's name may have."""


def free_name(name: str, used: Iterable[str]) -> str:
    """A name that is not used: `kick`, `kick-b`, `kick-c` … Numbers would make other drums of General MIDI
    of them.
    """
    taken = set(used)
    tails = ("", *(f"-{letters(number)}" for number in range(1, len(taken) + 2)))
    return next(each for each in (name[: MAX_NAME - len(tail)] + tail for tail in tails) if each not in taken)


def letters(number: int) -> str:
    """a, b … z, aa, ab … for 0, 1 …"""
    more, last = divmod(number, 26)
    return (letters(more - 1) if more else "") + chr(ord("a") + last)
