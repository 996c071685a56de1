"""Which section of a text is which of the new song, so that its comments stay with it."""

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

from beatterm.formats.outline import Branch

Words = tuple[str, ...]


def match_sections(old: Sequence[Branch], new: Sequence[Branch]) -> list[int | None]:
    """For each new section the index of the old one that it was, or None: equal ones in order, equal ones
    elsewhere, then those that kept their name or their place.
    """
    before, after = [_words(each) for each in old], [_words(each) for each in new]
    found: list[int | None] = [None] * len(after)
    for start, to, size in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks():
        found[to : to + size] = range(start, start + size)
    free = [index for index in range(len(before)) if index not in found]
    _pair(found, free, lambda at, index: before[index] == after[at])
    _pair(found, free, lambda at, index: before[index][0] == after[at][0])
    _pair(found, free, lambda at, index: index == at)
    return found


def _words(section: Branch) -> Words:
    return tuple(leaf.text for leaf in section.leaves.values())


def _pair(found: list[int | None], free: list[int], is_match: Callable[[int, int], bool]) -> None:
    """Give each new section without an old one the first free one that matches."""
    for at, match in enumerate(found):
        index = next((index for index in free if is_match(at, index)), None) if match is None else None
        if index is not None:
            found[at] = index
            free.remove(index)
