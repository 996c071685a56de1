"""Edits of the arrangement: which patterns the song plays, how often, in which order."""

from dataclasses import replace

from beatterm.model.edits.errors import EditError
from beatterm.model.edits.steps import pattern_of
from beatterm.model.song import Section, Song

MAX_SECTIONS = 256
MAX_REPEAT = 999


def section_at(song: Song, index: int) -> Section:
    """The section at an index counted from 0; EditError if there is none."""
    if not 0 <= index < len(song.sections):
        raise EditError("The song has no such section; add one first.")
    return song.sections[index]


def free_section_name(song: Song, wanted: str) -> str:
    """A name that no section has: the wanted one, or with a number behind it."""
    used = {section.name for section in song.sections}
    numbered = (f"{wanted}{number}" for number in range(2, len(used) + 3))
    return next(name for name in (wanted, *numbered) if name not in used)


def add_section(song: Song, index: int, pattern: str, name: str = "part") -> Song:
    """Put a section that plays a pattern once at an index."""
    owner = pattern_of(song, pattern)
    if len(song.sections) >= MAX_SECTIONS:
        raise EditError(f"A song holds {MAX_SECTIONS} sections; remove one first.")
    fresh = Section(free_section_name(song, name), owner.name)
    return replace(song, sections=(*song.sections[:index], fresh, *song.sections[index:]))


def remove_section(song: Song, index: int) -> Song:
    """Take a section out; its pattern stays."""
    section_at(song, index)
    return replace(song, sections=(*song.sections[:index], *song.sections[index + 1 :]))


def move_section(song: Song, index: int, by: int) -> Song:
    """Play a section earlier (-1) or later (+1); at the edge it stays."""
    sections = list(song.sections)
    moved = section_at(song, index)
    del sections[index]
    sections.insert(max(0, min(len(sections), index + by)), moved)
    return replace(song, sections=tuple(sections))


def set_repeat(song: Song, index: int, repeat: int) -> Song:
    """Play a section's pattern so many times, kept within 1-999."""
    wanted = max(1, min(MAX_REPEAT, repeat))
    return _with_section(song, index, replace(section_at(song, index), repeat=wanted))


def set_section_pattern(song: Song, index: int, pattern: str) -> Song:
    """Let a section play another pattern."""
    owner = pattern_of(song, pattern)
    return _with_section(song, index, replace(section_at(song, index), pattern=owner.name))


def rename_section(song: Song, index: int, name: str) -> Song:
    """Give a section another name, which no other section has."""
    section = section_at(song, index)
    bare = name.strip()
    if not bare or not bare.isprintable():
        raise EditError("A section needs a name, such as verse.")
    if bare != section.name and any(other.name == bare for other in song.sections):
        raise EditError(f"There is a section {bare} already; choose another name.")
    return _with_section(song, index, replace(section, name=bare))


def toggle_section_mute(song: Song, index: int, track: str) -> Song:
    """Leave a track out of a section, or take it back in."""
    section = section_at(song, index)
    others = tuple(name for name in section.mute if name != track)
    mute = others if track in section.mute else tuple(sorted((*others, track)))
    return _with_section(song, index, replace(section, mute=mute))


def toggle_section_fill(song: Song, index: int) -> Song:
    """Play the last repeat of a section as a fill, or not."""
    section = section_at(song, index)
    return _with_section(song, index, replace(section, fill=not section.fill))


def _with_section(song: Song, index: int, section: Section) -> Song:
    return replace(song, sections=(*song.sections[:index], section, *song.sections[index + 1 :]))
