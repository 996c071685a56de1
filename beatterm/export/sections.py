"""Sections by name: what is asked for when a song has several of one name, as in verse, chorus, verse."""

from collections.abc import Iterator

from beatterm.model.song import Section, Song, arrangement


def section_names(song: Song) -> tuple[str, ...]:
    """What each section is asked for by, in order: its name, or `verse-2` where another verse than the first
    is played; those that play the same share a name.
    """
    sections = arrangement(song)
    own = {section.name for section in sections}
    named: dict[str, Section] = {}
    return tuple(
        next(name for name in _names(section.name, own) if named.setdefault(name, section) == section)
        for section in sections
    )


def section_named(song: Song, name: str | None) -> Section | None:
    """The first section that is asked for by a name."""
    pairs = zip(section_names(song), arrangement(song), strict=True)
    return next((section for each, section in pairs if each == name), None)


def _names(name: str, taken: set[str]) -> Iterator[str]:
    yield name
    number = 2
    while True:
        if (numbered := f"{name}-{number}") not in taken:
            yield numbered
        number += 1
